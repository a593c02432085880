/** What clients write, as the use cases read it. */
import { type Actor, personOf } from '@tallystick/actor'
import { type Money, money } from '@tallystick/money'
import { badInput, forbidden } from '@tallystick/subgraph-server'
import type { MoneyInput, PaymentFactInput } from '../schema/resolvers.generated.ts'

/** An amount, in minor units. */
export const toMoney = ({ amount, currency }: MoneyInput): Money => money(amount, currency)

/** Money is moved by people only, in person or by a key of theirs: a process of ours has no account. @throws FORBIDDEN */
export function payerOf(actor: Actor): string {
  const person = personOf(actor)
  if (person === null) throw forbidden()
  return person
}

/** Facts for programs, by key. @throws BAD_USER_INPUT when a key comes twice */
export function toFacts(
  facts: readonly PaymentFactInput[] | null | undefined,
): Readonly<Record<string, string>> {
  const all = (facts ?? []).map(({ key, value }) => [key, value] as const)
  if (new Set(all.map(([key]) => key)).size !== all.length)
    throw badInput('No key may come twice.', { field: 'metadata' })
  return Object.fromEntries(all)
}
