/** Runs its share of the histories on a thread of its own: thinking them out takes as long as doing them. */
import { parentPort, workerData } from 'node:worker_threads'
import { newHistory } from './history.ts'
import { openBench } from './model.ts'
import { newRandom } from './random.ts'

const { seeds, length, ...urls } = workerData
const bench = openBench(urls)
try {
  for (const seed of seeds) await bench.play(`history ${seed}`, newHistory(newRandom(seed), length))
} finally {
  await bench.close()
}
parentPort?.postMessage(bench.said)
