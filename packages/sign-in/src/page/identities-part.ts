/** One's accounts with other providers: to link and to unlink. */
import { ask, type Outcome, taken } from './api.ts'
import type { PageElement } from './browser.ts'
import { newAction, newElement, newParagraph } from './elements.ts'
import { type Provider, visitProvider } from './identity-visit.ts'
import { toMomentText } from './moments.ts'
import { OPERATIONS } from './operations.ts'
import { withProof } from './step-up.ts'

/** An account in the list. */
export type ShownIdentity = Readonly<{
  id: string
  title: string
  email: string | null
  createdAt: string
  lastUsedAt: string | null
}>

/** The accounts, and how to link one. */
export function newIdentitiesPart(
  identities: readonly ShownIdentity[],
  providers: readonly Provider[],
  refresh: () => Promise<void>,
): PageElement {
  const list = newElement(
    'ul',
    { class: 'list' },
    ...identities.map((each) => newRow(each, refresh)),
  )
  const links = providers.map(({ name, title }) =>
    newAction(`Link ${title}`, () =>
      withProof(() => visitProvider('LINK', { provider: name, back: '/security' })),
    ),
  )
  return newElement(
    'section',
    { 'aria-labelledby': 'identities' },
    newElement('h2', { id: 'identities' }, 'Sign in by another provider'),
    identities.length > 0 ? list : newParagraph('No account with another provider signs you in.'),
    ...links,
  )
}

function newRow({ id, title, email, ...facts }: ShownIdentity, refresh: () => Promise<void>) {
  const used =
    facts.lastUsedAt === null ? 'never used' : `last used ${toMomentText(facts.lastUsedAt)}`
  const unlink = newAction(
    `Unlink ${title}`,
    async () => {
      const { unlinkIdentity } = await withProof(() =>
        ask<{ unlinkIdentity: Outcome }>(OPERATIONS.unlinkIdentity, { input: { id } }),
      )
      taken(unlinkIdentity)
      await refresh()
    },
    { class: 'danger' },
  )
  return newElement(
    'li',
    {},
    newElement('strong', {}, email === null ? title : `${title}: ${email}`),
    newElement('p', { class: 'hint' }, `Linked ${toMomentText(facts.createdAt)}, ${used}`),
    unlink,
  )
}
