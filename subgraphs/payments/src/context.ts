import type { SubgraphContext } from '@tallystick/subgraph-server'
import type { Parts } from './domain/parts.ts'
import type { Loaders } from './resolvers/loaders.ts'

/** What every resolver of Payments is handed, made anew for each operation and each event. */
export type Context = SubgraphContext & Readonly<{ parts: Parts; loaders: Loaders }>
