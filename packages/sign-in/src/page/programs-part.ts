/** The programs that may act for one, and how to take it back. */
import { ask } from './api.ts'
import type { PageElement } from './browser.ts'
import { newAction, newElement } from './elements.ts'
import { toMomentText } from './moments.ts'
import { OPERATIONS } from './operations.ts'

/** A program in the list. */
export type ShownProgram = Readonly<{
  clientId: string
  name: string
  scopes: readonly string[]
  connectedAt: string
  lastUsedAt: string | null
}>

/** The programs. */
export function newProgramsPart(
  programs: readonly ShownProgram[],
  refresh: () => Promise<void>,
): PageElement {
  const rows = programs.map(({ clientId, name, ...facts }) => {
    const used = facts.lastUsedAt === null ? 'never' : toMomentText(facts.lastUsedAt)
    const told = `Since ${toMomentText(facts.connectedAt)}, last used ${used}: ${facts.scopes.join(', ')}`
    const end = newAction(
      `Disconnect ${name}`,
      async () => {
        await ask(OPERATIONS.disconnectApp, { input: { clientId } })
        await refresh()
      },
      { class: 'danger' },
    )
    return newElement(
      'li',
      {},
      newElement('strong', {}, name),
      newElement('p', { class: 'hint' }, told),
      end,
    )
  })
  return newElement(
    'section',
    { 'aria-labelledby': 'programs' },
    newElement('h2', { id: 'programs' }, 'Programs that act for you'),
    newElement('ul', { class: 'list' }, ...rows),
  )
}
