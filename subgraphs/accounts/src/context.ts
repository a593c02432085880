import type { SubgraphContext } from '@tallystick/subgraph-server'
import type { Means } from './domain/means.ts'
import type { Loaders } from './resolvers/loaders.ts'

/** What every resolver of Accounts is handed, made anew for each request. */
export type Context = SubgraphContext & Means & Readonly<{ loaders: Loaders }>
