import { describe, expect, it } from 'vitest'
import { type AuditEntry, auditLinkHash } from './audit-link.ts'
import { toHex } from './bytes.ts'

const ENTRY: AuditEntry = {
  id: 'aud_1',
  eventId: 'evt_1',
  at: '2026-01-02T03:04:05.678901Z',
  actorId: 'usr_1',
  service: null,
  action: 'auth:user:registered',
  resourceType: 'user',
  resourceId: 'usr_1',
  details: '{"userId": "usr_1"}',
  requestId: 'request-1',
  address: '203.0.113.9',
  userAgent: null,
  createdAt: '2026-01-02T03:04:05.700000Z',
  xid: '745',
}

describe('a link of the audit log // AUD-6', () => {
  it('is what it has always been', () => {
    expect(toHex(auditLinkHash(null, ENTRY))).toBe(
      '61739782353c3940204894f270de4bdb314ea1852fe4eb0ec5f587cb0e056545',
    )
  })

  it('is another one for any other entry, and after any other link', () => {
    const hashes = Object.entries(ENTRY).flatMap(([name, value]) =>
      [value === null ? '' : null, `${value}x`].map((other) =>
        toHex(auditLinkHash(null, { ...ENTRY, [name]: other })),
      ),
    )
    const after = [new Uint8Array(32), new Uint8Array(32).fill(1), null].map((previous) =>
      toHex(auditLinkHash(previous, ENTRY)),
    )
    expect(new Set([...hashes, ...after]).size).toBe(2 * Object.keys(ENTRY).length + 3)
  })
})
