/** One's own ways in: passkeys, authenticator app, recovery codes, and where one is signed in. */
import { ask } from './api.ts'
import { newAppPart, type ShownFactors } from './app-part.ts'
import { browser } from './browser.ts'
import { newAction, newParagraph, show } from './elements.ts'
import { Denied } from './faults.ts'
import { newIdentitiesPart, type ShownIdentity } from './identities-part.ts'
import type { Provider } from './identity-visit.ts'
import { OPERATIONS } from './operations.ts'
import { newPasskeysPart, type ShownPasskey } from './passkeys-part.ts'
import { newProgramsPart, type ShownProgram } from './programs-part.ts'
import { newSessionsPart, type ShownSession } from './sessions-part.ts'

type Security = Readonly<{
  me: Readonly<{ name: string; email: string | null }>
  passkeys: readonly ShownPasskey[]
  secondFactors: ShownFactors
  identityProviders: readonly Provider[]
  identities: readonly ShownIdentity[]
  connectedApps: readonly ShownProgram[]
  sessions: readonly ShownSession[]
}>

/** Shows it all, to who is signed in; others are sent to sign in. */
export async function showSecurity(): Promise<void> {
  const found = await ask<Security>(OPERATIONS.security).catch((fault: unknown) => {
    if (fault instanceof Denied && fault.code === 'UNAUTHENTICATED') return undefined
    throw fault
  })
  if (!found) {
    browser.location.assign('/sign-in')
    return
  }
  const { me, passkeys, secondFactors, connectedApps, sessions } = found
  const { identities, identityProviders: providers } = found
  const hasIdentities = identities.length + providers.length > 0
  show(
    'Security',
    newParagraph(`Signed in as ${me.email ?? me.name}.`),
    newPasskeysPart(passkeys, showSecurity),
    newAppPart(secondFactors, { hasPasskey: passkeys.length > 0, refresh: showSecurity }),
    ...(hasIdentities ? [newIdentitiesPart(identities, providers, showSecurity)] : []),
    ...(connectedApps.length > 0 ? [newProgramsPart(connectedApps, showSecurity)] : []),
    newSessionsPart(sessions, showSecurity),
    newAction(
      'Sign out',
      async () => {
        await ask(OPERATIONS.signOut)
        browser.location.assign('/sign-in')
      },
      { class: 'quiet' },
    ),
  )
}
