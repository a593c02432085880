/** The cases there are, by name. */
import { setTimeout as pause } from 'node:timers/promises'
import { FAILPOINTS, type Failpoint } from '@tallystick/failpoints'
import { sources, textOf } from '../../tidy/tree.ts'
import { OPERATIONS, type Operation } from './operations.ts'
import type { Kill } from './recovery.ts'
import { type Case, diceFor, type Run } from './run.ts'
import { drawKills, drawPoisons } from './schedule.ts'

/** What `--case` takes. */
export const CASE_NAMES = ['kills', 'network', 'failpoints'] as const

/** The name of a group of cases. */
export type CaseName = (typeof CASE_NAMES)[number]

/** The process that passes each failpoint first. */
const OWNERS: Readonly<Record<Failpoint, string>> = {
  'idem.reserved': 'payments',
  'risk.decided': 'payments',
  'hold.posted.before_commit': 'payments',
  'hold.posted.after_commit': 'payments',
  'psp.before_call': 'payments',
  'psp.after_call_before_save': 'payments',
  'capture.before_commit': 'payments',
  'capture.after_commit_before_reply': 'payments',
  'outbox.claimed': 'worker',
  'outbox.published_before_mark': 'worker',
  'webhook_in.stored_before_ack': 'payments',
  'webhook_in.applied_before_mark': 'worker',
  'webhook_out.sent_before_mark': 'worker',
  'chain.sealed_before_commit': 'worker',
}

/** So long a failpoint is waited for, in milliseconds, and so long the load goes on behind it. */
const REACH_MS = 20_000
const AFTER_MS = 3_000

/** The cases of a group. `lastsMs` is how long those of chance last. */
export function casesOf(name: CaseName, run: Run, lastsMs: number): Case[] {
  switch (name) {
    case 'kills':
      return [
        {
          name,
          lastsMs,
          faults: drawKills(diceFor(run.seed, name), [...run.topology.victims.keys()], lastsMs),
          operations: OPERATIONS,
        },
      ]
    case 'network':
      return [
        {
          name,
          lastsMs,
          faults: drawPoisons(diceFor(run.seed, name), [...run.topology.proxies.keys()], lastsMs),
          operations: OPERATIONS,
        },
      ]
    case 'failpoints':
      return placedFailpoints().flatMap((failpoint) =>
        kindsOf(OPERATIONS).map((kind) => killAt(run, failpoint, kind)),
      )
  }
}

/** A failpoint that no source has is nobody's to reach. */
const placedFailpoints = (): Failpoint[] => {
  const text = sources.map(textOf).join('\n')
  return FAILPOINTS.filter((name) => text.includes(`await failpoint('${name}')`))
}

const kindsOf = (operations: readonly Operation[]): string[] => [
  ...new Set(operations.map(({ kind }) => kind)),
]

function killAt(run: Run, failpoint: Failpoint, kind: string): Case {
  const owner = run.topology.processes.get(OWNERS[failpoint])
  if (!owner) throw new Error(`nobody passes ${failpoint}`)
  return {
    name: `${failpoint}-${kind}`,
    lastsMs: AFTER_MS,
    faults: [],
    operations: OPERATIONS.filter((each) => each.kind === kind),
    async during(journal): Promise<Kill[]> {
      const before = owner.deaths()
      await owner.restartWith({ FAILPOINT: `${failpoint}:kill9` })
      const pid = owner.pid()
      const deadline = Date.now() + REACH_MS
      while (owner.deaths() === before && Date.now() < deadline) await pause(20)
      const isKilled = owner.deaths() > before
      journal.add({ failpoint, pid, isKilled })
      if (!isKilled) {
        // It is not left armed, and a failpoint that is not met proves nothing.
        await owner.restartWith({})
        throw new Error(`${failpoint} was not reached by ${kind} within ${REACH_MS / 1_000} s`)
      }
      const kill = { at: Date.now(), victim: owner.name, pid }
      await pause(AFTER_MS)
      return [kill]
    },
  }
}
