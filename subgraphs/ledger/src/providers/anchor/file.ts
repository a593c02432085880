/**
 * The anchor in a file: one line of JSON for each head, added and never changed.
 *
 * It proves nothing while it lies beside the database: have it copied to where whoever runs the database cannot write.
 */
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { isSameHead } from './payload.ts'
import type { Anchor, AnchoredHead, HeadToAnchor } from './port.ts'

const NEWLINE = 0x0a

/** Opens the anchor on a path. File and folder are made with the first head. */
export const newFileAnchor = (path: string): Anchor => ({
  name: 'file',
  async publish(head) {
    await mkdir(dirname(path), { recursive: true })
    await repair(path)
    const { line, found } = await lastLine(path)
    if (found && isSameHead(found, head)) return { reference: toReference(line) }
    if (found && found.size >= head.size)
      throw new Error(
        `the file has a head of ${found.size} leaves, and is to hold another one of ${head.size}: the log was cut or rewritten`,
      )
    await append(path, toLine(head))
    return { reference: toReference(line + 1) }
  },
  async find(reference) {
    const wanted = Number(/^line ([1-9]\d{0,14})$/.exec(reference)?.[1])
    for await (const { line, text } of linesOf(path)) if (line === wanted) return fromLine(text)
    return undefined
  },
})

const toReference = (line: number): string => `line ${line}`

const toLine = ({ size, rootHash, publishedAt, keyId, signature, publicKey }: HeadToAnchor) =>
  `${JSON.stringify({
    size,
    rootHash: Buffer.from(rootHash).toString('hex'),
    publishedAt,
    keyId,
    signature: Buffer.from(signature).toString('base64url'),
    publicKey,
  })}\n`

function fromLine(text: string): AnchoredHead | undefined {
  try {
    const { size, rootHash } = JSON.parse(text) as Record<string, unknown>
    return Number.isSafeInteger(size) && typeof rootHash === 'string'
      ? { size: size as number, rootHash: Buffer.from(rootHash, 'hex') }
      : undefined
  } catch {
    return undefined
  }
}

/** A crash may have left half a line: nobody was told of it, so it goes. */
async function repair(path: string): Promise<void> {
  const file = await open(path, 'a+')
  try {
    let { size: end } = await file.stat()
    const byte = Buffer.alloc(1)
    const endsLine = async () =>
      (await file.read(byte, 0, 1, end - 1)).bytesRead === 1 && byte[0] === NEWLINE
    const before = end
    while (end > 0 && !(await endsLine())) end -= 1
    if (end === before) return
    await file.truncate(end)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    await file.writeFile(line)
    await file.sync()
  } finally {
    await file.close()
  }
  // The name of a new file is in its folder, which is written by itself.
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function lastLine(path: string): Promise<{ line: number; found?: AnchoredHead | undefined }> {
  let last = { line: 0, text: '' }
  for await (const each of linesOf(path)) last = each
  return { line: last.line, found: fromLine(last.text) }
}

/** The lines with their numbers, from 1; none when there is no file. */
async function* linesOf(path: string): AsyncGenerator<{ line: number; text: string }> {
  const input = createReadStream(path, 'utf8')
  try {
    let line = 0
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1
      yield { line, text }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  } finally {
    input.destroy()
  }
}
