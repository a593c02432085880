import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const readme = readFileSync('README.md', 'utf8')
const page = readme.slice(readme.indexOf('## Your first payment'))
const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block]) => block ?? '',
  )

const dataDir = newDataDir()
let product: Product

beforeAll(async () => {
  product = await startProduct({ dataDir })
})

afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

/** What differs from run to run: ids, cursors, times. */
const masked = (text: string): string =>
  text
    .replace(/\b(acc|pay|ltx|usr|ent)_[0-9a-hjkmnp-tv-z]{26}/g, '$1_…')
    .replace(/"cursor":"[^"]+"/g, '"cursor":"…"')
    .replace(/^:.*\n/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim()

describe('the README', () => {
  it('leads to a first payment by copy and paste, with the output that it shows', () => {
    const steps = blocksOf(page, 'sh').map((step) => `${step}\necho '--- end of step'`)
    const folder = mkdtempSync(join(tmpdir(), 'tallystick-readme-'))
    const script = steps
      .join('\n')
      .replaceAll('http://127.0.0.1:4000', new URL(product.url).origin)
      .replaceAll('node packages/', `node ${process.cwd()}/packages/`)
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    const outputs = stdout.split('--- end of step').slice(0, -1)
    const shown = [...page.matchAll(/^```(?:json|text)\n([\s\S]*?)^```/gm)].map(
      ([, block]) => block ?? '',
    )
    expect({ outputs: outputs.map(masked), stderr }).toEqual({
      outputs: shown.slice(0, outputs.length).map(masked),
      stderr: '',
    })
  }, 60_000)

  it('leads on to a payment that is held, captured and refunded (PAY-4, PAY-7)', () => {
    const howTo = readFileSync('docs/how-to/ask-hold-and-refund.md', 'utf8')
    const script = blocksOf(howTo, 'sh')
      .join('\n')
      .replaceAll('http://127.0.0.1:4000', new URL(product.url).origin)
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const answers = [...stdout.matchAll(/\{"data":.*?\}(?=\s*\{"data"|\s*$)/g)].map(([text]) =>
      JSON.parse(text),
    )
    expect(answers.map(({ data }) => Object.values(data)[0])).toMatchObject([
      { payment: { status: 'PENDING' } },
      { payment: { status: 'AUTHORIZED' } },
      { payment: { status: 'COMPLETED', captured: { formatted: '$30.00' } } },
      {
        payment: {
          kind: 'REFUND',
          status: 'COMPLETED',
          refundOf: { status: 'PARTIALLY_REFUNDED', refundable: { formatted: '$20.00' } },
        },
      },
    ])
  }, 60_000)

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const pages = ['README.md', 'docs/how-to/run-distributed.md', 'docs/operating/books.md']
    const named = pages.flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/npm (?:run )?(start|test|(?<=run )[a-z:-]+)/g),
    ])
    expect(named.length).toBeGreaterThan(5)
    expect(named.map(([, name]) => name ?? '').filter((name) => !(name in scripts))).toEqual([])
  })

  it('runs `npm start` from scratch to the ready line, and stops on a signal', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const data = newDataDir()
    const command = `${scripts.start} > out.txt & started=$!
      for _ in $(seq 600); do grep -q '^Tallystick ready' out.txt && break; sleep 0.1; done
      kill -TERM $started; wait $started; echo "ended with $?"; cat out.txt; rm out.txt`
    const run = spawnSync('bash', ['-c', command], {
      encoding: 'utf8',
      env: { ...process.env, PORT: '0', INTERNAL_PORT: '0', DATA_DIR: data },
    })
    removeDataDir(data)
    expect(run.stdout).toMatch(/^ended with 0$/m)
    expect(run.stdout).toMatch(/^Tallystick ready at http:\/\/127\.0\.0\.1:\d+\/graphql$/m)
  }, 120_000)

  it('measures with `npm run bench`, and verifies with `npm run verify-books`', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const run = (command: string, env: Record<string, string> = {}) =>
      spawnSync('bash', ['-c', command], { encoding: 'utf8', env: { ...process.env, ...env } })
    const quick = '--seconds 1 --warmup 0 --callers 2 --modes embedded'
    const bench = run(`${scripts.bench} ${quick}`)
    expect(bench.stdout).toMatch(/^\| embedded \| sendMoney \| \d+ \|.*\| 0 \|$/m)
    expect(bench.status).toBe(0)
    // Beside the running product, as an operator would.
    const books = run(scripts['verify-books'], { DATA_DIR: dataDir })
    expect(books.stdout).toContain('I8')
    expect(books.status).toBe(0)
  }, 120_000)

  it('makes a person an administrator with `npm run admin:grant`, beside the running product', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const grant = (email: string) =>
      spawnSync('bash', ['-c', `${scripts['admin:grant']} ${email}`], {
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: dataDir },
      })
    expect(grant('vera@demo.test')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Vera Rubin \(usr_\w+\) is an administrator/),
    })
    expect(grant('nobody@demo.test')).toMatchObject({
      status: 1,
      stderr: 'Nothing was changed: nobody active has signed up as nobody@demo.test\n',
    })
  }, 60_000)

  it('shows a layout in which every folder exists', () => {
    const folders = [...readme.matchAll(/^([a-z]+)\/ {2,}/gm)].map(([, name]) => name ?? '')
    expect(folders.length).toBeGreaterThan(5)
    expect(folders.filter((name) => !existsSync(name))).toEqual([])
  })
})
