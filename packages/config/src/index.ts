/**
 * A process's environment, declared once: read and checked at start, and the source of its documents.
 *
 * Only `config.ts` of an app, the gateway or a subgraph calls this, and only it sees `process.env`.
 */

export type { VariableGroup } from './documents.ts'
export { toEnvExample, toMarkdownTable } from './documents.ts'
export { limit, whole } from './limit.ts'
export { nodeEnvVariables } from './node-env.ts'
export { publicUrlOf, publicUrlVariables } from './public-url.ts'
export type { ConfigFault, Environment } from './read.ts'
export { ConfigError, exitOnConfigError, readConfig } from './read.ts'
export type { Values, Variable, Variables } from './variables.ts'
export { defineVariables, variable } from './variables.ts'
