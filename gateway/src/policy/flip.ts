/**
 * `npm run policy:flip`: gets each access rule of the supergraph wrong in turn, and shows what notices.
 *
 * Exit code 1 when a wrong rule goes unnoticed.
 */
import { readFileSync } from 'node:fs'
import { requirementsOf } from '@tallystick/policy'
import { flipsOf } from './flips.ts'
import { newPolicyTable } from './table.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const supergraph = read('../../supergraph.graphql')
const table = newPolicyTable(supergraph, read('../../api.graphql'))
const committed = read('../../../docs/reference/policy-rules.txt')

/** What notices a wrong rule; undefined when nothing does. */
function noticedBy(sdl: string): string | undefined {
  try {
    requirementsOf(sdl).assertComplete()
  } catch {
    return 'the gateway does not start'
  }
  return table(sdl) === committed ? undefined : 'the table of rules differs'
}

const counts = { flipped: 0, unnoticed: 0 }
for (const { at, what, sdl } of flipsOf(supergraph)) {
  const by = noticedBy(sdl)
  counts.flipped += 1
  if (by === undefined) counts.unnoticed += 1
  console.log(`${at} ${what}: ${by ?? 'NOTHING notices'}`)
}
console.log(`${counts.flipped} wrong rules, ${counts.unnoticed} unnoticed`)
process.exitCode = counts.unnoticed > 0 ? 1 : 0
