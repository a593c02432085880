/** The authenticator app and the recovery codes. */
import { ask, type Outcome, taken } from './api.ts'
import type { PageElement } from './browser.ts'
import { newAction, newElement, newForm, newParagraph } from './elements.ts'
import { CODE } from './factor-forms.ts'
import { Told } from './faults.ts'
import { toMomentText } from './moments.ts'
import { OPERATIONS } from './operations.ts'
import { type Place, type Refresh, showRecoveryCodes } from './recovery-codes.ts'
import { withProof } from './step-up.ts'

/** What is known of the second factors beside passkeys. */
export type ShownFactors = Readonly<{
  totp: Readonly<{ confirmedAt: string }> | null
  recoveryCodesLeft: number
  isRequired: boolean
}>

type Enrolment = Readonly<{ secret: string; uri: string; qrCode: string }>

/** The app and the codes, and what to do about them. */
export function newAppPart(
  factors: ShownFactors,
  { hasPasskey, refresh }: Readonly<{ hasPasskey: boolean; refresh: Refresh }>,
): PageElement {
  const { totp, recoveryCodesLeft: left, isRequired } = factors
  const part = newElement(
    'section',
    { 'aria-labelledby': 'app' },
    newElement('h2', { id: 'app' }, 'Authenticator app'),
  )
  if (isRequired && !totp && !hasPasskey)
    part.append(
      newElement(
        'p',
        { class: 'attention' },
        'Administrators need a second factor: a passkey or an app.',
      ),
    )
  const status = totp
    ? `Added ${toMomentText(totp.confirmedAt)}. Signing in by password asks for a code of it.`
    : 'You have none. It shows a new code every 30 seconds, asked for beside your password.'
  const enrol = newAction(totp ? 'Replace the app' : 'Add an app', async () => {
    const { enrollTotp } = await withProof(() =>
      ask<{ enrollTotp: Outcome<Enrolment> }>(OPERATIONS.enrollTotp),
    )
    part.replaceChildren(...enrolmentParts(taken(enrollTotp), { part, refresh }))
    part.querySelector('input')?.focus()
  })
  part.append(newParagraph(status), enrol)
  if (totp) part.append(newRemoval(refresh))
  if (totp || hasPasskey || left > 0) part.append(...codeParts(left, { part, refresh }))
  return part
}

function enrolmentParts({ secret, uri, qrCode }: Enrolment, place: Place): PageElement[] {
  const svg = btoa(unescapeBytes(qrCode))
  const confirm = newForm('Confirm', [CODE], async ({ code = '' }) => {
    const input = { code: code.replaceAll(/\s/g, '') }
    const { confirmTotp } = await withProof(() =>
      ask<{ confirmTotp: Outcome<{ recoveryCodes: string[] }> }>(OPERATIONS.confirmTotp, { input }),
    )
    if ('code' in confirmTotp && confirmTotp.code === 'INVALID_CODE')
      throw new Told('This code is not right. Look at the app and type the one that it shows now.')
    const { recoveryCodes } = taken(confirmTotp)
    if (recoveryCodes.length > 0) showRecoveryCodes(recoveryCodes, place)
    else await place.refresh()
  })
  return [
    newElement('h2', { id: 'app' }, 'Authenticator app'),
    newParagraph('Scan this with the app:'),
    newElement('img', {
      src: `data:image/svg+xml;base64,${svg}`,
      alt: 'QR code for the app',
      class: 'qr',
    }),
    newElement(
      'details',
      {},
      newElement('summary', {}, 'It cannot be scanned'),
      newParagraph('Type this into the app: ', newElement('code', {}, secret)),
      newParagraph(newElement('a', { href: uri }, 'Or open the app on this device')),
    ),
    confirm,
    newAction('Not now', place.refresh, { class: 'quiet' }),
  ]
}

/** Text as a string of its UTF-8 bytes, which is what `btoa` takes. */
const unescapeBytes = (text: string): string =>
  String.fromCharCode(...new TextEncoder().encode(text))

const newRemoval = (refresh: Refresh): PageElement =>
  newElement(
    'details',
    {},
    newElement('summary', {}, 'Remove the app'),
    newAction(
      'Remove the authenticator app',
      async () => {
        await withProof(() => ask(OPERATIONS.disableTotp))
        await refresh()
      },
      { class: 'danger' },
    ),
  )

function codeParts(left: number, place: Place): PageElement[] {
  const told = left === 1 ? 'One recovery code is left.' : `${left} recovery codes are left.`
  return [
    newElement('h3', {}, 'Recovery codes'),
    newParagraph(told),
    newAction(
      'Make new recovery codes',
      async () => {
        const { newRecoveryCodes } = await withProof(() =>
          ask<{ newRecoveryCodes: Outcome<{ recoveryCodes: string[] }> }>(
            OPERATIONS.newRecoveryCodes,
          ),
        )
        showRecoveryCodes(taken(newRecoveryCodes).recoveryCodes, place)
      },
      { class: 'quiet' },
    ),
  ]
}
