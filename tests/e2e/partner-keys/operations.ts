import { idOf } from './partner.ts'

const SENT = `__typename
    ... on SendMoneySuccess { replayed payment { id status amount { amount currency } } }
    ... on Refusal { code message }`

const documents = {
  account: `query AcmeAccount($id: ID!) {
  account(id: $id) { id currency balance { version available { amount currency } } }
}`,
  send: `mutation AcmeSend($input: SendMoneyInput!) {
  sendMoney(input: $input) {
    ${SENT}
  }
}`,
  sendByDefault: `mutation AcmeSendByDefault($amount: MoneyInput! = { amount: "5001", currency: "USD" }, $from: ID!) {
  sendMoney(input: { fromAccountId: $from, to: { email: "ben@demo.test" }, amount: $amount, idempotencyKey: "by-default" }) {
    ${SENT}
  }
}`,
  sendTwice: `mutation AcmeSendTwice($one: SendMoneyInput!, $two: SendMoneyInput!) {
  one: sendMoney(input: $one) {
    ${SENT}
  }
  two: sendMoney(input: $two) {
    ${SENT}
  }
}`,
  users: 'query AcmeUsers { users(first: 1) { nodes { email } } }',
  metadata:
    'query AcmeMetadata { payments(first: 1) { nodes { ledgerTransactions { metadata { key } } } } }',
  newKey: `mutation AcmeNewKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { __typename ... on CreateApiKeySuccess { secret } }
}`,
  follow: 'subscription AcmeFollow { paymentStatusChanged { cursor } }',
  counted: 'query AcmeCounted { me { id } }',
  retired: 'query AcmeRetired { me { id } }',
} as const

/** What the partner registers besides the manifest of the guide, by name. */
export const DOCUMENTS: Readonly<Record<keyof typeof documents, string>> = documents

/** The ids of those, as tools make them. */
export const IDS = Object.fromEntries(
  Object.entries(documents).map(([name, document]) => [name, idOf(document)]),
) as Readonly<Record<keyof typeof documents, string>>

/** The manifest that a code generator writes for them. */
export const MANIFEST = Object.fromEntries(
  Object.values(documents).map((document) => [idOf(document), document]),
)
