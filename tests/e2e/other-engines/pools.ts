import { type Client, data, sendMoney, walletOf } from '../../kit/client.ts'
import type { Dice } from '../../kit/dice.ts'

/** Values that exist in the product, by the argument or field that wants them. */
export type Pools = Readonly<Record<string, readonly string[]>>

const PAYMENTS = 6

/** Makes a few payments, some refused, and collects the ids that there are. */
export async function collectPools(root: Client, payers: readonly Client[]): Promise<Pools> {
  const wallets = await Promise.all(payers.map(walletOf))
  for (let index = 0; index < PAYMENTS; index++)
    await sendMoney(payers[index % payers.length] as Client, {
      fromAccountId: wallets[index % payers.length],
      to: { accountId: wallets[(index + 1) % payers.length] },
      amount: { amount: String(100 + index), currency: 'USD' },
      description: `Round ${index}`,
      idempotencyKey: `engines-${index}`,
    })
  const found = await data(
    root,
    `{
      users(first: 20) { nodes { id } }
      payments(first: 20) { nodes { id } }
      ledgerTransactions(first: 20) { nodes { id } }
    }`,
  )
  const ids = (name: string): string[] => found[name].nodes.map(({ id }: { id: string }) => id)
  const pools = {
    accounts: wallets,
    users: ids('users'),
    payments: ids('payments'),
    ledgerTransactions: ids('ledgerTransactions'),
  }
  // Well made, and of nothing that exists.
  return Object.fromEntries(
    Object.entries(pools).map(([name, known]) => [name, [...known, unknownLike(known[0] ?? '')]]),
  )
}

const unknownLike = (id: string): string => `${id.slice(0, -4)}0000`

/** Which pool an argument takes its id from, by the field that it is given to or by its own name. */
const POOL_OF: Readonly<Record<string, string>> = {
  account: 'accounts',
  accountId: 'accounts',
  liabilityProof: 'accounts',
  user: 'users',
  ownerId: 'users',
  actorId: 'users',
  payment: 'payments',
  paymentId: 'payments',
  receipt: 'payments',
  ledgerTransaction: 'ledgerTransactions',
  ledgerTransactionId: 'ledgerTransactions',
  ledgerProof: 'ledgerTransactions',
}

/** An id for an argument, or one of no known kind. */
export function pickId(
  { dice, pools }: { dice: Dice; pools: Pools },
  argument: string,
  field: string,
): string {
  const pool = pools[POOL_OF[argument] ?? POOL_OF[field] ?? '']
  return pool && pool.length > 0 ? dice.pick(pool) : 'unknown'
}
