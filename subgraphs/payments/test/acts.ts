/** What people do with payments, as clients ask for it. */
import type { Door } from '@tallystick/subgraph-client'
import { type House, newKey, type Person, run } from './house.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
type Json = any

/** Everything of a payment that acts change. */
export const ACTED = `fragment acted on Payment { id kind status capture reason description createdAt updatedAt expiresAt
  amount { amount } fee { amount } captured { amount } refunded { amount } refundable { amount }
  payer { id } payee { id } refundOf { id } refunds { id status amount { amount } }
  metadata { key value } transactions { type status amount { amount } reason }
  transitions { from to reason } }`

/** Runs a mutation that answers with a payment or a refusal. */
export async function perform(
  door: Door,
  { facts }: Person,
  [name, input]: readonly [string, Record<string, unknown>],
): Promise<Json> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
  const keyless = ['declineRequest', 'receivePayment', 'voidPayment', 'cancelPayment']
  const isKeyless = keyless.includes(name) || name === 'updatePayment'
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Success { ${isKeyless ? '' : 'replayed'} payment { ...acted } }
    ... on Refusal { code message }
    ${BEGINS.has(name) ? '' : '... on PaymentNotReady { status }'}
    ${FACTS[name] ?? ''} } } ${ACTED}`
  const { data, errors, codes } = await run(door, facts, [query, { input }])
  return errors ? { codes } : data?.[name]
}

/** What makes a payment and does not act on one. */
const BEGINS: ReadonlySet<string> = new Set([
  'sendMoney',
  'transfer',
  'requestMoney',
  'initiatePayment',
])

const FACTS: Readonly<Record<string, string>> = {
  capturePayment: '... on CaptureTooLarge { capturable { amount } }',
  refundPayment: `... on RefundTooLarge { refundable { amount } }
    ... on InsufficientFunds { available { amount } }`,
  payRequest: '... on InsufficientFunds { available { amount } } ... on InvalidAccount { reason }',
  makePayment: '... on InsufficientFunds { available { amount } } ... on InvalidAccount { reason }',
}

/** `minor` USD, as clients write them. */
export const usd = (minor: bigint) => ({ amount: minor.toString(), currency: 'USD' })

/** A payment as a person sees it now. */
export async function look(house: House, { facts }: Person, id: string): Promise<Json> {
  const query = `query ($id: ID!) { payment(id: $id) { ...acted } } ${ACTED}`
  const { data, codes } = await run(house.payments.subgraph, facts, [query, { id }])
  return data?.['payment'] ?? { codes }
}

/** A vendor's purchase that `customer` has paid into a hold. */
export async function authorized(
  house: House,
  { vendor, customer, minor }: Readonly<{ vendor: Person; customer: Person; minor: bigint }>,
): Promise<string> {
  const { subgraph } = house.payments
  const asked = await perform(subgraph, vendor, [
    'initiatePayment',
    {
      accountId: vendor.walletId,
      amount: usd(minor),
      capture: 'MANUAL',
      idempotencyKey: newKey(),
    },
  ])
  const made = await perform(subgraph, customer, [
    'makePayment',
    { paymentId: asked.payment.id, fromAccountId: customer.walletId, idempotencyKey: newKey() },
  ])
  if (made.payment?.status !== 'AUTHORIZED') throw new Error(JSON.stringify(made))
  return asked.payment.id
}
