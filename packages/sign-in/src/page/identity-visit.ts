/** To another provider and back: signing in by what it says, or linking it. */
import { ask, type Outcome, taken } from './api.ts'
import { browser } from './browser.ts'
import { newElement, newParagraph, show } from './elements.ts'
import { Told, toWords } from './faults.ts'
import { type Challenge, OPERATIONS } from './operations.ts'
import { showSecondFactor } from './second-factor.ts'

/** A provider that may be visited. */
export type Provider = Readonly<{ name: string; title: string }>

type Purpose = 'SIGN_IN' | 'LINK'

/** What this tab keeps while its browser is elsewhere. */
type Visit = Readonly<{
  purpose: Purpose
  /** Shows that it was this browser that left. */
  handle: string
  /** What the address of the return has to say, so that nobody's else ends this visit. */
  state: string
  /** Where it goes on afterwards. */
  back: string
}>

const KEPT = 'identity-visit'
/** Pages of ours alone. */
const BACK = /^\/(sign-in|security)(\?|$)/

/** Sends the browser to a provider. With `fresh` its person proves there anew who they are. */
export async function visitProvider(
  purpose: Purpose,
  { back, ...input }: Readonly<{ provider: string; back: string; fresh?: boolean }>,
): Promise<void> {
  const { url, handle } = await begin(purpose, { input })
  const { protocol, searchParams } = new URL(url)
  if (!/^https?:$/.test(protocol)) throw new Told('This provider cannot be opened.')
  const visit: Visit = { purpose, handle, state: searchParams.get('state') ?? '', back }
  browser.sessionStorage.setItem(KEPT, JSON.stringify(visit))
  browser.location.assign(url)
}

type Begun = Outcome<{ url: string; handle: string }>

async function begin(purpose: Purpose, variables: object) {
  if (purpose === 'SIGN_IN') {
    const { startIdentitySignIn } = await ask<{ startIdentitySignIn: Begun }>(
      OPERATIONS.startIdentitySignIn,
      variables,
    )
    return taken(startIdentitySignIn)
  }
  const { startLinkIdentity } = await ask<{ startLinkIdentity: Begun }>(
    OPERATIONS.startLinkIdentity,
    variables,
  )
  return taken(startLinkIdentity)
}

/** Goes on where the browser left, with what it came back with. @param provider whose address it came back to */
export async function showReturn(provider: string): Promise<void> {
  const { pathname, search: parameters } = browser.location
  const visit = takeVisit(new URLSearchParams(parameters).get('state'))
  // A code in the address would stay in the browser's history.
  browser.history.replaceState(null, '', pathname)
  show('One moment', newParagraph('You are being signed in.'))
  try {
    if (!visit) throw new Told('Nothing was begun in this tab. Begin again, and stay in one tab.')
    await finish(visit, { provider, handle: visit.handle, parameters })
  } catch (fault) {
    const again = visit && BACK.test(visit.back) ? visit.back : '/sign-in'
    show(
      'This did not work',
      newElement('p', { role: 'alert' }, toWords(fault)),
      newParagraph(newElement('a', { href: again }, 'Back')),
    )
  }
}

/** Takes the visit that a return ends. What another page sends here ends none: its own return may still come. */
function takeVisit(state: string | null): Visit | undefined {
  const kept = browser.sessionStorage.getItem(KEPT)
  const visit = kept === null ? undefined : (JSON.parse(kept) as Visit)
  if (!visit || !state || visit.state !== state) return undefined
  browser.sessionStorage.removeItem(KEPT)
  return visit
}

async function finish({ purpose, back }: Visit, input: object): Promise<void> {
  const go = async () => browser.location.assign(BACK.test(back) ? back : '/security')
  if (purpose === 'LINK') {
    const { finishLinkIdentity } = await ask<{ finishLinkIdentity: Outcome }>(
      OPERATIONS.finishLinkIdentity,
      { input },
    )
    taken(finishLinkIdentity)
    return go()
  }
  const { finishIdentitySignIn } = await ask<{ finishIdentitySignIn: Outcome }>(
    OPERATIONS.finishIdentitySignIn,
    { input },
  )
  if ('challengeId' in finishIdentitySignIn)
    return showSecondFactor(finishIdentitySignIn as Challenge, {
      told: 'The other provider knows you.',
      go,
      again: go,
    })
  taken(finishIdentitySignIn)
  return go()
}
