/** Operations to compare executors by. */
import { readdirSync, readFileSync } from 'node:fs'
import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql'
import { inventOperation } from './invent.ts'

const here = (path: string) => new URL(path, import.meta.url)
/** What stands between quotes or backticks and has a brace in it. */
const QUOTED = /[`']([^`']*\{[^`']*)[`']/g

/** Every text in examples and tests that is one operation of the schema. */
export function harvest(schema: GraphQLSchema): string[] {
  const texts = readdirSync(here('../../examples/'))
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(here(`../../examples/${file}`), 'utf8'))
  for (const folder of ['../../../tests/e2e/', '../'])
    for (const file of readdirSync(here(folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue
      const source = readFileSync(here(folder + file), 'utf8')
      for (const [, quoted = ''] of source.matchAll(QUOTED)) texts.push(quoted)
    }
  return [...new Set(texts)].filter((text) => isValid(schema, text))
}

/** Invents so many valid operations of every kind. */
export function invent(schema: GraphQLSchema, count: number): string[] {
  const texts: string[] = []
  for (let seed = 1; texts.length < count; seed += 1) {
    const kind = seed % 5 === 0 ? 'mutation' : seed % 7 === 0 ? 'subscription' : 'query'
    const text = inventOperation(schema, kind, seed)
    if (isValid(schema, text)) texts.push(text)
  }
  return texts
}

function isValid(schema: GraphQLSchema, text: string): boolean {
  try {
    const document = parse(text)
    return getOperationAST(document) !== null && validate(schema, document).length === 0
  } catch {
    return false
  }
}
