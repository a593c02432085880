/**
 * What the five subgraphs have in common: one schema builder, one context, one way to fail, and two doors.
 */
export type { SubgraphContext } from './context.ts'
export {
  badInput,
  type FailedRequest,
  forbidden,
  maskError,
  notFound,
  overloaded,
  unauthenticated,
} from './errors.ts'
export { type Served, type ServeOptions, serveSubgraph } from './serve.ts'
export { newSubgraph, type Subgraph, type SubgraphOptions } from './subgraph.ts'
export { type MaySee, newIsVisible, toViewer, type Viewer } from './visibility.ts'
