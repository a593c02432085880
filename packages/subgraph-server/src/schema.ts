import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SUBGRAPHS = new URL('../../../subgraphs/', import.meta.url)

/** The SDL that every subgraph starts with: the link to federation, scalars, money, pages and refusals. */
export const COMMON_SDL: string = readFileSync(new URL('common.graphql', import.meta.url), 'utf8')

/**
 * Reads the whole SDL of a subgraph: the common part and every `*.graphql` of its schema folder, by name.
 *
 * @param from a subgraph's name (`payments`), or its schema folder as a URL
 */
export function readSubgraphSdl(from: string | URL): string {
  const folder = fileURLToPath(
    typeof from === 'string' ? new URL(`${from}/src/schema/`, SUBGRAPHS) : from,
  )
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
  if (files.length === 0) throw new TypeError(`no SDL in ${folder}`)
  return [COMMON_SDL, ...files.map((file) => readFileSync(`${folder}/${file}`, 'utf8'))].join('\n')
}
