/**
 * JSON, read strictly: what `JSON.parse` lets pass can mean one thing to a person and another to a program.
 *
 * Refused are a name that comes twice in an object, any number that is not a plain integer from 0 to 2^53 - 1, half a
 * surrogate pair, and depth without end.
 */
import { isWellFormed } from './encode.ts'
import { quoted, refuse } from './verdict.ts'

/** What a file may hold. Objects have no prototype. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** An object of a file. */
export type JsonObject = { readonly [name: string]: Json }

/** The longest text that is read, in characters. */
export const TEXT_MAX = 4 * 1024 * 1024

const DEPTH_MAX = 16
const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?[0-9][0-9.eE+-]*/y
const INTEGER = /^(?:0|[1-9][0-9]{0,15})$/
const WORD = /true|false|null/y

type Cursor = { readonly text: string; at: number }

/** Reads a text, or a value as `JSON.parse` gives it. Refuses everything else. */
export function readJson(input: unknown): Json {
  const text = typeof input === 'string' ? input : textOf(input)
  if (text.length > TEXT_MAX) refuse('TOO_LARGE', `The file has more than ${TEXT_MAX} characters.`)
  const cursor = { text, at: 0 }
  const value = readValue(cursor, 0)
  taken(cursor, SPACE)
  if (cursor.at < text.length) syntax(cursor, 'something after the end of the value')
  return value
}

/** Written out and read anew, a value has no getters, prototypes or cycles left to trip over. */
function textOf(input: unknown): string {
  try {
    const text: unknown = JSON.stringify(input)
    if (typeof text === 'string') return text
  } catch {
    // A cycle or a bigint: no JSON, as below.
  }
  return refuse('NOT_JSON', 'This is not JSON.')
}

function readValue(cursor: Cursor, depth: number): Json {
  taken(cursor, SPACE)
  const first = cursor.text.charAt(cursor.at)
  if (depth > DEPTH_MAX) syntax(cursor, 'too many values inside each other')
  if (first === '{') return readObject(cursor, depth)
  if (first === '[') return readList(cursor, depth)
  if (first === '"') return readString(cursor)
  const word = taken(cursor, WORD)
  if (word !== undefined) return JSON.parse(word)
  return readNumber(cursor)
}

function readObject(cursor: Cursor, depth: number): JsonObject {
  const object: Record<string, Json> = Object.create(null)
  cursor.at += 1
  if (isNext(cursor, '}')) return object
  do {
    taken(cursor, SPACE)
    if (cursor.text.charAt(cursor.at) !== '"') syntax(cursor, 'no name of a field')
    const name = readString(cursor)
    if (Object.hasOwn(object, name)) syntax(cursor, `the field ${quoted(name)} a second time`)
    if (!isNext(cursor, ':')) syntax(cursor, 'no colon after the name of a field')
    object[name] = readValue(cursor, depth + 1)
  } while (isNext(cursor, ','))
  if (!isNext(cursor, '}')) syntax(cursor, 'neither a comma nor the end of the object')
  return object
}

function readList(cursor: Cursor, depth: number): Json[] {
  const list: Json[] = []
  cursor.at += 1
  if (isNext(cursor, ']')) return list
  do list.push(readValue(cursor, depth + 1))
  while (isNext(cursor, ','))
  if (!isNext(cursor, ']')) syntax(cursor, 'neither a comma nor the end of the list')
  return list
}

function readString(cursor: Cursor): string {
  const start = cursor.at
  let end = start + 1
  // Not by a pattern: over megabytes of text it runs out of stack.
  for (; end < cursor.text.length && cursor.text.charAt(end) !== '"'; end += 1)
    if (cursor.text.charAt(end) === '\\') end += 1
  const value = textIn(cursor.text.slice(start, end + 1))
  if (value === undefined) return syntax(cursor, 'a text that does not end or is not well-formed')
  if (!isWellFormed(value)) return syntax(cursor, 'a text with half a surrogate pair')
  cursor.at = end + 1
  return value
}

function textIn(literal: string): string | undefined {
  try {
    return JSON.parse(literal)
  } catch {
    return
  }
}

function readNumber(cursor: Cursor): number {
  const literal = taken(cursor, NUMBER)
  if (literal === undefined)
    return syntax(cursor, cursor.at < cursor.text.length ? 'no value' : 'the end of the file')
  const value = Number(literal)
  if (INTEGER.test(literal) && Number.isSafeInteger(value)) return value
  return refuse(
    'WRONG_VALUE',
    `${placeOf(cursor)}: ${quoted(literal)} is not a plain integer from 0 to 2^53 - 1.`,
  )
}

/** Takes what the sticky pattern finds here. */
function taken(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)?.[0]
  if (found !== undefined) cursor.at += found.length
  return found
}

function isNext(cursor: Cursor, mark: string): boolean {
  taken(cursor, SPACE)
  if (cursor.text.charAt(cursor.at) !== mark) return false
  cursor.at += 1
  return true
}

const syntax = (cursor: Cursor, found: string): never =>
  refuse('NOT_JSON', `${placeOf(cursor)}: ${found}. The file is not JSON as it must be.`)

function placeOf({ text, at }: Cursor): string {
  const before = text.slice(0, at).split('\n')
  return `Line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
