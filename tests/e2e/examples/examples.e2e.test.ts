import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { verifyAny } from '@tallystick/verify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, data, type Loose, post, signIn, subscribe } from '../../kit/client.ts'
import {
  AuditLogsDocument,
  BalanceChangedDocument,
  FinancialReportDocument,
  LiabilityProofDocument,
  MeDocument,
  MyAccountsDocument,
  OpenAccountDocument,
  PaymentDocument,
  PaymentStatusChangedDocument,
  PaymentsDocument,
  ReceiptDocument,
  RefreshSessionDocument,
  RemoveSecondFactorsDocument,
  ReverseLedgerTransactionDocument,
  RunReconciliationDocument,
  SendMoneyDocument,
  SetUserRoleDocument,
  SetUserStatusDocument,
  SignInDocument,
  SignOutDocument,
  SignUpDocument,
  SystemHealthDocument,
  TopUpDocument,
  TreeHeadDocument,
  TrialBalanceDocument,
  type TypedDocumentString,
} from '../../kit/generated/graphql.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const dataDir = newDataDir()
const outgoing = join(dataDir, 'outgoing.log')
let product: Product
let root: Client

beforeAll(async () => {
  writeFileSync(outgoing, '')
  const hook = `--require=${resolve('tests/kit/outgoing.cjs')}`
  product = await startProduct({ dataDir, env: { NODE_OPTIONS: hook, OUTGOING_LOG: outgoing } })
  root = await signIn(product.url, 'root@demo.test')
})

afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

