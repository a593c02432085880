/**
 * `npm run bench`: first numbers, in both ways to run, on this machine.
 *
 * Load is a closed loop of callers on loopback, each with a session of its own, after a warm-up; CPU is what the kernel
 * counted for the product's processes, the load generator's excluded. Numbers of different machines do not compare.
 *
 *   npm run bench -- --seconds 10 --callers 32 --modes embedded,distributed
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Mode, newDataDir, removeDataDir, startProduct } from '../kit/product.ts'
import { type CpuTime, cpuOf } from './cpu.ts'
import { type Load, runLoad } from './load.ts'
import { newCallers, operations } from './operations.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    warmup: { type: 'string', default: '4' },
    callers: { type: 'string', default: '32' },
    modes: { type: 'string', default: 'embedded,distributed' },
  },
})
const seconds = Number(values.seconds)
const callers = Number(values.callers)

type Row = Readonly<{ mode: Mode; what: string; load: Load; cpu: CpuTime }>

const rows: Row[] = []
const starts: string[] = []
for (const mode of values.modes.split(',') as Mode[]) rows.push(...(await benchMode(mode)))

console.log(`\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`)
console.log(`${callers} callers, ${seconds} s each after ${values.warmup} s of warm-up\n`)
console.log(
  '| | operation | requests/s | p50 | p95 | Node CPU/request | PostgreSQL CPU/request | errors |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const { mode, what, load, cpu } of rows)
  console.log(
    `| ${mode} | ${what} | ${(load.count / load.seconds).toFixed(0)} | ${ms(load.p50)} | ${ms(load.p95)} | ${ms(cpu.nodeMs / load.count)} | ${ms(cpu.postgresMs / load.count)} | ${load.errors} |`,
  )
console.log(`\n${starts.join('\n')}`)
if (rows.some(({ load }) => load.errors > 0)) process.exitCode = 1

async function benchMode(mode: Mode): Promise<Row[]> {
  const dataDir = newDataDir()
  // The first start makes the database; the second finds it.
  const cold = await startProduct({ mode, dataDir })
  await cold.stop()
  const product = await startProduct({ mode, dataDir })
  starts.push(
    `Start to the ready line, ${mode}: ${ms(cold.readyMs)} with a new data folder, ${ms(product.readyMs)} with an existing one.`,
  )
  const found: Row[] = []
  try {
    const ready = await newCallers(product.url, callers)
    for (const [what, newRequest] of Object.entries(operations)) {
      console.error(`${mode}: ${what} …`)
      await runLoad({
        url: product.url,
        callers: ready,
        seconds: Number(values.warmup),
        newRequest,
      })
      const before = cpuOf(product.pid)
      const load = await runLoad({ url: product.url, callers: ready, seconds, newRequest })
      const after = cpuOf(product.pid)
      const cpu = {
        nodeMs: after.nodeMs - before.nodeMs,
        postgresMs: after.postgresMs - before.postgresMs,
      }
      found.push({ mode, what, load, cpu })
    }
  } finally {
    await product.stop()
    removeDataDir(dataDir)
  }
  return found
}

function ms(value: number): string {
  return value >= 1000
    ? `${(value / 1000).toFixed(2)} s`
    : `${value.toFixed(value < 10 ? 2 : 0)} ms`
}
