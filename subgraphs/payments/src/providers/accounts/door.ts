import { type Currency, isCurrency } from '@tallystick/money'
import type { Door } from '@tallystick/subgraph-client'
import { z } from 'zod'
import { ACCOUNT_LEVELS } from '../../domain/rules/limit.ts'
import type { Party } from '../../domain/rules/parties.ts'
import { ask } from '../ask.ts'
import type { Accounts } from './port.ts'

const QUERY = `query PartiesOfPayment($input: AccountsOfPaymentInput!) {
  accountsOfPayment(input: $input) { payer { ...party } payee { ...party } }
}
fragment party on Account { id ownerId currency status level timeZone }`

const party = z
  .object({
    id: z.string(),
    ownerId: z.string(),
    currency: z.custom<Currency>((value) => typeof value === 'string' && isCurrency(value)),
    status: z.enum(['OPEN', 'FROZEN', 'CLOSED']),
    level: z.enum(ACCOUNT_LEVELS),
    timeZone: z.string(),
  })
  .transform(({ id, ...rest }): Party => ({ accountId: id, ...rest }))
  .nullable()
  .transform((value) => value ?? undefined)

const answer = z.object({ accountsOfPayment: z.object({ payer: party, payee: party }) })

/** Reaches Accounts through its own door. */
export const newAccounts = (door: Door): Accounts => ({
  async findParties(input, requestId) {
    const data = await ask(door, { query: QUERY, variables: { input }, answer, requestId })
    return data.accountsOfPayment
  },
})
