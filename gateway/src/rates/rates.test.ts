import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { readConfig } from '@tallystick/config'
import { SILENT } from '@tallystick/telemetry'
import { GraphQLError, getOperationAST, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { openRates } from './open-rates.ts'
import type { RateCaller, Rates, RateVerdict } from './rates.ts'
import { rootFieldsOf, signInUsesOf } from './sign-in-fields.ts'
import { rateVariables } from './variables.ts'

const plain = { cost: 1, signInUses: [] }
const nobody: RateCaller = { actor: ANONYMOUS, address: '203.0.113.7' }
const person = (id: string): RateCaller => ({
  actor: { ...ANONYMOUS, kind: 'USER', id } as Actor,
  address: '203.0.113.7',
})
const keyed = (keyId: string, requestsPerMinute?: number): RateCaller => ({
  actor: { ...ANONYMOUS, kind: 'USER', id: 'usr_ada', keyId } as Actor & { keyId: string },
  address: '203.0.113.7',
  requestsPerMinute,
})

function open(env: Record<string, string> = {}, NODE_ENV = 'production') {
  const refused: string[] = []
  const config = { ...readConfig(rateVariables, env), NODE_ENV }
  const rates = openRates({ config, log: SILENT, onRefused: (bucket) => refused.push(bucket) })
  return { rates, refused }
}

async function admittedOf(rates: Rates, caller: RateCaller, attempts: number, asked = plain) {
  let admitted = 0
  for (let count = 0; count < attempts; count++)
    if ((await rates.take(caller, asked)) === undefined) admitted += 1
  return admitted
}

const signIn = (email?: string) => ({ cost: 1, signInUses: [{ field: 'signIn', account: email }] })

describe('rates', () => {
  test.each([
    ['100 in 15 minutes for an address without a credential', nobody, 100, 'address'],
    ['1,200 in a minute for a person', person('usr_ada'), 1_200, 'user'],
    ['600 in a minute for a key', keyed('key_1'), 600, 'key'],
    ['what a key says of itself', keyed('key_2', 7), 7, 'key'],
  ])('admit exactly %s (SEC-1, SEC-3)', async (_title, caller, points, bucket) => {
    const { rates, refused } = open()
    expect(await admittedOf(rates, caller, points)).toBe(points)
    expect(refused).toEqual([])
    expect(await admittedOf(rates, caller, 1)).toBe(0)
    expect(refused).toEqual([bucket])
  })

  test('admit 5 sign-ins in 15 minutes from an address, whoever signs in (SEC-2, NFR-3)', async () => {
    const { rates, refused } = open()
    for (let count = 0; count < 5; count++)
      expect(await rates.take(nobody, signIn(`a${count}@b.test`))).toBeUndefined()
    expect(await rates.take(nobody, signIn('new@b.test'))).toBeInstanceOf(GraphQLError)
    expect(await rates.take(person('usr_ada'), signIn())).toBeInstanceOf(GraphQLError)
    expect(refused).toEqual(['signIn', 'signIn'])
    expect(await rates.take(nobody, plain)).toBeUndefined()
  })

  test('count each sign-in of one operation, so that aliases are no way round', async () => {
    const { rates } = open()
    const six = { cost: 6, signInUses: Array.from({ length: 6 }, () => signIn().signInUses).flat() }
    expect(await rates.take(nobody, signIn())).toBeUndefined()
    expect(await rates.take(nobody, six)).toBeInstanceOf(GraphQLError)
  })

  test('admit 20 sign-ins for one account from however many addresses', async () => {
    const { rates, refused } = open()
    const attempts = Array.from({ length: 21 }, (_each, index) =>
      rates.take({ actor: ANONYMOUS, address: `203.0.113.${index}` }, signIn('ada@b.test')),
    )
    const refusals = (await Promise.all(attempts)).filter((each) => each !== undefined)
    expect(refusals).toHaveLength(1)
    expect(refused).toEqual(['account'])
  })

  test('keep persons behind one address apart, and do not count them against the address', async () => {
    const { rates } = open()
    await admittedOf(rates, person('usr_ada'), 1_200)
    expect(await rates.take(person('usr_ben'), plain)).toBeUndefined()
    expect(await admittedOf(rates, nobody, 100)).toBe(100)
  })

  test('count once more for each 1,000 objects that an answer may hold', async () => {
    const { rates } = open({ RATE_ADDRESS_POINTS: '6' })
    const took = (cost: number) => rates.take(nobody, { cost, signInUses: [] })
    expect(await took(0)).toBeUndefined()
    expect(await took(1_000)).toBeUndefined()
    expect(await took(1_001)).toBeUndefined()
    expect(await took(2_001)).toBeInstanceOf(GraphQLError)
    expect(await took(2_000)).toBeUndefined()
  })

  test('let what costs more than a whole budget run on a full one', async () => {
    const { rates } = open({ RATE_ADDRESS_POINTS: '2' })
    expect(await rates.take(nobody, { cost: 5_000, signInUses: [] })).toBeUndefined()
    expect(await rates.take(nobody, plain)).toBeInstanceOf(GraphQLError)
  })

  test('give one budget to all whose address is not known', async () => {
    const { rates } = open({ RATE_ADDRESS_POINTS: '1' })
    expect(await rates.take({ actor: ANONYMOUS }, plain)).toBeUndefined()
    expect(await rates.take({ actor: ANONYMOUS, address: 'x' }, plain)).toBeInstanceOf(GraphQLError)
  })

  test('refuse with 429, the seconds to wait, and the facts for programs (SEC-4)', async () => {
    const { rates } = open({ RATE_ADDRESS_POINTS: '1', RATE_ADDRESS_WINDOW_S: '10' })
    await rates.take(nobody, plain)
    const refusal = (await rates.take(nobody, plain)) as GraphQLError
    expect(refusal.message).toBe('Too many requests: try again in 10 s.')
    const { code, details, http } = refusal.extensions as Record<string, Record<string, unknown>>
    expect(code).toBe('RATE_LIMITED')
    const facts = { limit: 'address', max: 1, windowMs: 10_000 }
    expect(details).toMatchObject({ ...facts, resetsAt: expect.stringMatching(/Z$/) })
    expect(details?.['retryAfterMs']).toBeGreaterThan(9_000)
    expect(http).toEqual({ status: 429, headers: new Map([['retry-after', '10']]) })
  })

  test('know who was told to wait before anything is read', async () => {
    const { rates, refused } = open({ RATE_ADDRESS_POINTS: '1' })
    const asked = (): RateVerdict => rates.waiting(nobody)
    expect(asked()).toBeUndefined()
    await rates.take(nobody, plain)
    expect(asked()).toBeUndefined()
    await rates.take(nobody, plain)
    expect(asked()?.extensions['code']).toBe('RATE_LIMITED')
    expect(rates.waiting(person('usr_ada'))).toBeUndefined()
    expect(refused).toEqual(['address', 'address'])
  })

  test.each([
    ['production', {}, 100],
    ['production', { RATES: 'off' }, 101],
    ['development', {}, 101],
    ['development', { RATES: 'on' }, 100],
  ] as const)('in %s with %j admit %d of 101', async (environment, env, admitted) => {
    const { rates } = open(env, environment)
    expect(await admittedOf(rates, nobody, 101)).toBe(admitted)
  })
})

describe('a budget, by a fixed clock', () => {
  const MINUTE = 60_000
  function byClock() {
    let at = Date.parse('2026-11-22T10:00:00Z')
    const config = { ...readConfig(rateVariables, {}), NODE_ENV: 'production' }
    const rates = openRates({ config, log: SILENT, now: () => at })
    const pass = (ms: number) => {
      at += ms
    }
    return { rates, pass }
  }
  const waitOf = (verdict: RateVerdict) =>
    (verdict?.extensions['details'] as { retryAfterMs: number } | undefined)?.retryAfterMs

  test('of 100 for an address: the 101st waits to the millisecond (SEC-1, NFR-3)', async () => {
    const { rates, pass } = byClock()
    for (let count = 0; count < 100; count++) {
      expect(await rates.take(nobody, plain)).toBeUndefined()
      pass(1_000)
    }
    expect(waitOf(await rates.take(nobody, plain))).toBeGreaterThan(0)
    const waitMs = waitOf(rates.waiting(nobody)) ?? 0
    pass(waitMs - 1)
    expect(waitOf(rates.waiting(nobody))).toBe(1)
    pass(1)
    expect(rates.waiting(nobody)).toBeUndefined()
    expect(await rates.take(nobody, plain)).toBeUndefined()
  })

  test.each([
    'signIn',
    'signUp',
    'resetPassword',
    'verifyMfa',
    'finishPasskeySignIn',
    'finishIdentitySignIn',
    'finishLinkIdentity',
  ])(
    'of 5 for %s: the 6th is refused for 15 minutes less nothing (SEC-2, NFR-3)',
    async (field) => {
      const { rates, pass } = byClock()
      const asked = { cost: 1, signInUses: [{ field, account: undefined }] }
      for (let count = 0; count < 5; count++)
        expect(await rates.take(nobody, asked)).toBeUndefined()
      expect(waitOf(await rates.take(nobody, asked))).toBe(15 * MINUTE)
      pass(15 * MINUTE - 1)
      expect(waitOf(await rates.take(nobody, asked))).toBe(1)
      pass(1)
      expect(await rates.take(nobody, asked)).toBeUndefined()
    },
  )

  test('of 20 for an account or a challenge, from however many addresses (SEC-2)', async () => {
    const { rates, pass } = byClock()
    const asked = { cost: 1, signInUses: [{ field: 'verifyMfa', account: 'challenge' }] }
    const from = (index: number) => ({ actor: ANONYMOUS, address: `203.0.113.${index}` })
    for (let count = 0; count < 20; count++)
      expect(await rates.take(from(count), asked)).toBeUndefined()
    expect(waitOf(await rates.take(from(20), asked))).toBe(15 * MINUTE)
    pass(15 * MINUTE)
    expect(await rates.take(from(21), asked)).toBeUndefined()
  })

  test('of an IPv6 network is one, whichever of its addresses asks (SEC-1)', async () => {
    const { rates } = byClock()
    const from = (index: number) => ({
      actor: ANONYMOUS,
      address: `2001:db8:1:2:${index.toString(16)}::1`,
    })
    for (let count = 0; count < 100; count++)
      expect(await rates.take(from(count), plain)).toBeUndefined()
    expect(await rates.take(from(100), plain)).toBeInstanceOf(GraphQLError)
    expect(
      await rates.take({ actor: ANONYMOUS, address: '2001:db8:1:3::1' }, plain),
    ).toBeUndefined()
  })
})

describe('uses of the strict bucket', () => {
  const usesOf = (text: string, variables = {}) => {
    const document = parse(text)
    const operation = getOperationAST(document)
    return operation ? signInUsesOf({ document, operation }, variables) : []
  }

  test('are found under aliases and in fragments, with the account of literals and variables', () => {
    const text = `mutation ($input: SignInInput!, $email: String!) {
      a: signIn(input: $input) { __typename }
      b: signIn(input: { email: " BEN@b.test ", password: "x" }) { __typename }
      ...F
      ... on Mutation { signUp(input: { email: $email }) { __typename } }
      refreshSession(input: { refreshToken: "x" }) { __typename }
    } fragment F on Mutation { verifyMfa(input: { challengeId: "c-1", code: "1" }) { __typename } }`
    expect(usesOf(text, { input: { email: 'ada@b.test' }, email: 'Cleo@b.test' })).toEqual([
      { field: 'signIn', account: 'ada@b.test' },
      { field: 'signIn', account: 'ben@b.test' },
      { field: 'verifyMfa', account: 'c-1' },
      { field: 'signUp', account: 'cleo@b.test' },
    ])
  })

  test('are not what only begins a sign-in or a step-up: its end counts', () => {
    expect(usesOf('mutation { startPasskeySignIn { options } startStepUp { methods } }')).toEqual(
      [],
    )
    const ends = `mutation { finishPasskeySignIn(input: { challengeId: "c", response: "{}" }) { __typename }
      verifyMfa(input: { challengeId: "c" }) { __typename } }`
    expect(usesOf(ends).map(({ field }) => field)).toEqual(['finishPasskeySignIn', 'verifyMfa'])
  })

  test.each([
    ['{ signIn(input: null) }', {}],
    ['mutation ($input: X) { signIn(input: $input) { id } }', {}],
    ['mutation ($input: X) { signIn(input: $input) { id } }', { input: { email: 7 } }],
    ['mutation { signIn }', {}],
  ])('have no account in %s with %j', (text, variables) => {
    expect(usesOf(text, variables)).toEqual([{ field: 'signIn', account: undefined }])
  })

  test('look at a fragment once, however often it is spread', () => {
    const spreads = Array.from(
      { length: 30 },
      (_each, n) => `fragment F${n} on Q { ...F${n + 1} ...F${n + 1} }`,
    )
    const document = parse(`{ ...F0 } ${spreads.join(' ')} fragment F30 on Q { signIn }`)
    const operation = getOperationAST(document)
    expect(operation && rootFieldsOf(document, operation)).toHaveLength(1)
  })
})
