import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, data, type Loose, signIn, subscribe } from '../../kit/client.ts'
import {
  AuditLogsDocument,
  MeDocument,
  MyAccountsDocument,
  OpenAccountDocument,
  PaymentDocument,
  PaymentStatusChangedDocument,
  PaymentsDocument,
  RefreshSessionDocument,
  SendMoneyDocument,
  SetUserRoleDocument,
  SignInDocument,
  SignOutDocument,
  SignUpDocument,
  SystemHealthDocument,
  TopUpDocument,
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

  it('give a role, and sign out', async () => {
    const { me } = await run(client, MeDocument, {})
    const { setUserRole } = await run(root, SetUserRoleDocument, {
      input: { userId: me.id, role: 'VENDOR' },
    })
    expect(setUserRole).toMatchObject({ user: { roles: ['VENDOR'] } })
    const { signOut } = await run(client, SignOutDocument, {})
    expect(signOut.sessionId).toMatch(/^ses_/)
  })

  it('have made the product speak to nobody outside this machine (F-41)', () => {
    expect(readFileSync(outgoing, 'utf8')).toBe('')
  })
})
