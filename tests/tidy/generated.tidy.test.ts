import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type GeneratedFile, otherFiles, schemaFiles } from '../../scripts/generated.ts'
import { textOf } from './tree.ts'

const stale = (files: readonly GeneratedFile[]): string[] =>
  files
    .filter(({ path, content }) => !existsSync(path) || textOf(path) !== content)
    .map(({ path }) => `${path}: run npm run generate`)

describe('generated files', () => {
  it('hold the supergraph that the subgraphs compose to today (SUP-2)', async () => {
    expect(stale(await schemaFiles())).toEqual([])
  })

  it('hold the types, the documents and the references of today', async () => {
    const files = await otherFiles()
    expect(files.length).toBeGreaterThan(8)
    expect(stale(files)).toEqual([])
  })
})
