import { z } from 'zod'
import type { Means } from '../domain/means.ts'
import { importUser } from '../domain/passwords/import-user.ts'

/** What a line says of a person. */
const person = z.strictObject({
  email: z.string(),
  name: z.string(),
  username: z.string().nullable().default(null),
  emailVerified: z.boolean().default(false),
  passwordHash: z.string(),
})

/** A line that brought nobody. It does not quote the line: that holds an address and a hash. */
export type LineRefused = Readonly<{ line: number; code: string }>

/** What a file came to. */
export type Imported = Readonly<{ imported: number; refused: readonly LineRefused[] }>

/**
 * Takes over the people of a file: one JSON object a line, empty lines left out.
 *
 * Each line is taken or refused by itself, so a file may be given again: who is here already is refused as EMAIL_TAKEN.
 */
export async function importPeople(
  lines: AsyncIterable<string> | Iterable<string>,
  means: Pick<Means, 'outbox' | 'now' | 'cause'>,
): Promise<Imported> {
  let line = 0
  let imported = 0
  const refused: LineRefused[] = []
  for await (const text of lines) {
    line += 1
    if (text.trim() === '') continue
    const code = await importLine(text, means)
    if (code === undefined) imported += 1
    else refused.push({ line, code })
  }
  return { imported, refused }
}

async function importLine(
  text: string,
  means: Pick<Means, 'outbox' | 'now' | 'cause'>,
): Promise<string | undefined> {
  const said = person.safeParse(parse(text))
  if (!said.success) return 'MALFORMED'
  const result = await importUser(means, said.data)
  return result.ok ? undefined : result.refusal.code
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
