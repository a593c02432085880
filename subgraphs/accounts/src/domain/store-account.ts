import { randomInt } from 'node:crypto'
import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Cause } from '@tallystick/outbox'
import { insertAccount } from '../db/accounts.ts'
import type { PublishAccounts } from './means.ts'
import { type Account, FIRST_LEVEL } from './rules/account.ts'
import { SERIAL_END, SERIAL_MIN, toAccountNumber } from './rules/account-number.ts'

/** How many numbers are tried. With 10 million accounts one in 90 numbers is taken. */
const NUMBERS_MAX = 8

/** The transaction that an account is opened in, and why it is. */
export type Opening = Readonly<{ tx: Tx; publish: PublishAccounts; now: Date; cause: Cause }>

/** What is known of an account before it has a number. */
export type NewAccount = Pick<Account, 'ownerId' | 'type' | 'currency' | 'name'> &
  Readonly<{ isProvisioned: boolean }>

/**
 * Stores an account under a number that is free and tells of it.
 *
 * @returns undefined when the account is a provisioned one and its owner has that already
 */
export async function storeAccount(
  { tx, publish, now, cause }: Opening,
  { isProvisioned, ...facts }: NewAccount,
): Promise<Account | undefined> {
  for (let attempt = 1; attempt <= NUMBERS_MAX; attempt++) {
    const number = toAccountNumber(randomInt(SERIAL_MIN, SERIAL_END))
    const account = await insertAccount(tx, {
      id: newId('acc'),
      number,
      ...facts,
      status: 'OPEN',
      level: FIRST_LEVEL,
      createdAt: now,
      isProvisioned,
    })
    if (account) {
      await publish(toOpened(account, cause))
      return account
    }
    // A provisioned one was most likely refused because another process was quicker.
    if (isProvisioned) return undefined
  }
  throw new Error(`no free account number in ${NUMBERS_MAX} attempts`)
}

function toOpened({ id, ownerId, number, type, currency, name }: Account, cause: Cause) {
  return {
    type: 'accounts:account:opened',
    body: { accountId: id, ownerId, number, type, currency, name },
    aggregate: { type: 'account', id },
    topics: [`account:${id}`, `user:${ownerId}`],
    cause,
  } as const
}
