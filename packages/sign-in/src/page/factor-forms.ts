/** Answering a challenge: by passkey, by the code of an app, by a recovery code, by password. */
import { ask, type Outcome, taken } from './api.ts'
import type { PageElement } from './browser.ts'
import { hasPasskeys, usePasskey } from './credential.ts'
import { newAction, newElement, newForm, newParagraph } from './elements.ts'
import { Denied, Told } from './faults.ts'
import { type Challenge, OPERATIONS } from './operations.ts'

type Proof = Readonly<{ code?: string; recoveryCode?: string; passkey?: string; password?: string }>

/** What a person is shown to answer `challenge` with; `onProven` runs once they have. */
export function newFactorForms(
  { challengeId, methods, passkeyOptions }: Challenge,
  onProven: () => Promise<void>,
): PageElement[] {
  const answer = async (proof: Proof): Promise<void> => {
    const input = { challengeId, ...proof }
    const { verifyMfa } = await ask<{ verifyMfa: Outcome }>(OPERATIONS.verifyMfa, { input })
    try {
      taken(verifyMfa)
    } catch (fault) {
      throw fault instanceof Denied ? (inOurWords(fault, proof) ?? fault) : fault
    }
    await onProven()
  }
  const parts: PageElement[] = []
  if (methods.includes('PASSKEY') && passkeyOptions !== null && hasPasskeys())
    parts.push(
      newAction('Use a passkey', async () => answer({ passkey: await usePasskey(passkeyOptions) })),
    )
  if (methods.includes('TOTP'))
    parts.push(
      newForm('Continue', [CODE], ({ code = '' }) => answer({ code: code.replaceAll(/\s/g, '') })),
    )
  if (methods.includes('PASSWORD'))
    parts.push(newForm('Continue', [PASSWORD], ({ password = '' }) => answer({ password })))
  if (methods.includes('RECOVERY_CODE'))
    parts.push(
      newElement(
        'details',
        {},
        newElement('summary', {}, 'Use a recovery code'),
        newForm('Continue', [RECOVERY], ({ recovery = '' }) => answer({ recoveryCode: recovery })),
      ),
    )
  return parts.length > 0
    ? parts
    : [newParagraph('This browser can show none of your second factors. Use another device.')]
}

/** A wrong code is no link, and there is nothing to ask for anew. */
function inOurWords({ code }: Denied, proof: Proof): Told | undefined {
  if (code !== 'INVALID_CODE') return undefined
  if (proof.code !== undefined)
    return new Told('This code is not right, or was used already. Wait for the next one.')
  if (proof.recoveryCode !== undefined)
    return new Told('This recovery code is not right, or was used already.')
  return new Told('This was not accepted. Try again, or choose another way.')
}

/** The code of an authenticator app. */
export const CODE = {
  name: 'code',
  label: 'Code of your authenticator app',
  attributes: {
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    pattern: '[0-9 ]{6,9}',
    maxlength: '9',
  },
} as const

/** A password that the person has already. */
export const PASSWORD = {
  name: 'password',
  label: 'Password',
  attributes: { type: 'password', autocomplete: 'current-password', maxlength: '128' },
} as const

const RECOVERY = {
  name: 'recovery',
  label: 'Recovery code',
  hint: 'One of those that you kept when you added the app. Each works once.',
  attributes: {
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    maxlength: '40',
  },
} as const
