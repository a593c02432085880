import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const API = 'gateway/api.graphql'
const ACME = 'gateway/manifests/acme.json'
const GUIDE = 'docs/how-to/give-a-partner-a-key.md'

const folder = mkdtempSync(join(tmpdir(), 'tallystick-contract-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a file for one test. @returns its path */
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A folder with one manifest in it. */
const manifestOf = (client: string, manifest: string): string => {
  const alone = mkdtempSync(join(folder, 'manifests-'))
  writeFileSync(join(alone, `${client}.json`), manifest)
  return alone
}

/** Runs `npm run operations:check`. */
function check(
  options: readonly string[] = [],
  env: Record<string, string> = {},
): { code: number | null; output: string } {
  const { GATEWAY_TOKEN: _token, ...rest } = process.env
  const run = spawnSync(process.execPath, ['gateway/src/manifests/check.ts', ...options], {
    env: { ...rest, ...env },
    encoding: 'utf8',
  })
  return { code: run.status, output: `${run.stdout}${run.stderr}` }
}

const document = (query: string): string => JSON.stringify([{ documentId: 'x1', document: query }])

describe('no deploy breaks a client (TST-7)', () => {
  it('as the schema, the examples and the manifests are', () => {
    const { code, output } = check()
    expect(output).toMatch(/^All \d+ operations of \d+ clients are answered\.\n$/)
    expect(code).toBe(0)
  })

  it('and a field that goes is told with the client and the operation that it would break', () => {
    const api = readFileSync(API, 'utf8')
    const without = api.replace(/^ {2}sendMoney\([\s\S]*?\): SendMoneyResult!$/m, '  gone: ID')
    expect(without).not.toBe(api)
    const { code, output } = check(['--schema', file('without.graphql', without)])
    expect(output).toMatch(/^acme: AcmeSend \(acme-send\.v1\)\n {2}Cannot query field "sendMoney"/m)
    expect(output).toMatch(/^examples: SendMoney /m)
    expect(output).not.toMatch(/AcmeBalance/)
    expect(output).toMatch(/\d+ of \d+ operations would break\.\n$/)
    expect(code).toBe(1)
  })

  it.each([
    ['a field that was removed', '{ me { salary } }', /Cannot query field "salary"/],
    ['an argument that was removed', '{ payments(last: 1) { nodes { id } } }', /"last"/],
    [
      'an argument of another type',
      '{ payments(first: "1") { nodes { id } } }',
      /Int cannot represent/,
    ],
    ['a type that was removed', '{ me { ... on Person { id } } }', /Unknown type "Person"/],
    [
      'what only our own processes may ask',
      '{ apiKeyGrant(id: "x", secretHash: "x") { id } }',
      /apiKeyGrant/,
    ],
    ['the schema', '{ __schema { types { name } } }', /introspection/i],
    ['more fields than there may be', `{ ${'me { id } '.repeat(11)} }`, /More than 10 fields/],
    ['no document', '{', /Syntax Error/],
  ])('a client that relies on %s is named', (_what, query, says) => {
    const { code, output } = check(['--manifests', manifestOf('northwind', document(query))])
    expect(output).toMatch(/^northwind: x1 \(x1\)/m)
    expect(output).toMatch(says)
    expect(code).toBe(1)
  })

  it('a client whose pages may be too long now is named; its variables are taken at their worst', () => {
    const query =
      'query Deep($n: Int) { payments(first: $n) { nodes { payee { payments(first: $n) { nodes { id } } } } } }'
    const folderOf = manifestOf('northwind', document(query))
    const { code, output } = check(['--manifests', folderOf])
    expect(output).toMatch(/northwind: Deep \(x1\)\n {2}The answer could hold \d+ objects/)
    expect(code).toBe(1)
    expect(check(['--manifests', folderOf], { QUERY_COST_MAX: '100000' }).code).toBe(0)
  })
})

describe('called wrongly', () => {
  it.each([
    ['an option that there is not', ['--all'], 64],
    ['a folder that there is not', ['--manifests', '/nowhere'], 64],
    ['a schema that there is not', ['--schema', '/nowhere'], 64],
    ['a manifest that is none', ['--manifests', manifestOf('northwind', '7')], 1],
  ] as const)('with %s it says so, and no more', (_what, options, exit) => {
    const { code, output } = check(options)
    expect(output).toMatch(/nowhere|--all|^northwind: /)
    expect(output).not.toMatch(/\bat \S+ \(|node:internal/)
    expect(code).toBe(exit)
  })

  it('without a gateway to ask it does not pretend that all is well', () => {
    const { code, output } = check([], {
      GATEWAY_TOKEN: 'x',
      GATEWAY_URL: 'http://127.0.0.1:1/graphql',
    })
    expect(output).toMatch(/cannot be reached/)
    expect(code).toBe(1)
  })
})

it('the guide’s partner relies on what the guide says', () => {
  const written = /<<'END'\n([\s\S]*?)\nEND/.exec(readFileSync(GUIDE, 'utf8'))?.[1] ?? ''
  expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(ACME, 'utf8')))
})
