/**
 * `npm run operations:push -- --client acme manifest.json`: registers the operations of a manifest for a client.
 *
 * Exit code 0 when all are registered, 1 when they are refused, 64 when it was called wrongly.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import { OperatorFault, pushOperations, upsertClient } from './client.ts'
import { readManifestConfig } from './config.ts'
import { ManifestFault, parseManifest } from './manifest.ts'

const USAGE = `npm run operations:push -- --client ID [--name TEXT] [--first-party] MANIFEST.json

  --client       whose operations these are
  --name         makes the client known, or changes its name, before anything is registered
  --first-party  with --name: the client is our own, and people may run its operations

GATEWAY_URL is the gateway and GATEWAY_TOKEN the access token of an administrator.`
const REFUSED = 1
const CALLED_WRONGLY = 64

class UsageFault extends Error {}

try {
  await run()
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  const isCalledWrongly = fault instanceof UsageFault || fault instanceof ManifestFault
  if (!isCalledWrongly && !(fault instanceof OperatorFault)) throw fault
  console.error(fault instanceof UsageFault ? `${fault.message}\n\n${USAGE}` : fault.message)
  process.exitCode = isCalledWrongly ? CALLED_WRONGLY : REFUSED
}

async function run(): Promise<void> {
  const { client, name, firstParty, file } = readOptions()
  const { GATEWAY_URL: url, GATEWAY_TOKEN: token } = readManifestConfig()
  if (token === undefined) throw new UsageFault('GATEWAY_TOKEN is missing.')
  const operations = parseManifest(readFileSync(file, 'utf8'))
  if (name !== undefined)
    await upsertClient({ url, token }, { id: client, name, isFirstParty: firstParty })
  const {
    added,
    unchanged,
    operations: pushed,
  } = await pushOperations({ url, token }, client, operations, (done) =>
    console.error(`${done} of ${operations.length} …`),
  )
  for (const { id, name: own, kind, cost } of pushed)
    console.log(`${id}  ${kind.toLowerCase()} ${own ?? '(no name)'}, at most ${cost} objects`)
  console.error(`Registered for ${client}: ${added} new, ${unchanged} as before.`)
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        client: { type: 'string' },
        name: { type: 'string' },
        'first-party': { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    if (!values.client || !file || positionals.length > 1)
      throw new UsageFault('Name a client and one manifest.')
    const { client, name, 'first-party': firstParty } = values
    return { client, name, firstParty, file }
  } catch (fault) {
    if (fault instanceof UsageFault) throw fault
    throw new UsageFault(fault instanceof Error ? fault.message : String(fault))
  }
}
