/** Signing in by another house, in a real browser: there, and back over another site's page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type House, hasChromium, openHouse, PASSWORD } from '../passkeys/house.ts'
import { newProgram } from './program.ts'
import { CLIENT, startOtherHouse } from './provider.ts'

if (!hasChromium)
  console.warn('left out: other providers in a browser (no Chromium on this machine)')

const ADA = 'ada@demo.test'
const GRACE = 'grace@demo.test'
const EVE = 'eve@demo.test'
const MARY = 'mary@demo.test'

describe.skipIf(!hasChromium)('the pages, with another provider (TOK-16)', () => {
  let other: Awaited<ReturnType<typeof startOtherHouse>>
  let house: House
  let ada: Awaited<ReturnType<House['openPerson']>>
  let grace: Awaited<ReturnType<House['openPerson']>>
  type Person = typeof ada
  const main = ({ page }: Person) => page.locator('main').textContent()
  const press = ({ page }: Person, name: string) =>
    page.getByRole('button', { name, exact: true }).click()
  /** Says there who one is. */
  async function say(person: Person, email: string): Promise<void> {
    await eventually(person.heading).toBe('The House')
    await person.page.getByLabel('Who are you?').fill(email)
    await press(person, 'It is me')
  }

  beforeAll(async () => {
    other = await startOtherHouse()
    const provider = { name: 'house', title: 'The House', issuer: other.issuer, ...CLIENT }
    house = await openHouse({ IDENTITY_PROVIDERS: JSON.stringify([provider]) })
    other.register(`${house.origin}/sign-in/callback/house`)
    await house.signUp(ADA)
    ada = await house.openPerson()
    grace = await house.openPerson()
  })

  afterAll(async () => {
    await ada?.close()
    await grace?.close()
    await house?.close()
    await other?.close()
  })

  it('sign somebody new up, and in, and no script of ours ever sees a token', async () => {
    await grace.open('/sign-in')
    await press(grace, 'Sign in with The House')
    await say(grace, GRACE)
    await grace.page.waitForURL(`${house.origin}/security`)
    await eventually(() => main(grace)).toContain(`Signed in as ${GRACE}`)
    expect(await main(grace)).toContain(`The House: ${GRACE}`)
    const held = await grace.page.evaluate(
      'JSON.stringify([document.cookie, { ...sessionStorage }])',
    )
    expect(held).toBe('["",{}]')
    expect((await grace.answers()).join('\n')).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/)
  })

  it('send who has nothing else to prove themselves there anew, and leave the last way in', async () => {
    await press(grace, 'Unlink The House')
    await press(grace, 'Go on to The House')
    await say(grace, GRACE)
    await grace.page.waitForURL(`${house.origin}/security`)
    await press(grace, 'Unlink The House')
    await eventually(() => main(grace)).toContain('could not sign in any more')
    expect(grace.complaints).toEqual([])
  })

  it('send whoever has an address here to sign in first, then link it, and sign in by it', async () => {
    await ada.open('/sign-in')
    await press(ada, 'Sign in with The House')
    await say(ada, ADA)
    await eventually(() => main(ada)).toContain('Nobody here signs in by this account')
    expect(ada.page.url()).toBe(`${house.origin}/sign-in/callback/house`)
    await ada.page.getByRole('link', { name: 'Back' }).click()
    await ada.signIn(ADA, PASSWORD)
    await ada.page.waitForURL(`${house.origin}/security`)
    await press(ada, 'Link The House')
    await eventually(() => main(ada)).toContain(`The House: ${ADA}`)
    await ada.signOut()
    await press(ada, 'Sign in with The House')
    await ada.page.waitForURL(`${house.origin}/security`)
    await press(ada, 'Unlink The House')
    await ada.page.getByLabel('Password').fill(PASSWORD)
    await press(ada, 'Continue')
    await eventually(() => main(ada)).toContain('No account with another provider')
    expect(ada.complaints).toEqual([])
  })

  it('say so when somebody said no there, and when the browser comes from nowhere', async () => {
    const eve = await house.openPerson()
    await eve.open('/sign-in')
    await press(eve, 'Sign in with The House')
    await eventually(eve.heading).toBe('The House')
    await press(eve, 'Rather not')
    await eventually(() => main(eve)).toContain('did not show who you are')
    await eve.open('/sign-in')
    await press(eve, 'Sign in with The House')
    await eventually(eve.heading).toBe('The House')
    const there = eve.page.url()
    await eve.open('/sign-in/callback/house?code=stolen&state=stolen')
    await eventually(() => main(eve)).toContain('Nothing was begun in this tab')
    expect(eve.page.url()).toBe(`${house.origin}/sign-in/callback/house`)
    // What was begun is still there to be finished.
    await eve.page.goto(there)
    await say(eve, EVE)
    await eventually(() => main(eve)).toContain(`Signed in as ${EVE}`)
    await eve.close()
  })

  it('prove anew who somebody is for a program that wants to be sure', async () => {
    const way = await newProgram(house.origin, ADA)
    const mary = await house.openPerson()
    await mary.open('/sign-in')
    await press(mary, 'Sign in with The House')
    await say(mary, MARY)
    await eventually(() => main(mary)).toContain(`Signed in as ${MARY}`)
    await mary.open(way)
    await eventually(mary.heading).toBe('Sign in to go on to Acme')
    await press(mary, 'Sign in with The House')
    await say(mary, MARY)
    await eventually(mary.heading).toBe('Acme asks for your leave')
    await mary.close()
  })
})
