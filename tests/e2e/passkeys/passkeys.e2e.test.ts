import { PAGE_PATHS } from '@tallystick/sign-in/page'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type House, hasChromium, openHouse } from './house.ts'

if (!hasChromium) console.warn('left out: passkeys in a browser (no Chromium on this machine)')

const EMAIL = 'ada@demo.test'

describe.skipIf(!hasChromium)('the page on which people sign in', () => {
  let house: House
  let ada: Awaited<ReturnType<House['openPerson']>>
  let authenticator: Awaited<ReturnType<typeof ada.authenticator>>
  const main = () => ada.page.locator('main')
  const button = (name: string) => ada.page.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    house = await openHouse()
    await house.signUp(EMAIL)
    ada = await house.openPerson()
    authenticator = await ada.authenticator()
  })

  afterAll(async () => {
    await ada?.close()
    await house?.close()
  })

  it('is served in production with a policy that lets it call nobody but us, and nobody frame it (SEC-10)', async () => {
    for (const path of PAGE_PATHS) {
      const answer = await fetch(house.origin + path)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha/)
      for (const part of ["connect-src 'self'", "frame-ancestors 'none'", "form-action 'none'"])
        expect(policy).toContain(part)
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(await answer.text()).not.toMatch(/ (src|href)="(?!data:)/)
    }
  })

  it('sends who is not signed in to where they can', async () => {
    await ada.open('/security')
    await ada.page.waitForURL('**/sign-in')
    await eventually(ada.heading).toBe('Sign in')
  })

  it('says what is wrong, where the person is', async () => {
    await ada.signIn(EMAIL, 'not-my-password')
    await eventually(() => ada.page.getByRole('alert').filter({ hasText: /./ }).textContent()).toBe(
      'No user has this address and password together.',
    )
    await button('Sign in with a passkey').click()
    await eventually(() => main().textContent()).toContain('No passkey was used')
  })

  it('signs in by password, and adds a passkey (MFA-2)', async () => {
    await ada.signIn(EMAIL)
    await ada.page.waitForURL('**/security')
    await eventually(() => main().textContent()).toContain(`Signed in as ${EMAIL}`)
    await button('Add a passkey').click()
    await button('I have kept them').click()
    await ada.page.getByText('Change Chrome on Linux').waitFor()
    expect(await authenticator.credentials()).toMatchObject([
      { rpId: 'localhost', isResidentCredential: true, userName: EMAIL },
    ])
  })

  it('adds no second one on the same device', async () => {
    await button('Add a passkey').click()
    await eventually(() => main().textContent()).toContain('has a passkey of yours already')
  })

  it('names it', async () => {
    await ada.page.getByText('Change Chrome on Linux').click()
    await ada.page.getByLabel('Name').fill('My laptop')
    await button('Rename').click()
    await ada.page.getByText('My laptop', { exact: true }).waitFor()
  })

  it('signs in by the passkey alone, without a password (MFA-2)', async () => {
    await ada.signOut()
    await button('Sign in with a passkey').click()
    await ada.page.waitForURL('**/security')
    await eventually(() => main().textContent()).toContain(`Signed in as ${EMAIL}`)
    expect(await main().textContent()).toMatch(/My laptop.*last used/)
  })

  it('lets nobody in whom the device does not know (MFA-2)', async () => {
    await ada.signOut()
    await authenticator.setVerified(false)
    await button('Sign in with a passkey').click()
    await eventually(() => main().textContent()).toContain('No passkey was used')
    await authenticator.setVerified(true)
  })

  it('asks for the passkey beside the password from now on (MFA-2)', async () => {
    await ada.signIn(EMAIL)
    await eventually(ada.heading).toBe('Your second factor')
    await button('Use a passkey').click()
    await ada.page.waitForURL('**/security')
  })

  it('ends other sessions', async () => {
    await eventually(() => main().textContent()).toContain('(this one)')
    await button('End all others').click()
    await eventually(() => main().textContent()).not.toContain('End all others')
  })

  it('removes the passkey', async () => {
    await ada.page.getByText('Change My laptop').click()
    await button('Remove My laptop').click()
    await eventually(() => main().textContent()).toContain('You have none. A passkey signs you in')
  })

  it('can be used by keyboard alone', async () => {
    await ada.signOut()
    await eventually(ada.heading).toBe('Sign in')
    for (const key of ['Tab', 'Tab']) await ada.page.keyboard.press(key)
    await ada.page.keyboard.type(EMAIL)
    await ada.page.keyboard.press('Tab')
    await ada.page.keyboard.type('correct-horse-battery')
    await ada.page.keyboard.press('Enter')
    await ada.page.waitForURL('**/security')
  })

  it('never had a token in its hands, asked nobody but us, and complained of nothing (TOK-12)', async () => {
    const seen = (await ada.answers()).join('\n')
    // What a page is told before it goes on to another cannot always be read here.
    expect(seen).toContain('MfaRequired')
    expect(seen).not.toMatch(/eyJ[\w-]+\.|"(access|refresh)Token":"/)
    const readable = await ada.page.evaluate<string>(
      'document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)',
    )
    expect(readable).toBe('{}{}')
    const cookies = await ada.context.cookies()
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }])
    const strangers = ada.requests.filter(
      (url) => !url.startsWith(house.origin) && !url.startsWith('data:'),
    )
    expect(strangers).toEqual([])
    expect(ada.complaints).toEqual([])
  })
})
