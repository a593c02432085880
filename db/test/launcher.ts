/** A process that runs a database until it is killed: `node launcher.ts <dataDir>`. Prints one line of JSON. */
import { startPostgres } from '../src/postgres/index.ts'

const [, , dataDir = ''] = process.argv
try {
  const { url, port, pid, adopted } = await startPostgres({ dataDir })
  console.log(JSON.stringify({ url, port, pid, adopted }))
  setInterval(() => {}, 60_000)
} catch (fault) {
  console.log(JSON.stringify({ refused: String(fault) }))
}
