/** Where one is signed in, and how to end it. */
import { ask } from './api.ts'
import type { PageElement } from './browser.ts'
import { newAction, newElement } from './elements.ts'
import { toMomentText } from './moments.ts'
import { OPERATIONS } from './operations.ts'

/** A session in the list. */
export type ShownSession = Readonly<{
  id: string
  device: string
  address: string | null
  createdAt: string
  lastUsedAt: string
  isCurrent: boolean
}>

/** The sessions. */
export function newSessionsPart(
  sessions: readonly ShownSession[],
  refresh: () => Promise<void>,
): PageElement {
  const rows = sessions.map((session) => newRow(session, refresh))
  const others = newAction(
    'End all others',
    async () => {
      await ask(OPERATIONS.revokeOtherSessions)
      await refresh()
    },
    { class: 'quiet' },
  )
  return newElement(
    'section',
    { 'aria-labelledby': 'sessions' },
    newElement('h2', { id: 'sessions' }, 'Where you are signed in'),
    newElement('ul', { class: 'list' }, ...rows),
    ...(sessions.length > 1 ? [others] : []),
  )
}

function newRow(session: ShownSession, refresh: () => Promise<void>): PageElement {
  const { id, device, address, createdAt, lastUsedAt, isCurrent } = session
  const from = address === null ? '' : ` from ${address}`
  const end = newAction(
    `End ${device}`,
    async () => {
      await ask(OPERATIONS.revokeSession, { input: { id } })
      await refresh()
    },
    { class: 'quiet' },
  )
  const told = `Signed in ${toMomentText(createdAt)}${from}, last used ${toMomentText(lastUsedAt)}`
  return newElement(
    'li',
    {},
    newElement('strong', {}, isCurrent ? `${device} (this one)` : device),
    newElement('p', { class: 'hint' }, told),
    ...(isCurrent ? [] : [end]),
  )
}
