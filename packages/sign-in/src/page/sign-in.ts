/** Signing in: by passkey, or by password and a second factor. */
import { ask, type Outcome, taken } from './api.ts'
import { browser } from './browser.ts'
import { hasPasskeys, usePasskey } from './credential.ts'
import { newAction, newElement, newForm, newParagraph, show } from './elements.ts'
import { PASSWORD } from './factor-forms.ts'
import { type Provider, visitProvider } from './identity-visit.ts'
import { type Challenge, OPERATIONS } from './operations.ts'
import { showSecondFactor } from './second-factor.ts'

/** An address to sign in with. */
export const EMAIL = {
  name: 'email',
  label: 'E-mail address',
  attributes: { type: 'email', autocomplete: 'username', maxlength: '254', spellcheck: 'false' },
} as const

/** What follows once somebody is signed in. */
export type Next = Readonly<{
  /** The program that wants to know who is there; undefined when a person came by themselves. */
  to: string | undefined
  /** The address that the program thinks they sign in with. */
  loginHint?: string | undefined
  /** Somebody is signed in whose proof of who they are is too old. */
  isAnew?: boolean
  /** Goes back to the program without signing in. */
  leave?(): Promise<void>
  go(): Promise<void>
}>

/** Asks which ways there are to sign in, and shows them. */
export async function openSignIn(next: Next): Promise<void> {
  const { identityProviders } = await ask<{ identityProviders: readonly Provider[] }>(
    OPERATIONS.providers,
  )
  showSignIn(next, identityProviders)
}

function showSignIn(next: Next, providers: readonly Provider[]): void {
  const email = { ...EMAIL, attributes: { ...EMAIL.attributes, value: next.loginHint ?? '' } }
  const form = newForm('Sign in', [email, PASSWORD], async (values) => {
    const { signIn } = await ask<{ signIn: Outcome }>(OPERATIONS.signIn, {
      input: { email: values['email'], password: values['password'] },
    })
    if ('challengeId' in signIn)
      return showSecondFactor(signIn as Challenge, {
        told: 'The password is right.',
        ...{ go: next.go, again: () => showSignIn(next, providers) },
      })
    taken(signIn)
    await next.go()
  })
  const others = [
    ...(hasPasskeys() ? [newAction('Sign in with a passkey', () => signInByPasskey(next))] : []),
    ...providers.map(({ name, title }) =>
      newAction(
        `Sign in with ${title}`,
        () =>
          visitProvider('SIGN_IN', {
            provider: name,
            back: `/sign-in${browser.location.search}`,
            fresh: next.isAnew ?? false,
          }),
        { class: 'quiet' },
      ),
    ),
  ]
  const { to, leave } = next
  show(
    to === undefined ? 'Sign in' : `Sign in to go on to ${to}`,
    ...others,
    ...(others.length > 0 ? [newElement('p', { class: 'or' }, 'or')] : []),
    form,
    newParagraph(
      newElement(
        'a',
        { href: `/reset-password${browser.location.search}` },
        'Forgot your password?',
      ),
    ),
    ...(leave ? [newAction(`Back to ${to} without signing in`, leave, { class: 'link' })] : []),
  )
}

async function signInByPasskey(next: Next): Promise<void> {
  const { startPasskeySignIn: asked } = await ask<{
    startPasskeySignIn: { challengeId: string; options: string }
  }>(OPERATIONS.startPasskeySignIn)
  const response = await usePasskey(asked.options)
  const input = { challengeId: asked.challengeId, response }
  const { finishPasskeySignIn } = await ask<{ finishPasskeySignIn: Outcome }>(
    OPERATIONS.finishPasskeySignIn,
    { input },
  )
  taken(finishPasskeySignIn)
  await next.go()
}
