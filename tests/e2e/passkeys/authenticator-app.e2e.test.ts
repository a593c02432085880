import { createHmac } from 'node:crypto'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, hasChromium, openHouse } from './house.ts'

if (!hasChromium) console.warn('left out: an authenticator app (no Chromium on this machine)')

const EMAIL = 'ada@demo.test'
const STEP_S = 30
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code that an app shows for a secret, at a moment (RFC 6238). */
function codeOf(secret: string, atMs: number): string {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'))
  const key = Buffer.from(
    (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)),
  )
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 1000 / STEP_S)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe.skipIf(!hasChromium)('an authenticator app', () => {
  let house: House
  let ada: Awaited<ReturnType<House['openPerson']>>
  let secret = ''
  let recoveryCodes: string[] = []
  let lastCode = ''
  const main = () => ada.page.locator('main')
  const button = (name: string) => ada.page.getByRole('button', { name, exact: true })

  /** Types a code that was not used yet: each works once, so the one of a moment ago is waited out. */
  async function typeCode(submit: string): Promise<void> {
    await expect
      .poll(() => codeOf(secret, Date.now()), { timeout: 2 * STEP_S * 1000, interval: 250 })
      .not.toBe(lastCode)
    lastCode = codeOf(secret, Date.now())
    await ada.page.getByLabel('Code of your authenticator app').fill(lastCode)
    await button(submit).click()
  }

  beforeAll(async () => {
    house = await openHouse()
    await house.signUp(EMAIL)
    ada = await house.openPerson()
    await ada.open('/sign-in')
    await ada.signIn(EMAIL)
    await ada.page.waitForURL('**/security')
  })

  afterAll(async () => {
    await ada?.close()
    await house?.close()
  })

  it('reads its secret from the QR code that the page shows (MFA-1, issue-5 must-show 2)', async () => {
    await button('Add an app').click()
    const shown = ada.page.getByAltText('QR code for the app')
    await shown.waitFor()
    const { data, width, height } = PNG.sync.read(await shown.screenshot())
    const read = jsQR.default(Uint8ClampedArray.from(data), width, height)
    const uri = new URL(read?.data ?? '')
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(uri.pathname)).toContain(EMAIL)
    secret = uri.searchParams.get('secret') ?? ''
    expect(secret).toMatch(/^[A-Z2-7]{32,}$/)
  })

  it('is told that a code is wrong, and added by one that is right (MFA-1)', async () => {
    const wrong = String((Number(codeOf(secret, Date.now())) + 1) % 1_000_000).padStart(6, '0')
    await ada.page.getByLabel('Code of your authenticator app').fill(wrong)
    await button('Confirm').click()
    await expect.poll(() => main().textContent()).toContain('This code is not right')
    await typeCode('Confirm')
    await ada.page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
    recoveryCodes = await ada.page.locator('.codes code').allTextContents()
    expect(new Set(recoveryCodes).size).toBe(10)
    await button('I have kept them').click()
    await expect.poll(() => main().textContent()).toContain('10 recovery codes are left')
  })

  it('is asked for beside the password; its code signs in (MFA-1, issue-5 must-show 2)', async () => {
    await ada.signOut()
    await ada.signIn(EMAIL)
    await expect.poll(ada.heading).toBe('Your second factor')
    await typeCode('Continue')
    await ada.page.waitForURL('**/security')
    await expect.poll(() => main().textContent()).toContain(`Signed in as ${EMAIL}`)
  }, 90_000)

  it('takes a code once (MFA-1)', async () => {
    await ada.signOut()
    await ada.signIn(EMAIL)
    await expect.poll(ada.heading).toBe('Your second factor')
    await ada.page.getByLabel('Code of your authenticator app').fill(lastCode)
    await button('Continue').first().click()
    await expect.poll(() => main().textContent()).toContain('This code is not right, or was used')
  })

  it('can be stood in for by a recovery code, once (MFA-1)', async () => {
    await ada.page.getByText('Use a recovery code').click()
    await ada.page.getByLabel('Recovery code', { exact: true }).fill(recoveryCodes[0] ?? '')
    await button('Continue').last().click()
    await ada.page.waitForURL('**/security')
    await expect.poll(() => main().textContent()).toContain('9 recovery codes are left')
    expect(ada.complaints).toEqual([])
  })
})
