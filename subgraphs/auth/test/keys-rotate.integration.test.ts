import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type Room, SECRET } from './room.ts'

let room: Room
let dataDir: string
beforeAll(async () => {
  // By the clock of the machine, as the command goes by it.
  room = await openRoom({ now: () => new Date() })
  dataDir = mkdtempSync(join(tmpdir(), 'tallystick-keys-rotate-'))
  mkdirSync(join(dataDir, 'keys'))
  writeFileSync(join(dataDir, 'keys', 'key_encryption_secret'), `${SECRET}\n`)
})
afterAll(async () => {
  await room.close()
  rmSync(dataDir, { recursive: true })
})

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['subgraphs/auth/src/keys-rotate/main.ts', ...args], {
      env: {
        PATH: process.env['PATH'],
        AUTH_DATABASE_URL: room.databaseUrl,
        DATA_DIR: dataDir,
        ...env,
      },
    })
    const said = { out: '', err: '' }
    child.stdout.on('data', (text) => {
      said.out += text
    })
    child.stderr.on('data', (text) => {
      said.err += text
    })
    child.on('close', (code) => resolve({ code, ...said }))
  })
const kidsShown = async () => (await room.auth.jwks()).keys.map(({ kid }) => kid)

describe('npm run keys:rotate (TOK-2)', () => {
  it('makes the next key once, says when it signs, and prints its kid alone', async () => {
    const [first] = await kidsShown()
    const rotated = await run([], { SIGNING_KEY_LEAD_MINUTES: '10' })
    expect(rotated).toMatchObject({ code: 0, err: expect.stringContaining('signs from') })
    expect(await kidsShown()).toEqual([rotated.out.trim(), first])
    expect(await run([])).toMatchObject({ code: 1, out: '' })
    const now = await run(['--now'])
    expect(now).toMatchObject({ code: 0, err: expect.stringContaining(`Took back ${first}`) })
    expect(await kidsShown()).toEqual([now.out.trim()])
  }, 30_000)

  it.each([
    [['--soon'], {}, 64],
    [[], { KEY_ENCRYPTION_SECRET: 'x'.repeat(31) }, 78],
    [[], { KEY_ENCRYPTION_SECRET: 'another secret than Auth has, of no use' }, 2],
    [[], { DATA_DIR: '/nowhere' }, 2],
    [[], { SIGNING_KEY_LEAD_MINUTES: '9' }, 78],
  ])(
    'changes nothing when called with %j and %j (TOK-17)',
    async (args, env, code) => {
      const before = await kidsShown()
      const refused = await run(args, env)
      expect(refused).toMatchObject({ code, out: '' })
      expect(refused.err).not.toContain(SECRET)
      expect(await kidsShown()).toEqual(before)
    },
    30_000,
  )
})
