import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSample, sampleKeys } from '../../../packages/verify/test/sample.ts'

const sample = newSample()
const receipt = JSON.stringify(sample.receipt)
const altered = receipt.replaceAll('"1250"', '"125000"')
const COMMAND = 'packages/verify/dist/tallystick-verify.js'

/** The Node that runs the tests and, where the machine has another, that one: the command promises Node 20 and later. */
const nodes = [process.execPath, '/usr/bin/node'].filter(
  (node, at, all) => existsSync(node) && all.indexOf(node) === at,
)

describe.each(nodes)('tallystick-verify on %s', (node) => {
  let folder: string
  let command: string

  // As it is where it was installed: one file below node_modules, with nothing of the project around it.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tallystick-verify-'))
    const installed = join(folder, 'node_modules', '@tallystick', 'verify')
    mkdirSync(installed, { recursive: true })
    writeFileSync(join(installed, 'package.json'), '{"type":"module"}')
    command = join(installed, 'tallystick-verify.js')
    copyFileSync(COMMAND, command)
    for (const [name, content] of Object.entries({
      'receipt.json': receipt,
      'altered.json': altered,
      'head.json': JSON.stringify(sample.receipt.treeHead),
      'other-head.json': JSON.stringify({ size: 13, rootHash: '0'.repeat(64) }),
      'no-head.json': '{}',
      'text.txt': 'hello',
      'large.json': ' '.repeat(5_000_000),
      'bytes.json': Buffer.of(0x22, 0xff, 0x22),
    }))
      writeFileSync(join(folder, name), content)
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (args: readonly string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(node, [command, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }

  it('proves a file and what comes in at stdin, and exits with 0', () => {
    for (const { status, stdout, stderr } of [
      run(['receipt.json']),
      run(['-'], receipt),
      run([], receipt),
    ]) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toMatch(
        /^PROVEN, IF THE KEY IS THE LEDGER'S \(tallystick-receipt\/1\)\n- The payment pay_/,
      )
      expect(stdout).toContain('12.50 USD')
      expect(stdout).toContain('was not compared with one you trust')
    }
  })

  it('says what is wrong with an altered file, and exits with 1', () => {
    for (const { status, stdout, stderr } of [run(['altered.json']), run([], altered)]) {
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/^NOT PROVEN \(NOT_IN_TREE\)\nLedger transaction 1 \(ltx_.*index 5/)
    }
  })

  it('answers in JSON when it is asked to', () => {
    const proven = run(['--json', 'receipt.json'])
    expect(JSON.parse(proven.stdout)).toMatchObject({ ok: true, isKeyTrusted: false })
    const refused = run(['altered.json', '--json'])
    expect(refused.status).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, code: 'NOT_IN_TREE', index: 0 })
  })

  it('compares key and tree head with those that are trusted', () => {
    const trusted = run(['receipt.json', `--key=${sample.publicKey}`, '--head', 'head.json'])
    expect(trusted.stdout).toMatch(/^PROVEN \(/)
    expect(trusted.stdout).toContain('The tree head is the one you trust.')
    expect(trusted.stdout).toContain('is the one you trust.')
    const another = Buffer.from(sampleKeys(8).publicKey).toString('base64url')
    expect(run(['receipt.json', `--key=${another}`])).toMatchObject({ status: 1 })
    const history = run(['receipt.json', '--head', 'other-head.json'])
    expect(history.status).toBe(1)
    expect(history.stderr).toContain('two different histories')
  })

  it.each([
    ['a file that is not there', ['nowhere.json'], /^CANNOT BE READ \(UNREADABLE\)\nnowhere.json/],
    ['a folder', ['.'], /cannot be read/],
    ['what is not JSON', ['text.txt'], /^CANNOT BE READ \(NOT_JSON\)\nLine 1, column 1/],
    ['nothing', ['-'], /the end of the file/],
    ['another file', ['head.json'], /UNKNOWN_FORMAT/],
    ['more than 4 MiB', ['large.json'], /more than 4194304 bytes/],
    ['what is not UTF-8', ['bytes.json'], /not text in UTF-8/],
    ['a trusted key that is none', ['receipt.json', '--key=abc'], /WRONG_TRUST/],
    ['a trusted head that is none', ['receipt.json', '--head=no-head.json'], /WRONG_TRUST/],
    ['an unknown option', ['--fast'], /Usage: tallystick-verify/],
    ['two files', ['receipt.json', 'altered.json'], /Name one file/],
  ])('exits with 2 for %s, and says why', (_what, args, message) => {
    const { status, stdout, stderr } = run(args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  it('explains itself', () => {
    const { status, stdout } = run(['--help'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Usage: tallystick-verify/)
  })
})
