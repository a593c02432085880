import { describe, expect, it } from 'vitest'
import { changeProfile, type ProfileChanges } from './profile.ts'

describe('change of a profile', () => {
  it('takes what is named, leaves what is left out, empties what is null', () => {
    expect(changeProfile({})).toEqual({ ok: true, value: {} })
    expect(changeProfile({ phone: '+2348012345678', bio: null, address: undefined })).toEqual({
      ok: true,
      value: { phone: '+2348012345678', bio: null },
    })
    expect(changeProfile({ address: ' 1 Marina\nLagos ', bio: '  ' })).toEqual({
      ok: true,
      value: { address: '1 Marina\nLagos', bio: null },
    })
  })

  it.each([
    ['en', 'en'],
    ['en-ng', 'en-NG'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('stores the locale %s as %s', (locale, stored) => {
    expect(changeProfile({ locale })).toEqual({ ok: true, value: { locale: stored } })
  })

  it.each(['UTC', 'Africa/Lagos', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1'])(
    'takes the time zone %s',
    (timeZone) => {
      expect(changeProfile({ timeZone })).toEqual({ ok: true, value: { timeZone } })
    },
  )

  it.each<[keyof ProfileChanges, string | null]>([
    ['phone', '08012345678'],
    ['phone', '+0123456789'],
    ['phone', '+1234'],
    ['phone', '+1234567890123456'],
    ['phone', '+１２３４５６７８'],
    ['phone', ''],
    ['address', 'x'.repeat(501)],
    ['address', 'nul\u0000'],
    ['bio', 'x'.repeat(1_001)],
    ['bio', '\ud83d'],
    ['locale', null],
    ['locale', ''],
    ['locale', 'english_NG'],
    ['locale', `en-x-${'abcdefgh-'.repeat(20)}a`],
    ['timeZone', null],
    ['timeZone', ''],
    ['timeZone', '+01:00'],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '../../etc/passwd'],
  ])('refuses as %s %j', (field, text) => {
    expect(changeProfile({ [field]: text })).toEqual({
      ok: false,
      refusal: { code: 'INVALID_PROFILE', field },
    })
  })
})
