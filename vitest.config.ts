import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/.data/**']

/**
 * Our sources would load graphql's ES module and its dependents the CommonJS one; each refuses the other's schemas
 * ("not an instance of GraphQLSchema"). Everyone gets the CommonJS one.
 */
const oneGraphql = {
  find: /^graphql$/,
  replacement: createRequire(import.meta.url).resolve('graphql'),
}

/** Tests are told apart by file name: `npm test -- --project unit`. */
export default defineConfig({
  resolve: { alias: [oneGraphql] },
  test: {
    // On two cores the default is one file after the other, while most of a file's time is spent waiting for a server.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // A worker keeps what it has loaded for its next file: tests replace no modules, and put back what they change.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.{integration,e2e,tidy}.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude: ignored,
          globalSetup: ['db/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/{e2e,faults}/**/*.e2e.test.ts'],
          exclude: ignored,
          globalSetup: ['tests/kit/data-template.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'tidy',
          include: ['tests/tidy/**/*.tidy.test.ts'],
          exclude: ignored,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
