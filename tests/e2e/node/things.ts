/** One thing of each kind that `node` finds, and who owns it. */
import { type Client, data, type Loose, sendMoney, walletOf } from '../../kit/client.ts'

/** A thing that has an id. */
export type Thing = Readonly<{
  type: string
  id: string
  /** Who may see it besides administrators; administrators alone when undefined. */
  owner: Client | undefined
  /** Fields that only its owning subgraph can answer. */
  fields: string
}>

/** Everybody whom the tests need. */
export type People = Readonly<{ ada: Client; ben: Client; root: Client }>

/** Makes one thing of each kind; those of persons are Ada's, and some of them Ben's too. */
export async function makeThings({ ada, ben, root }: People): Promise<Thing[]> {
  const wallet = await walletOf(ada)
  const { payment } = await sendMoney(ada, {
    fromAccountId: wallet,
    to: { accountId: await walletOf(ben) },
    amount: { amount: '100', currency: 'USD' },
    description: 'for node',
    idempotencyKey: `node-${wallet}`,
  })
  const { me } = await data(ada, '{ me { id } }')
  const ledger = await ledgerOf(ada, payment.id)
  const ofAda: Thing[] = [
    { type: 'User', id: me.id, owner: ada, fields: 'name email accounts { nodes { id } }' },
    { type: 'ApiKey', id: await makeApiKey(ada), owner: ada, fields: 'name prefix owner { name }' },
    { type: 'Account', id: wallet, owner: ada, fields: 'number status balance { version }' },
    {
      type: 'Payment',
      id: payment.id,
      owner: ada,
      fields: 'kind payer { balance { version } } ledgerTransactions { id }',
    },
    {
      type: 'LedgerTransaction',
      id: ledger.ledgerTransactionId,
      owner: ada,
      fields: 'description entries { id balanceAfter { amount } }',
    },
    {
      type: 'LedgerAccount',
      id: ledger.ledgerAccountId,
      owner: ada,
      fields: 'code account { number owner { email } }',
    },
  ]
  const { auditLogs } = await data(root, '{ auditLogs(first: 1) { nodes { id } } }')
  const ofHouse: Thing[] = [
    {
      type: 'AuditLog',
      id: auditLogs.nodes[0].id,
      owner: undefined,
      fields: 'action at details',
    },
    ...(await reconcile(root)),
  ]
  return [...ofAda, ...ofHouse]
}

async function ledgerOf(client: Client, paymentId: string) {
  const { payment } = await data(
    client,
    `query ($id: ID!) { payment(id: $id) {
      ledgerTransactions { id entries { balanceAfter { amount } ledgerAccount { id } } } } }`,
    { id: paymentId },
  )
  const [first] = payment.ledgerTransactions
  // Ada sees the balance of her own account alone, and so knows which of the two is hers.
  const own = first.entries.find(({ balanceAfter }: Loose) => balanceAfter !== null)
  return { ledgerTransactionId: first.id, ledgerAccountId: own.ledgerAccount.id }
}

async function makeApiKey(client: Client): Promise<string> {
  const { createApiKey } = await data(
    client,
    `mutation { createApiKey(input: { name: "node", clientId: "node", scopes: ["payments:read"] }) {
      ... on CreateApiKeySuccess { key { id } } } }`,
  )
  return createApiKey.key.id
}

/** A statement of a line that is none of ours: its comparison finds a difference. */
async function reconcile(root: Client): Promise<Thing[]> {
  const { openProviderStatement } = await data(
    root,
    `mutation { openProviderStatement(input: { provider: "SIMULATOR", fromDay: "2020-01-01", toDay: "2020-01-02" }) {
      ... on OpenProviderStatementSuccess { statement { id } } } }`,
  )
  const statementId = openProviderStatement.statement.id
  const { runReconciliation } = await data(
    root,
    `mutation ($id: ID!) {
      addProviderStatementLines(input: { statementId: $id, after: 0, lines: [
        { reference: "nobody's", side: DEBIT, amount: { amount: "5", currency: "USD" }, bookedAt: "2020-01-01T12:00:00Z" }
      ] }) { __typename }
      closeProviderStatement(input: { statementId: $id, lineCount: 1 }) { __typename }
      runReconciliation(input: { scope: PROVIDER, statementId: $id }) {
        ... on RunReconciliationSuccess { reconciliation { id status breaks { nodes { id } } } } }
    }`,
    { id: statementId },
  )
  const { id, breaks } = runReconciliation.reconciliation
  const owner = undefined
  return [
    { type: 'ProviderStatement', id: statementId, owner, fields: 'provider lineCount' },
    { type: 'Reconciliation', id, owner, fields: 'scope breakCount statement { id }' },
    {
      type: 'ReconciliationBreak',
      id: breaks.nodes[0].id,
      owner,
      fields: 'kind found { amount } statement { provider }',
    },
  ]
}
