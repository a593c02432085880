import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  money,
  newClient,
  newIdempotencyKey,
  type Client as Sdk,
  TallystickError,
} from '@tallystick/client'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newWallet } from '../../../packages/client/examples/tallystick.ts'
import type { Change } from '../../../packages/client/examples/wallet.ts'
import { DEMO_PASSWORD } from '../../kit/client.ts'
import {
  MeDocument,
  MyAccountsDocument,
  PaymentStatusChangedDocument,
  SendMoneyDocument,
  SignInDocument,
} from '../../kit/generated/graphql.ts'
import { type House, openHouse } from './house.ts'

const README = 'packages/client/README.md'
const execute = promisify(execFile)

let house: House
let ada: Sdk

beforeAll(async () => {
  house = await openHouse()
  ada = newClient({ url: house.url })
  const { signIn } = await ada.mutate(SignInDocument, {
    email: 'ada@demo.test',
    password: DEMO_PASSWORD,
  })
  if (signIn.__typename === 'SignInSuccess') await ada.setSession(signIn.session)
})

afterAll(() => house?.close())

const wallet = async () => (await ada.query(MyAccountsDocument)).accounts.nodes[0]?.id ?? ''

describe('the client in Node', () => {
  it('sends money in a few lines, and twice with one key moves it once (SUP-21)', async () => {
    const input = {
      fromAccountId: await wallet(),
      to: { email: 'ben@demo.test' },
      amount: money('19.99', 'USD'),
      idempotencyKey: newIdempotencyKey(),
    }
    const answers = [
      await ada.mutate(SendMoneyDocument, { input }),
      await ada.mutate(SendMoneyDocument, { input }),
    ].map(({ sendMoney }) => sendMoney)
    expect(answers).toMatchObject([
      { replayed: false, payment: { amount: { amount: '1999', formatted: '$19.99' } } },
      { replayed: true, payment: { amount: { amount: '1999' } } },
    ])
    expect(await ada.query(MeDocument)).toMatchObject({ me: { name: 'Ada Lovelace' } })
  })

  it('does what its README shows, in ten lines at most (SUP-21)', async () => {
    const [, shown = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(README, 'utf8')) ?? []
    expect(shown.trim().split('\n').filter(Boolean).length).toBeLessThanOrEqual(10)
    const contents = shown
      .replace('http://127.0.0.1:4000/graphql', house.url)
      .replace('./generated/graphql.ts', './kit/generated/graphql.ts')
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-client-'))
    const outfile = join(folder, 'example.mjs')
    const stdin = { contents, resolveDir: 'tests', loader: 'ts' } as const
    await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node' })
    const run = await execute(process.execPath, [outfile])
    rmSync(folder, { recursive: true })
    expect(run.stdout).toContain("__typename: 'SendMoneySuccess'")
  })

  it('does not compile with a float for an amount, or with a variable that is missing (SUP-21)', () => {
    const never = () => {
      // @ts-expect-error 19.99 is a float
      const amount = money(19.99, 'USD')
      // @ts-expect-error an amount is text
      const input: Parameters<typeof send>[0] = { amount: 1999, currency: 'USD' }
      // @ts-expect-error sendMoney takes an input
      ada.mutate(SendMoneyDocument, {}).catch(() => {})
      return [amount, input]
    }
    const send = (amount: ReturnType<typeof money>) => amount
    expect(never).toBeTypeOf('function')
  })

  it('throws what the server says of an error (SUP-21)', async () => {
    const asked: Promise<unknown> = ada.query('{ auditLogs { nodes { id } } }')
    const fault = (await asked.catch((error) => error)) as TallystickError
    expect(fault).toBeInstanceOf(TallystickError)
    expect(fault).toMatchObject({ code: 'FORBIDDEN', outcome: 'NOT_APPLIED', data: undefined })
    expect(fault.requestId).toMatch(/^[\w.-]{8,64}$/)
  })

  it.each([
    ['WebSocket', globalThis.WebSocket],
    ['server-sent events', null],
  ])('follows a payment over %s, and ends when the loop does (RTM-1)', async (_, webSocket) => {
    const session = { get: async () => await house.bensSession(), set() {} }
    const ben = newClient({ url: house.url, session, webSocket })
    const input = {
      fromAccountId: await wallet(),
      to: { email: 'ben@demo.test' },
      amount: money('0.01', 'USD'),
      idempotencyKey: newIdempotencyKey(),
    }
    const { sendMoney } = await ada.mutate(SendMoneyDocument, { input })
    if (sendMoney.__typename !== 'SendMoneySuccess') return expect.unreachable()
    const statuses: string[] = []
    const of = { paymentId: sendMoney.payment.id }
    for await (const { paymentStatusChanged } of ben.subscribe(PaymentStatusChangedDocument, of)) {
      statuses.push(paymentStatusChanged.to)
      if (paymentStatusChanged.to === 'COMPLETED') break
    }
    expect(statuses.at(-1)).toBe('COMPLETED')
  })

  it('hears every change across the end of its token (RTM-1)', async () => {
    const kept = { session: await house.bensSession(2) }
    const short = kept.session.accessToken
    const storage = {
      get: () => kept.session,
      set(next: typeof kept.session | null) {
        kept.session = next ?? {}
      },
    }
    const place = await house.place()
    const changes: Change[] = []
    const leave = newWallet({ url: house.url, session: storage }).watch(
      house.bensAccount,
      place.cursor,
      (change) => changes.push(change),
    )
    for (let time = 0; time < 8; time++) {
      await house.pay(1)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    await house.expectNext(place, 8, () => changes)
    leave()
    expect(kept.session.accessToken).not.toBe(short)
  })
})
