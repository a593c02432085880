import { describe, expect, test } from 'vitest'
import { scopesBeyond } from '../oauth/scopes-to-give.ts'
import { isRedirectUri, malformedPart, type OAuthClientForm } from './oauth-client.ts'

const FORM: OAuthClientForm = {
  kind: 'WEB',
  name: 'Acme',
  uri: 'https://acme.example.com',
  redirectUris: ['https://acme.example.com/back'],
  scopes: ['openid', 'payments:read'],
}

describe('an address that a code may be sent to', () => {
  test.each([
    ['https://app.example.com/back', 'WEB', true],
    ['https://app.example.com/back?x=1', 'WEB', true],
    ['https://app.example.com:8443/back', 'NATIVE', true],
    ['http://localhost:3000/back', 'WEB', true],
    ['http://127.0.0.1:3000/back', 'WEB', true],
    ['http://127.0.0.1/back', 'NATIVE', true],
    ['http://[::1]:0/back', 'NATIVE', true],
    ['com.example.app:/back', 'NATIVE', true],
    ['com.example.app://back', 'NATIVE', true],
    ['http://localhost/back', 'NATIVE', false],
    ['http://app.example.com/back', 'WEB', false],
    ['http://app.example.com/back', 'NATIVE', false],
    ['https://localhost/back', 'WEB', false],
    ['https://app.example.com/back#part', 'WEB', false],
    ['https://app.example.com/#', 'WEB', false],
    ['https://*.example.com/back', 'WEB', false],
    ['https://me@app.example.com/back', 'WEB', false],
    ['https://app.example.com\\@evil.example/back', 'WEB', false],
    ['https://app.example.com/ba ck', 'WEB', false],
    ['com.example.app:/back', 'WEB', false],
    ['myapp:/back', 'NATIVE', false],
    ['javascript:alert(1)', 'NATIVE', false],
    ['data:text/html,x', 'NATIVE', false],
    ['file:///etc/passwd', 'NATIVE', false],
    ['/back', 'WEB', false],
    ['', 'WEB', false],
    [`https://app.example.com/${'x'.repeat(2_000)}`, 'WEB', false],
    ['https://app.example.com/back', 'SERVICE', false],
  ] as const)('%s for %s: %s', (uri, kind, is) => expect(isRedirectUri(uri, kind)).toBe(is))
})

describe('the description of a program', () => {
  test.each([
    [{}, undefined],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ uri: 'http://acme.example.com' }, 'uri'],
    [{ uri: 'javascript:alert(1)' }, 'uri'],
    [{ redirectUris: [] }, 'redirectUris'],
    [
      { redirectUris: Array.from({ length: 21 }, (_, at) => `https://a.example/${at}`) },
      'redirectUris',
    ],
    [{ scopes: [] }, 'scopes'],
    [{ kind: 'SERVICE' }, 'redirectUris'],
    [{ kind: 'SERVICE', redirectUris: [], scopes: ['payments:read'] }, undefined],
    [{ kind: 'SERVICE', redirectUris: [], scopes: ['openid'] }, 'scopes'],
  ] as const)('%j: %s', (over, part) =>
    expect(malformedPart({ ...FORM, ...(over as Partial<OAuthClientForm>) })).toBe(part),
  )

  test('asks for nothing that its owner may not do, and never for what administrators may', () => {
    expect(scopesBeyond(['openid', 'payments:read'], ['CUSTOMER'])).toEqual([])
    expect(scopesBeyond(['reports:read', 'payments:read'], ['CUSTOMER'])).toEqual(['reports:read'])
    expect(scopesBeyond(['payments:read', 'email'], ['ADMIN'])).toEqual(['payments:read'])
  })
})
