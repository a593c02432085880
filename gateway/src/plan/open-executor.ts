import './telemetry-off.ts'
import type { ExecutorOptions, SupergraphExecutor } from './executor.ts'
import { newFastExecutor } from './fast/executor.ts'

/** Loads the supergraph and plans for it. @throws when it cannot be loaded or a subgraph has no door */
export async function newSupergraphExecutor(options: ExecutorOptions): Promise<SupergraphExecutor> {
  if (options.executor !== 'stock') return newFastExecutor(options)
  // Loaded only when asked for: it brings an HTTP client and a tracer along.
  const { newStockExecutor } = await import('./stock/executor.ts')
  return await newStockExecutor(options)
}
