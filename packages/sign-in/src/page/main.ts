/** The page: shows what its path says. */
import { browser } from './browser.ts'
import { findMe, showInteraction } from './consent.ts'
import { newAction, newElement, show } from './elements.ts'
import { toWords } from './faults.ts'
import { showReturn } from './identity-visit.ts'
import { showReset, showVerification } from './recover.ts'
import { showSecurity } from './security.ts'
import { openSignIn } from './sign-in.ts'

async function open(): Promise<void> {
  const { pathname, search } = browser.location
  const views: Readonly<Record<string, () => void | Promise<void>>> = {
    '/security': showSecurity,
    '/reset-password': showReset,
    '/verify-email': showVerification,
  }
  const provider = /^\/sign-in\/callback\/([a-z0-9-]+)$/.exec(pathname)?.[1]
  if (provider !== undefined) return showReturn(provider)
  const view = views[pathname]
  if (view) return view()
  const uid = new URLSearchParams(search).get('interaction')
  if (uid !== null) return showInteraction(uid)
  const toSecurity = async () => browser.location.assign('/security')
  if ((await findMe()) !== undefined) return toSecurity()
  await openSignIn({ to: undefined, go: toSecurity })
}

async function openOrTell(): Promise<void> {
  try {
    await open()
  } catch (fault) {
    show(
      'This did not work',
      newElement('p', { role: 'alert' }, toWords(fault)),
      newAction('Try again', openOrTell),
    )
  }
}

void openOrTell()
// The link of a mail, opened where this page is open already.
browser.addEventListener('hashchange', () => void openOrTell())
