/**
 * `npm run operations:check`: does the public schema, as it is in this folder, still answer what clients rely on?
 *
 * Every example, every manifest in `gateway/manifests/` (named after its client), and with GATEWAY_TOKEN everything that is
 * registered at a running gateway. Exit code 0 when nothing breaks, 1 when something does: a deploy stops here (TST-7);
 * 64 when it was called wrongly.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import { toOperationLimits } from '@tallystick/operations'
import { buildSchema } from 'graphql'
import { readExamples } from '../graphiql.ts'
import { type Break, type Contract, findBreaks, toReport } from './breaks.ts'
import { OperatorFault, readRegistered } from './client.ts'
import { readManifestConfig } from './config.ts'
import { ManifestFault, type ManifestOperation, parseManifest } from './manifest.ts'

const USAGE = `npm run operations:check -- [--manifests FOLDER] [--schema FILE.graphql]

  --manifests  a folder of manifests, each named after its client; gateway/manifests when left out
  --schema     the public schema that is to answer them; gateway/api.graphql when left out

With GATEWAY_TOKEN, the access token of an administrator, what is registered at GATEWAY_URL is checked, too.`
const BROKEN = 1
const CALLED_WRONGLY = 64

class UsageFault extends Error {}

try {
  await run()
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  const isCalledWrongly = fault instanceof UsageFault
  if (!isCalledWrongly && !(fault instanceof OperatorFault) && !(fault instanceof ManifestFault))
    throw fault
  console.error(isCalledWrongly ? `${fault.message}\n\n${USAGE}` : fault.message)
  process.exitCode = isCalledWrongly ? CALLED_WRONGLY : BROKEN
}

async function run(): Promise<void> {
  const { manifests, schema } = readOptions()
  const config = readManifestConfig()
  const contract: Contract = {
    schema: buildSchema(read(schema)),
    limits: toOperationLimits(config),
    tokensMax: config.QUERY_TOKENS_MAX,
    costMax: config.QUERY_COST_MAX,
  }
  const { GATEWAY_URL: url, GATEWAY_TOKEN: token } = config
  const registered = token === undefined ? new Map() : await readRegistered({ url, token })
  const all = [...readContracts(manifests), ...registered]
  const breaks = all.flatMap(([client, operations]): Break[] =>
    findBreaks(contract, client, operations),
  )
  const count = all.reduce((sum, [, operations]) => sum + operations.length, 0)
  if (breaks.length > 0) {
    console.error(`${toReport(breaks)}\n${breaks.length} of ${count} operations would break.`)
    process.exitCode = BROKEN
  } else console.log(`All ${count} operations of ${all.length} clients are answered.`)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { manifests: { type: 'string' }, schema: { type: 'string' } },
    })
    const inRoom = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
    const { manifests = inRoom('manifests'), schema = inRoom('api.graphql') } = values
    return { manifests, schema }
  } catch (fault) {
    throw new UsageFault(fault instanceof Error ? fault.message : String(fault))
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new UsageFault(`${path} cannot be read.`)
  }
}

function readContracts(folder: string): [string, readonly ManifestOperation[]][] {
  const examples = readExamples().map(({ query }) => ({
    id: /^# *(.*)$/m.exec(query)?.[1] ?? 'example',
    document: query,
  }))
  const manifests = listManifests(folder).map((file): [string, readonly ManifestOperation[]] => {
    const client = file.slice(0, -'.json'.length)
    try {
      return [client, parseManifest(read(join(folder, file)))]
    } catch (fault) {
      if (!(fault instanceof ManifestFault)) throw fault
      throw new ManifestFault(`${client}: ${fault.message}`, { cause: fault })
    }
  })
  return [['examples', examples], ...manifests]
}

function listManifests(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'))
  } catch {
    throw new UsageFault(`${folder} is no folder that can be read.`)
  }
}
