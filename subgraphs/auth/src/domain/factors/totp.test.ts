import { describe, expect, it } from 'vitest'
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts'

/** `12345678901234567890` in Base32, as RFC 6238 appendix B has it for SHA-1. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (s: number) => new Date(s * 1000)

describe('a code of an authenticator app', () => {
  // Appendix B shows eight digits; ours are the last six of them.
  it.each([
    [59, '94287082', 1],
    [1_111_111_109, '07081804', 37_037_036],
    [1_111_111_111, '14050471', 37_037_037],
    [1_234_567_890, '89005924', 41_152_263],
    [2_000_000_000, '69279037', 66_666_666],
    [20_000_000_000, '65353130', 666_666_666],
  ])('is that of RFC 6238 at %i seconds // MFA-1', (seconds, digits, step) => {
    expect(stepOfCode(SECRET, digits.slice(2), at(seconds))).toBe(step)
  })

  it('counts one step early and one late, to the second, and not one more // MFA-1', () => {
    // Of step 41152263, which begins at 1234567890.
    const steps = [-31, -30, 0, 29, 30, 59, 60].map((off) =>
      stepOfCode(SECRET, '005924', at(1_234_567_890 + off)),
    )
    const itself = 41_152_263
    expect(steps).toEqual([undefined, itself, itself, itself, itself, itself, undefined])
  })

  it('may be written with spaces', () => {
    expect(stepOfCode(SECRET, ' 005 924 ', at(1_234_567_890))).toBe(41_152_263)
  })

  it.each(['', '005925', '00592', '0059244', '89005924', '٠٠٥٩٢٤', 'abcdef', '-05924'])(
    'is not %j',
    (code) => {
      expect(stepOfCode(SECRET, code, at(1_234_567_890))).toBeUndefined()
    },
  )
})

describe('a secret', () => {
  it('is 160 random bits, another one each time', () => {
    const secrets = Array.from({ length: 100 }, newTotpSecret)
    expect(new Set(secrets).size).toBe(100)
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  })

  it('is told to an app with what it is called and who the person is', () => {
    const uri = new URL(totpUri(SECRET, { issuer: 'Tally & stick', account: 'ada@demo.test' }))
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(uri.pathname)).toBe('/Tally & stick:ada@demo.test')
    expect(uri.searchParams.get('secret')).toBe(SECRET)
    expect(uri.searchParams.get('issuer')).toBe('Tally & stick')
  })
})
