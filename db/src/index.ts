/** How code reaches Postgres: one pool for each subgraph, opened as that subgraph's own role. */
export { constraintOf } from './constraint.ts'
export { type Database, type Db, openDatabase, type Tx } from './database.ts'
export { SUBGRAPHS, type SubgraphName } from './subgraphs.ts'
