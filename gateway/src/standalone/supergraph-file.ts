import { readFileSync, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Logger } from '@tallystick/telemetry'
import { Kind, parse, valueFromASTUntyped } from 'graphql'

/** A supergraph and where its subgraphs are, by name. */
export type SupergraphFile = Readonly<{
  sdl: string
  urls: Readonly<Record<string, string>>
}>

/** Writers take a moment; what they have written in pieces is read once, after this time in milliseconds. */
const SETTLE_MS = 100
/** Some file systems do not tell; the file is looked at this often, in milliseconds. */
const LOOK_MS = 2_000

/**
 * Reads a supergraph file.
 *
 * @throws {TypeError} when it is no supergraph, or a subgraph in it has no URL
 */
export function readSupergraphFile(path: string): SupergraphFile {
  const sdl = readFileSync(path, 'utf8')
  const urls: Record<string, string> = {}
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph')
      continue
    for (const { name: graph, directives = [] } of definition.values ?? []) {
      const joined = directives.find(({ name }) => name.value === 'join__graph')
      const argument = (wanted: string): unknown => {
        const given = joined?.arguments?.find(({ name }) => name.value === wanted)
        return given && valueFromASTUntyped(given.value)
      }
      const [name, url] = [argument('name'), argument('url')]
      if (typeof name !== 'string' || typeof url !== 'string' || !URL.canParse(url))
        throw new TypeError(`${path}: subgraph ${graph.value} has no URL`)
      urls[name] = url
    }
  }
  if (Object.keys(urls).length === 0)
    throw new TypeError(`${path} is not a supergraph: it joins no subgraph`)
  return { sdl, urls }
}

/**
 * Follows a supergraph file. What cannot be read or loaded is logged, and the last good one serves on.
 *
 * @param onChange loads it; may throw
 * @returns what ends that
 */
export function followSupergraphFile(
  path: string,
  {
    first,
    onChange,
    log,
  }: { first: SupergraphFile; onChange(file: SupergraphFile): void; log: Logger },
): () => void {
  let last = first.sdl
  let refused: string | undefined
  const look = (): void => {
    try {
      const file = readSupergraphFile(path)
      if (file.sdl === last || file.sdl === refused) return
      refused = file.sdl
      onChange(file)
      last = file.sdl
      refused = undefined
      log.info({ path }, 'supergraph loaded')
    } catch (fault) {
      log.error({ err: fault, path }, 'supergraph not loaded, the last one serves on')
    }
  }
  let settling: NodeJS.Timeout | undefined
  // The folder is watched rather than the file: deploys replace the file, and the old one would be watched on.
  const watcher = watch(dirname(path), (_event, name) => {
    if (name !== null && name !== basename(path)) return
    clearTimeout(settling)
    settling = setTimeout(look, SETTLE_MS).unref()
  })
  watcher.on('error', (fault) => log.warn({ err: fault, path }, 'supergraph not watched'))
  const looking = setInterval(look, LOOK_MS).unref()
  return () => {
    clearTimeout(settling)
    clearInterval(looking)
    watcher.close()
  }
}