/** Runs a typed document: the compiler checks variables and answer against the schema. */
const run = <Result, Variables extends Record<string, unknown>>(
  client: Client,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> => data(client, document.toString(), variables)

describe('the example operations', () => {
  let token = ''
  let refreshToken = ''
  let client: Client
  let wallet = ''
  let paymentId = ''

  it('sign a person up, in and on', async () => {
    const url = product.url
    const email = 'grace@demo.test'
    const password = 'nanoseconds are short'
    const { signUp } = await run({ url }, SignUpDocument, {
      input: { email, password, name: 'Grace Hopper' },
    })
    expect(signUp.__typename).toBe('SignUpSuccess')
    const { signIn: signedIn } = await run({ url }, SignInDocument, { email, password })
    if (signedIn.__typename !== 'SignInSuccess') throw new Error(signedIn.__typename)
    refreshToken = signedIn.session.refreshToken ?? ''
    const { refreshSession } = await run({ url }, RefreshSessionDocument, { refreshToken })
    if (refreshSession.__typename !== 'RefreshSessionSuccess') throw new Error('not refreshed')
    token = refreshSession.session.accessToken ?? ''
    client = { url, token }
    const { me } = await run(client, MeDocument, {})
    expect(me).toMatchObject({ name: 'Grace Hopper', email, roles: ['CUSTOMER'] })
  })

  it('show and open accounts', async () => {
    const { accounts } = await run(client, MyAccountsDocument, {})
    wallet = accounts.nodes[0]?.id ?? ''
    expect(accounts.nodes).toMatchObject([{ currency: 'USD', balance: { version: 0 } }])
    const { openAccount } = await run(client, OpenAccountDocument, {
      input: { currency: 'JPY', name: 'Tokyo' },
    })
    expect(openAccount).toMatchObject({ account: { currency: 'JPY', name: 'Tokyo' } })
  })

  it('bring money in and send it', async () => {
    const { topUpAccount } = await run(client, TopUpDocument, {
      input: {
        accountId: wallet,
        amount: { amount: '5000', currency: 'USD' },
        idempotencyKey: 'top-up',
      },
    })
    expect(topUpAccount).toMatchObject({ payment: { status: 'COMPLETED' } })
    const { sendMoney } = await run(client, SendMoneyDocument, {
      input: {
        fromAccountId: wallet,
        to: { email: 'ben@demo.test' },
        amount: { amount: '1250', currency: 'USD' },
        idempotencyKey: 'lunch',
      },
    })
    if (sendMoney.__typename !== 'SendMoneySuccess') throw new Error(sendMoney.__typename)
    paymentId = sendMoney.payment.id
    expect(sendMoney.payment.amount.formatted).toBe('$12.50')
  })

  it('look at payments and watch one', async () => {
    const { payments } = await run(client, PaymentsDocument, { filter: { kind: ['SEND'] } })
    expect(payments.nodes.map(({ id }) => id)).toEqual([paymentId])
    const { payment } = await run(client, PaymentDocument, { id: paymentId })
    expect(payment?.transitions.map(({ to }) => to)).toEqual([
      'INITIATED',
      'PROCESSING',
      'COMPLETED',
    ])
    const stream = subscribe(client, 'ws', {
      query: PaymentStatusChangedDocument.toString(),
      variables: { paymentId },
    })
    const events = (await stream.take(3)).map(({ data: event }: Loose) => event)
    await stream.stop()
    expect(events[2].paymentStatusChanged.to).toBe('COMPLETED')
  })

  it('show an administrator the books, the health and what happened (ADM-7, ADM-10, AUD-1)', async () => {
    const { trialBalance } = await run(root, TrialBalanceDocument, {})
    expect(trialBalance.length).toBeGreaterThan(0)
    for (const { debits, credits } of trialBalance) expect(debits).toEqual(credits)
    const { systemHealth } = await run(root, SystemHealthDocument, {})
    expect(systemHealth.parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['auth', 'accounts', 'payments', 'ledger', 'database']),
    )
    expect(systemHealth.parts.filter(({ status }) => status === 'DOWN')).toEqual([])
    const told = async (): Promise<string[]> => {
      const filter = { resourceId: paymentId }
      const { auditLogs } = await run(root, AuditLogsDocument, { filter })
      return auditLogs.nodes.map(({ action }) => action)
    }
    await expect.poll(told, { timeout: 10_000 }).toContain('payments:payment:completed')
  })

  it('prove what the ledger says, to anyone', async () => {
    const { treeHead } = await run({ url: product.url }, TreeHeadDocument, {})
    expect(treeHead.size).toBeGreaterThan(0)
    const trust = { publicKey: treeHead.publicKey }
    const { receipt } = await run(client, ReceiptDocument, { paymentId })
    expect(await verifyAny(receipt.json, trust)).toMatchObject({ ok: true, isKeyTrusted: true })
    // What is owed is published for those who had an account then; ada had one from the start.
    const ada = await signIn(product.url, 'ada@demo.test')
    const { accounts } = await run(ada, MyAccountsDocument, {})
    const accountId = accounts.nodes[0]?.id ?? ''
    const prove = async () =>
      (await run(ada, LiabilityProofDocument, { accountId })).liabilityProof.json
    await expect.poll(() => prove().catch(() => ''), { timeout: 20_000 }).not.toBe('')
    expect(await verifyAny(await prove(), trust)).toMatchObject({ ok: true, isKeyTrusted: true })
  })

  it('let an administrator report, compare and undo, and the owner watch', async () => {
    const date = new Date().toISOString().slice(0, 10)
    const { financialReport } = await run(root, FinancialReportDocument, {
      input: { period: 'MONTH', date },
    })
    expect(financialReport).toMatchObject({ isFinal: false, currencies: [{ currency: 'USD' }] })
    const watch = (after?: string) =>
      subscribe(client, 'ws', {
        query: BalanceChangedDocument.toString(),
        variables: { accountId: wallet, after },
      })
    // Small sums come in until one is seen: from its cursor on nothing can be missed.
    const beginning = watch()
    for (let index = 0; beginning.events.length === 0; index++) {
      const input = { accountId: wallet, amount: { amount: '100', currency: 'USD' } }
      await run(client, TopUpDocument, { input: { ...input, idempotencyKey: `small-${index}` } })
    }
    await beginning.stop()
    const stream = watch(beginning.events[0]?.data.balanceChanged.cursor)
    const { payment } = await data(
      root,
      'query ($id: ID!) { payment(id: $id) { ledgerTransactions { id } } }',
      { id: paymentId },
    )
    const { reverseLedgerTransaction } = await run(root, ReverseLedgerTransactionDocument, {
      input: {
        ledgerTransactionId: payment.ledgerTransactions[0].id,
        reason: 'Paid twice',
        idempotencyKey: 'reversal-1',
      },
    })
    expect(reverseLedgerTransaction.__typename).toBe('ReverseLedgerTransactionSuccess')
    const undone = () =>
      stream.events.find(
        ({ data: told }) => told.balanceChanged.ledgerTransaction.description === 'Paid twice',
      )?.data.balanceChanged
    await expect.poll(undone, { timeout: 10_000 }).toBeDefined()
    await stream.stop()
    const { accounts } = await run(client, MyAccountsDocument, {})
    expect(undone().balance.version).toBe(accounts.nodes[0]?.balance?.version)
    const { runReconciliation } = await run(root, RunReconciliationDocument, {
      input: { scope: 'BOOKS' },
    })
    expect(runReconciliation).toMatchObject({
      reconciliation: { status: 'FINISHED', breakCount: 0 },
    })
  })

  it('give a role, sign out, and stop a person', async () => {
    const { me } = await run(client, MeDocument, {})
    const { setUserRole } = await run(root, SetUserRoleDocument, {
      input: { userId: me.id, role: 'VENDOR' },
    })
    expect(setUserRole).toMatchObject({ user: { roles: ['VENDOR'] } })
    // The old token says CUSTOMER: within a second it is worth nothing, and a new one is to be had.
    const { url } = product
    await expect
      .poll(() => post(client, '{ me { id } }').then(({ errors }) => errors?.[0]?.extensions.code))
      .toBe('UNAUTHENTICATED')
    const vendor = await signIn(url, 'grace@demo.test', 'nanoseconds are short')
    expect((await run(vendor, MeDocument, {})).me.roles).toEqual(['VENDOR'])
    const { signOut } = await run(vendor, SignOutDocument, {})
    expect(signOut.sessionId).toMatch(/^ses_/)
    const { removeSecondFactors } = await run(root, RemoveSecondFactorsDocument, {
      input: { userId: me.id, reason: 'Lost the phone; seen in person' },
    })
    expect(removeSecondFactors).toMatchObject({ user: { id: me.id } })
    const { setUserStatus } = await run(root, SetUserStatusDocument, {
      input: { userId: me.id, status: 'SUSPENDED', reason: 'Asked for it by post' },
    })
    expect(setUserStatus).toMatchObject({ user: { status: 'SUSPENDED' } })
  })

  it('have made the product speak to nobody outside this machine (F-41)', () => {
    expect(readFileSync(outgoing, 'utf8')).toBe('')
  })
})
