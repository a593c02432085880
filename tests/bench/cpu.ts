import { readdirSync, readFileSync } from 'node:fs'

/** CPU time that the product has used so far, in milliseconds. */
export type CpuTime = Readonly<{ nodeMs: number; postgresMs: number }>

/** The kernel counts in ticks of a hundredth of a second (USER_HZ of Linux). */
const TICK_MS = 10

type Process = Readonly<{ pid: number; parent: number; name: string; ticks: number }>

/** Adds up the CPU time of a process and of everything below it. Linux only: it reads /proc. */
export function cpuOf(pid: number): CpuTime {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess)
  const family = new Set([pid])
  for (let grown = true; grown; ) {
    grown = false
    for (const { pid: child, parent } of all)
      if (family.has(parent) && !family.has(child)) {
        family.add(child)
        grown = true
      }
  }
  const sum = (isPostgres: boolean): number =>
    all
      .filter((each) => family.has(each.pid) && each.name.startsWith('postgres') === isPostgres)
      .reduce((total, { ticks }) => total + ticks * TICK_MS, 0)
  return { nodeMs: sum(false), postgresMs: sum(true) }
}

function readProcess(pid: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name is in brackets and may hold spaces; what follows is counted from the last bracket.
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Times of children that have ended are counted too (fields 16 and 17): a Postgres backend may come and go.
    const ticks = [11, 12, 13, 14].reduce((total, index) => total + Number(fields[index]), 0)
    return [{ pid: Number(pid), parent: Number(fields[1]), name, ticks }]
  } catch {
    return []
  }
}
