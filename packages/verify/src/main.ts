/**
 * `tallystick-verify`: verifies a file of the tally log, or what comes in at stdin.
 *
 * Ends with 0 when it is proven, 1 when it is not, and 2 when there was nothing to judge.
 */
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Proof, verifyAny } from './any.ts'
import { readTrustedHead } from './trusted-head.ts'
import type { NotProven, RefusalCode, Trust } from './verdict.ts'

const USAGE = `Usage: tallystick-verify [file|-] [--key=<base64url>] [--head=<file>] [--json]

Verifies a receipt, a tree head, a consistency proof or a proof of liabilities, with no network.

  file          what to verify; - or nothing reads it from stdin
  --key=KEY     the ledger's public key that you trust, 43 characters of base64url
  --head=FILE   a tree head that you trust, or a file that holds one
  --json        print the answer as JSON

Exit code: 0 proven, 1 not proven, 2 cannot be read.
`

const BYTES_MAX = 4 * 1024 * 1024
/** Refusals of what could not be judged at all, unlike a file that says something wrong. */
const UNREADABLE: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'TOO_LARGE',
  'NOT_JSON',
  'UNKNOWN_FORMAT',
  'WRONG_TRUST',
  'NO_CRYPTO',
])

type Answer = Proof | NotProven | Readonly<{ ok: false; code: 'UNREADABLE'; message: string }>
type Options = Readonly<{ key?: string; head?: string; json?: boolean }>

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      head: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}

async function answerTo(name: string, { key, head }: Options): Promise<Answer> {
  const text = await readText(name)
  if (typeof text !== 'string') return text
  const trust = head === undefined ? undefined : await readHead(head)
  if (trust && !trust.ok) return trust
  return await verifyAny(text, { publicKey: key, treeHead: trust?.treeHead })
}

async function readHead(
  name: string,
): Promise<
  Readonly<{ ok: true; treeHead: NonNullable<Trust['treeHead']> }> | Exclude<Answer, Proof>
> {
  const text = await readText(name)
  return typeof text === 'string' ? await readTrustedHead(text) : text
}

async function readText(name: string): Promise<string | Exclude<Answer, Proof>> {
  const title = name === '-' ? 'stdin' : name
  const problem = (message: string) => ({ ok: false, code: 'UNREADABLE', message }) as const
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of name === '-' ? process.stdin : createReadStream(name)) {
      chunks.push(chunk)
      size += chunk.length
      if (size > BYTES_MAX) return problem(`${title} has more than ${BYTES_MAX} bytes.`)
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (cause) {
    if (cause instanceof TypeError) return problem(`${title} is not text in UTF-8.`)
    return problem(`${title} cannot be read: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function shown(answer: Answer): string {
  if (!answer.ok) {
    const title = exitCodeOf(answer) === 2 ? 'CANNOT BE READ' : 'NOT PROVEN'
    return `${title} (${answer.code})\n${answer.message}\n`
  }
  const lines = [...answer.facts, '', ...answer.basis]
  const title = answer.isKeyTrusted ? 'PROVEN' : "PROVEN, IF THE KEY IS THE LEDGER'S"
  return `${title} (${answer.format})\n${lines.map((line) => (line ? `- ${line}` : '')).join('\n')}\n`
}

function exitCodeOf(answer: Answer): number {
  if (answer.ok) return 0
  return answer.code === 'UNREADABLE' || UNREADABLE.has(answer.code) ? 2 : 1
}

async function main(): Promise<number> {
  let given: ReturnType<typeof readArguments>
  try {
    given = readArguments()
    if (given.positionals.length > 1) throw new Error('Name one file.')
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`)
    return 2
  }
  if (given.values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const answer = await answerTo(given.positionals[0] ?? '-', given.values)
  const isJson = given.values.json === true
  const out = answer.ok || isJson ? process.stdout : process.stderr
  out.write(isJson ? `${JSON.stringify(answer, null, 2)}\n` : shown(answer))
  return exitCodeOf(answer)
}

process.exitCode = await main()
