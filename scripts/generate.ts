/** `npm run generate`: writes every generated file anew. Run it after a change of a schema, a variable or an event. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type GeneratedFile, otherFiles, schemaFiles } from './generated.ts'

for (const make of [schemaFiles, otherFiles]) for (const file of await make()) write(file)

function write({ path, content }: GeneratedFile): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  console.log(path)
}
