import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SubgraphName } from '../src/index.ts'

/** A folder of migrations of a test's own, in drizzle-kit's form. */
export function newMigrationsFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-migrations-'))
  return {
    folder,
    /** Replaces a subgraph's migrations; each is dated one second after the one before it, from `since`. */
    write(name: SubgraphName, texts: readonly string[], since = 1_000_000) {
      mkdirSync(join(folder, name, 'meta'), { recursive: true })
      const entries = texts.map((text, idx) => {
        const tag = `000${idx}_step`
        writeFileSync(join(folder, name, `${tag}.sql`), text)
        return { idx, version: '7', when: since + idx * 1000, tag, breakpoints: true }
      })
      const journal = { version: '7', dialect: 'postgresql', entries }
      writeFileSync(join(folder, name, 'meta/_journal.json'), JSON.stringify(journal))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
