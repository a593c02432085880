import { defineConfig } from 'vitest/config'

/** The tests that no mutant of the pure rules may survive: `npm run mutate`. */
export default defineConfig({
  test: {
    include: ['packages/money/src/**/*.test.ts', 'subgraphs/ledger/src/domain/rules/**/*.test.ts'],
  },
})
