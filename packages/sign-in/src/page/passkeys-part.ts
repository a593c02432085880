/** One's own passkeys: to add, to name, to remove. */
import { ask, type Outcome, taken } from './api.ts'
import type { PageElement } from './browser.ts'
import { createPasskey, hasPasskeys } from './credential.ts'
import { newAction, newElement, newForm, newParagraph } from './elements.ts'
import { toMomentText } from './moments.ts'
import { OPERATIONS } from './operations.ts'
import { type Refresh, showRecoveryCodes } from './recovery-codes.ts'
import { withProof } from './step-up.ts'

/** A passkey in the list. */
export type ShownPasskey = Readonly<{
  id: string
  name: string
  isBackedUp: boolean
  createdAt: string
  lastUsedAt: string | null
}>

const NAME = {
  name: 'name',
  label: 'Name',
  attributes: { maxlength: '100', autocomplete: 'off' },
} as const

/** The passkeys, and how to add one. */
export function newPasskeysPart(passkeys: readonly ShownPasskey[], refresh: Refresh): PageElement {
  const list = newElement('ul', { class: 'list' }, ...passkeys.map((each) => newRow(each, refresh)))
  const none = newParagraph(
    'You have none. A passkey signs you in by your fingerprint, face or screen lock.',
  )
  const add = newAction('Add a passkey', async () => {
    const recoveryCodes = await withProof(addPasskey)
    if (recoveryCodes.length > 0) showRecoveryCodes(recoveryCodes, { part, refresh })
    else await refresh()
  })
  const part = newElement(
    'section',
    { 'aria-labelledby': 'passkeys' },
    newElement('h2', { id: 'passkeys' }, 'Passkeys'),
    passkeys.length > 0 ? list : none,
    hasPasskeys() ? add : newParagraph('This browser cannot make passkeys. Use a newer one.'),
  )
  return part
}

/** @returns recovery codes; none when the person has some already */
async function addPasskey(): Promise<readonly string[]> {
  const { startPasskeyRegistration } = await ask<{
    startPasskeyRegistration: Outcome<{ challengeId: string; options: string }>
  }>(OPERATIONS.startPasskeyRegistration)
  const { challengeId, options } = taken(startPasskeyRegistration)
  const response = await createPasskey(options)
  const { finishPasskeyRegistration } = await ask<{
    finishPasskeyRegistration: Outcome<{ recoveryCodes: readonly string[] }>
  }>(OPERATIONS.finishPasskeyRegistration, { input: { challengeId, response } })
  return taken(finishPasskeyRegistration).recoveryCodes
}

function newRow({ id, name, ...facts }: ShownPasskey, refresh: Refresh): PageElement {
  const used =
    facts.lastUsedAt === null ? 'never used' : `last used ${toMomentText(facts.lastUsedAt)}`
  const kept = facts.isBackedUp ? ', on all your devices' : ''
  const rename = newForm(
    'Rename',
    [{ ...NAME, attributes: { ...NAME.attributes, value: name } }],
    async (values) => {
      await ask(OPERATIONS.renamePasskey, { input: { id, name: values['name'] } })
      await refresh()
    },
  )
  const remove = newAction(
    `Remove ${name}`,
    async () => {
      await withProof(() => ask(OPERATIONS.removePasskey, { input: { id } }))
      await refresh()
    },
    { class: 'danger' },
  )
  return newElement(
    'li',
    {},
    newElement('strong', {}, name),
    newElement('p', { class: 'hint' }, `Added ${toMomentText(facts.createdAt)}, ${used}${kept}`),
    newElement('details', {}, newElement('summary', {}, `Change ${name}`), rename, remove),
  )
}
