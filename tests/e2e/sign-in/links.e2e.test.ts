import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type House, hasChromium, openHouse, PASSWORD } from '../passkeys/house.ts'

if (!hasChromium) console.warn('left out: the links of mails (no Chromium on this machine)')

const EMAIL = 'ada@demo.test'
const NEXT = 'another-fine-phrase'

describe.skipIf(!hasChromium)('the pages behind the links of mails', () => {
  let house: House
  let ada: Awaited<ReturnType<House['openPerson']>>
  const button = (name: string) => ada.page.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    house = await openHouse()
    await house.signUp(EMAIL)
    ada = await house.openPerson()
  })

  afterAll(async () => {
    await ada?.close()
    await house?.close()
  })

  /** The newest link of this path among the messages. */
  function linkIn(path: string): string {
    const folder = join(house.product.dataDir, 'messages')
    const texts = readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', ''))
    const links = texts.flatMap((text) => [
      ...text.matchAll(new RegExp(`http://[^\\s"<]+${path}#token(?:=3D|=)([\\w-]+)`, 'g')),
    ])
    const [link = '', token = ''] = links.at(-1) ?? []
    return link ? `${link.slice(0, link.indexOf('#'))}#token=${token}` : ''
  }

  it('set a new password by a link, which leads here when nothing else is said (AUT-9)', async () => {
    await ada.open('/sign-in')
    await ada.page.getByText('Forgot your password?').click()
    await eventually(ada.heading).toBe('Forgot your password?')
    await ada.page.getByLabel('E-mail address').fill(EMAIL)
    await button('Send me a link').click()
    await eventually(ada.heading).toBe('Look into your mailbox')
    await eventually(() => linkIn('/reset-password')).toContain(`${house.origin}/reset-password`)
    await ada.page.goto(linkIn('/reset-password'))
    await eventually(ada.heading).toBe('Choose a new password')
    expect(ada.page.url()).toBe(`${house.origin}/reset-password`)
    await ada.page.getByLabel('New password').fill('password')
    await button('Set the new password').click()
    await eventually(() => ada.page.getByRole('alert').textContent()).toContain(
      'among the first that an attacker tries',
    )
    await ada.page.getByLabel('New password').fill(NEXT)
    await button('Set the new password').click()
    await eventually(ada.heading).toBe('Your new password counts')
  })

  it('let the new one in and not the old one', async () => {
    await ada.page.getByRole('link', { name: 'Sign in' }).click()
    await ada.signIn(EMAIL, PASSWORD)
    await eventually(() => ada.page.locator('main').textContent()).toContain('No user has this')
    await ada.signIn(EMAIL, NEXT)
    await ada.page.waitForURL('**/security')
    expect(ada.complaints).toEqual([])
  })

  it('say so when a link is not complete, or was used', async () => {
    await ada.open('/verify-email')
    await eventually(ada.heading).toBe('This link is not complete')
    await ada.open('/verify-email?again#token=AAAA')
    await button('Yes, this address is mine').click()
    await eventually(() => ada.page.getByRole('alert').textContent()).toContain(
      'does not work, or works no more',
    )
  })
})
