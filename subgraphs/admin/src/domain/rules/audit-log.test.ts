import { describe, expect, it } from 'vitest'
import { type AuditedEvent, toAuditLog, toDetails } from './audit-log.ts'

const noon = new Date('2026-01-01T12:00:00Z')
const event: AuditedEvent = {
  type: 'auth:user:registered',
  body: { userId: 'usr_1', email: 'ada@demo.test', name: 'Ada', username: 'ada' },
  aggregate: { type: 'user', id: 'usr_1' },
  cause: {
    actor: { kind: 'USER', id: 'usr_1' },
    requestId: 'req-1',
    address: '203.0.113.9',
    userAgent: 'curl',
  },
  at: noon,
}

describe('toAuditLog', () => {
  it('says who did what to what, when and within which request', () => {
    expect(toAuditLog('aud_1', event)).toEqual({
      id: 'aud_1',
      at: noon,
      actorId: 'usr_1',
      service: null,
      action: 'auth:user:registered',
      resourceType: 'user',
      resourceId: 'usr_1',
      details: { userId: 'usr_1' },
      requestId: 'req-1',
      address: '203.0.113.9',
      userAgent: 'curl',
    })
  })

  it.each([
    ['a process', { kind: 'SERVICE', id: 'payments' }, { actorId: null, service: 'payments' }],
    ['a person by a key', { kind: 'PARTNER', id: 'usr_2' }, { actorId: 'usr_2', service: null }],
    ['nobody', { kind: 'ANONYMOUS', id: null }, { actorId: null, service: null }],
  ] as const)('names %s as the actor', (_what, actor, expected) => {
    const cause = { actor, requestId: null }
    expect(toAuditLog('aud_1', { ...event, cause })).toMatchObject({
      ...expected,
      requestId: null,
      address: null,
    })
  })
})

it('says beside the person that a key of theirs did it', () => {
  const cause = { actor: { kind: 'PARTNER', id: 'usr_1' }, requestId: null } as const
  expect(toAuditLog('aud_1', { ...event, cause }).details).toEqual({
    userId: 'usr_1',
    by: 'API_KEY',
  })
})

describe('toDetails', () => {
  it('keeps addresses, names and secrets out, at any depth', () => {
    const body = {
      paymentId: 'pay_1',
      payer: { email: 'a@b.de', id: 'usr_1' },
      all: [{ Name: 'Ada', n: 1 }],
      refreshToken: 'x',
      passwordHash: 'y',
    }
    expect(toDetails(body)).toEqual({ paymentId: 'pay_1', payer: { id: 'usr_1' }, all: [{ n: 1 }] })
  })

  it('keeps amounts as the text they are', () => {
    const body = { amountMinor: '900719925474099312', currency: 'USD', from: null, sequence: 1 }
    expect(toDetails(body)).toEqual(body)
  })

  it('wraps a body that is no object', () => {
    expect(toDetails('gone')).toEqual({ value: 'gone' })
  })
})
