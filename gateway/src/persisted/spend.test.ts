import { ANONYMOUS } from '@tallystick/actor'
import type { Door, DoorRequest } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { buildSchema, GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { newDoor } from '../../test/room.ts'
import { newPreparation } from '../prepare.ts'
import { mayBeApplied, newSpend } from './spend.ts'

const NOT_APPLIED = { code: 'BAD_USER_INPUT', outcome: 'NOT_APPLIED' }
const UNKNOWN = { code: 'INTERNAL', outcome: 'UNKNOWN' }

describe('whether money may have moved (PRT-4)', () => {
  test.each([
    ['a success', { data: '{"send":{"__typename":"SendMoneySuccess"}}' }, true],
    ['a refusal', { data: '{"send":{"__typename":"InsufficientFunds"}}' }, false],
    ['an answer that does not say', { data: '{"send":{}}' }, true],
    [
      'one success among refusals',
      { data: '{"a":{"__typename":"X"},"b":{"__typename":"YSuccess"}}' },
      true,
    ],
    ['refusals alone', { data: '{"a":{"__typename":"X"},"b":{"__typename":"Y"}}' }, false],
    [
      'a field that was refused',
      { data: '{"send":null}', errors: [{ message: '', path: ['send'], extensions: NOT_APPLIED }] },
      false,
    ],
    [
      'a field that was lost',
      { data: '{"send":null}', errors: [{ message: '', path: ['send'], extensions: UNKNOWN }] },
      true,
    ],
    ['no data, refused', { errors: [{ message: '', extensions: NOT_APPLIED }] }, false],
    ['no data, unknown', { data: 'null', errors: [{ message: '', extensions: UNKNOWN }] }, true],
  ])('%s', (_what, answer, expected) => {
    expect(mayBeApplied(answer)).toBe(expected)
  })
})

describe('setting money aside', () => {
  const prepare = newPreparation({
    schema: () => buildSchema('type Query { a: Int } type Mutation { send: Int }'),
    rules: [],
    tokensMax: 100,
    errorsMax: 1,
    documentsMax: 1,
  })
  const prepared = prepare('mutation { send }', undefined)
  if ('errors' in prepared) throw prepared.errors[0]
  const facts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
  const named = {
    amounts: [{ minor: 5n, currency: 'USD' }],
    currencies: new Set<string>(),
    accountIds: new Set<string>(),
    idempotencyKeys: ['k'],
  }
  const grant = { keyId: 'key_1', clientId: 'acme', limits: {} as never }
  type Input = { reservationId: string }
  const open = (answer: (input: Input) => object) => {
    const calls: [string, Input][] = []
    const door: Door = newDoor('auth', {
      async execute({ query, variables }: DoorRequest) {
        const input = (variables as { input: Input }).input
        calls.push([/(\w+Spend)\(/.exec(query)?.[1] ?? '', input])
        return query.includes('releaseSpend') ? { data: {} } : answer(input)
      },
    })
    return { calls, spend: newSpend(door, SILENT) }
  }
  const granted = () => ({ data: { reserveSpend: { __typename: 'ReserveSpendSuccess' } } })
  const reserve = (spend: ReturnType<typeof newSpend>, n = 1) =>
    spend.reserve({ prepared, variables: { n }, facts }, named, grant)

  test('names the same operation under the same key the same, so that a retry is set aside once', async () => {
    const { calls, spend } = open(granted)
    await reserve(spend)
    await reserve(spend)
    await reserve(spend, 2)
    const [one, again, other] = calls.map(([, { reservationId }]) => reservationId)
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })

  const MOVED = { data: '{"send":{"__typename":"SendMoneySuccess"}}' }
  const REFUSED = { data: '{"send":{"__typename":"InsufficientFunds"}}' }
  const released = (calls: [string, Input][]) =>
    calls.filter(([name]) => name === 'ReleaseSpend').map(([, { reservationId }]) => reservationId)

  test('gives back what was refused, once', async () => {
    const { calls, spend } = open(granted)
    const settle = await reserve(spend)
    settle(REFUSED)
    expect(released(calls)).toEqual([calls[0]?.[1].reservationId])
  })

  test.each([
    ['moved money', MOVED],
    ['has an unknown end', undefined],
  ])('keeps what %s, and no later try of it gives it back', async (_what, answer) => {
    const { calls, spend } = open(granted)
    const settle = await reserve(spend)
    settle(answer)
    const settleAgain = await reserve(spend)
    settleAgain(REFUSED)
    expect(released(calls)).toEqual([])
  })

  test('gives nothing back while another try of the same is under way (PRT-4)', async () => {
    const { calls, spend } = open(granted)
    const settles = await Promise.all([reserve(spend), reserve(spend), reserve(spend)])
    settles[0]?.(REFUSED)
    settles[1]?.(MOVED)
    settles[2]?.(REFUSED)
    expect(released(calls)).toEqual([])
    const all = await Promise.all([reserve(spend, 2), reserve(spend, 2)])
    all[0]?.(REFUSED)
    expect(released(calls)).toEqual([])
    all[1]?.(REFUSED)
    expect(released(calls)).toHaveLength(1)
  })

  test('sets aside anew only when what was given back is back', async () => {
    const { calls, spend } = open(granted)
    const settle = await reserve(spend)
    settle(REFUSED)
    await reserve(spend)
    expect(calls.map(([name]) => name)).toEqual(['ReserveSpend', 'ReleaseSpend', 'ReserveSpend'])
  })

  test('takes a new name after a try that was given back', async () => {
    const { calls, spend } = open(({ reservationId }) =>
      reservationId.endsWith(':0')
        ? { errors: [new GraphQLError('released', { extensions: { code: 'BAD_USER_INPUT' } })] }
        : granted(),
    )
    await reserve(spend)
    expect(calls.map(([, { reservationId }]) => reservationId.slice(-2))).toEqual([':0', ':1'])
  })

  test('refuses at a cap with the time when there is room, and while Auth is away', async () => {
    const resetsAt = new Date(Date.now() + 90_000).toISOString()
    const remaining = { amount: '3', currency: 'USD' }
    const full = open(() => ({
      data: {
        reserveSpend: {
          __typename: 'SpendCapReached',
          message: 'full',
          remaining,
          hours: 24,
          resetsAt,
        },
      },
    }))
    await expect(reserve(full.spend)).rejects.toMatchObject({
      extensions: { code: 'RATE_LIMITED', details: { limit: 'spendCap', remaining, resetsAt } },
    })
    const away = open(() => {
      throw new Error('gone')
    })
    await expect(reserve(away.spend)).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    })
  })
})
