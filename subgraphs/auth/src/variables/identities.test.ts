import { ConfigError, readConfig } from '@tallystick/config'
import { describe, expect, it } from 'vitest'
import { identityVariables, toIdentitySettings } from './identities.ts'

const HOUSE = {
  name: 'house',
  title: 'The House',
  issuer: 'https://id.example.com',
  clientId: 'tallystick',
  clientSecret: 'canary',
}
const read = (providers: unknown) => {
  const text = typeof providers === 'string' ? providers : JSON.stringify(providers)
  return toIdentitySettings(readConfig(identityVariables, { IDENTITY_PROVIDERS: text }))
}
const faultOf = (providers: unknown): string => {
  try {
    read(providers)
    return ''
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.message
    throw fault
  }
}

describe('the providers of identities (TOK-16)', () => {
  it('are none unless they are set, and as usual where they do not say', () => {
    expect(read('')).toEqual({ providers: [], stateMinutes: 10, perPersonMax: 10 })
    const usual = { scopes: ['openid', 'email', 'profile'], signUp: true, privateNetwork: false }
    expect(read([HOUSE]).providers).toEqual([{ ...HOUSE, ...usual }])
    const local = { ...HOUSE, issuer: 'http://127.0.0.1:9000' }
    expect(read([local]).providers[0]?.issuer).toBe(local.issuer)
  })

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '[', /is a list in JSON/],
    ['no list', HOUSE, /is a list in JSON/],
    ['a bad name', [{ ...HOUSE, name: 'The House' }], /entry 1: name is 1 to 32/],
    ['no secret', [HOUSE, { ...HOUSE, clientSecret: undefined }], /entry 2: clientSecret has 1/],
    ['http', [{ ...HOUSE, issuer: 'http://id.example.com' }], /entry 1: issuer is an https URL/],
    ['a query', [{ ...HOUSE, issuer: 'https://id.example.com?x=1' }], /issuer is an https URL/],
    [
      'a document',
      [{ ...HOUSE, issuer: 'https://b.test/.well-known/x' }],
      /issuer is an https URL/,
    ],
    ['no openid', [{ ...HOUSE, scopes: ['email'] }], /entry 1: scopes has openid among them/],
    ['what is not known', [{ ...HOUSE, colour: 'red' }], /entry 1: .*colour/],
    ['a name twice', [HOUSE, { ...HOUSE, issuer: 'https://b.test' }], /the same name twice/],
    ['an issuer twice', [HOUSE, { ...HOUSE, name: 'b' }], /the same issuer twice/],
    [
      'an issuer twice but for a slash',
      [HOUSE, { ...HOUSE, name: 'b', issuer: `${HOUSE.issuer}/` }],
      /the same issuer twice/,
    ],
  ])('refuse %s, and say where, but not what', (_what, given, words) => {
    expect(faultOf(given)).toMatch(words)
    expect(faultOf(given)).not.toContain('canary')
  })

  it.each([
    ['IDENTITY_STATE_MINUTES', ['0', '61']],
    ['IDENTITIES_PER_PERSON_MAX', ['0', '101']],
  ])('%s has a floor and a ceiling', (name, values) => {
    for (const value of values)
      expect(() => readConfig(identityVariables, { [name]: value })).toThrow(ConfigError)
  })
})
