/** The pages behind the links of mails: a new password, an address that is shown to be one's own. */
import { ask, type Outcome, taken } from './api.ts'
import { browser } from './browser.ts'
import { newAction, newElement, newForm, newParagraph, show } from './elements.ts'
import { OPERATIONS } from './operations.ts'
import { EMAIL } from './sign-in.ts'

const NEW_PASSWORD = {
  name: 'password',
  label: 'New password',
  hint: '8 to 128 characters. A sentence that only you would say is a good one.',
  attributes: { type: 'password', autocomplete: 'new-password', minlength: '8', maxlength: '128' },
} as const

/** Asks for a link, or with the token of one for the new password. */
export function showReset(): void {
  const token = takeToken()
  if (token === undefined) {
    showRequest()
    return
  }
  const form = newForm('Set the new password', [NEW_PASSWORD], async ({ password = '' }) => {
    const input = { token, password }
    const { resetPassword } = await ask<{ resetPassword: Outcome }>(OPERATIONS.resetPassword, {
      input,
    })
    taken(resetPassword)
    show('Your new password counts', newParagraph('You were signed out everywhere.'), signInLink())
  })
  show('Choose a new password', form)
}

function showRequest(): void {
  const form = newForm('Send me a link', [EMAIL], async ({ email = '' }) => {
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { minutes: number } }>(
      OPERATIONS.requestPasswordReset,
      { input: { email } },
    )
    const told = `If somebody here has the address ${email}, a message is on its way. Its link works for ${requestPasswordReset.minutes} minutes.`
    show('Look into your mailbox', newParagraph(told), signInLink())
  })
  show(
    'Forgot your password?',
    newParagraph('You get a link to choose a new one.'),
    form,
    signInLink(),
  )
}

/** Uses the link at a press of a button: programs that only look at links must not spend it. */
export function showVerification(): void {
  const token = takeToken()
  if (token === undefined) {
    show(
      'This link is not complete',
      newParagraph('Open it from the mail once more.'),
      signInLink(),
    )
    return
  }
  const verify = newAction('Yes, this address is mine', async () => {
    const { verifyEmail } = await ask<{ verifyEmail: Outcome }>(OPERATIONS.verifyEmail, {
      input: { token },
    })
    taken(verifyEmail)
    show('Your address is verified', newParagraph('You can sign in now.'), signInLink())
  })
  show('Is this your address?', verify)
}

/** The token behind `#token=`, which is then taken out of the address bar and the history. */
function takeToken(): string | undefined {
  const { hash, pathname, search } = browser.location
  const token = /^#token=([\w-]{1,200})$/.exec(hash)?.[1]
  if (token !== undefined) browser.history.replaceState(null, '', pathname + search)
  return token
}

const signInLink = () =>
  newParagraph(newElement('a', { href: `/sign-in${browser.location.search}` }, 'Sign in'))
