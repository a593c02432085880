/** Signing in: by passkey, or by password and a second factor. */
import { ask, type Outcome, taken } from './api.ts'
import { browser } from './browser.ts'
import { hasPasskeys, usePasskey } from './credential.ts'
import { newAction, newElement, newForm, newParagraph, show } from './elements.ts'
import { newFactorForms, PASSWORD } from './factor-forms.ts'
import { type Challenge, OPERATIONS } from './operations.ts'

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
  go(): Promise<void>
}>

/** Shows the ways to sign in. */
export function showSignIn(next: Next): void {
  const form = newForm('Sign in', [EMAIL, PASSWORD], async ({ email = '', password = '' }) => {
    const { signIn } = await ask<{ signIn: Outcome }>(OPERATIONS.signIn, {
      input: { email, password },
    })
    if ('challengeId' in signIn) return showSecondFactor(signIn as Challenge, next)
    taken(signIn)
    await next.go()
  })
  const passkey = [
    newAction('Sign in with a passkey', () => signInByPasskey(next)),
    newElement('p', { class: 'or' }, 'or'),
  ]
  show(
    next.to === undefined ? 'Sign in' : `Sign in to go on to ${next.to}`,
    ...(hasPasskeys() ? passkey : []),
    form,
    newParagraph(
      newElement(
        'a',
        { href: `/reset-password${browser.location.search}` },
        'Forgot your password?',
      ),
    ),
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

function showSecondFactor(challenge: Challenge, next: Next): void {
  const again = newElement('button', { type: 'button', class: 'quiet' }, 'Begin again')
  again.addEventListener('click', () => showSignIn(next))
  show(
    'Your second factor',
    newParagraph('The password is right. Show that it is you in a second way.'),
    ...newFactorForms(challenge, next.go),
    again,
  )
}
