/** The cases there are, by name. */
import { setTimeout as pause } from 'node:timers/promises'
import { FAILPOINTS, type Failpoint } from '@tallystick/failpoints'
import { sources, textOf } from '../../tidy/tree.ts'
import { OPERATIONS } from './operations.ts'
import { type Case, diceFor, type Run } from './run.ts'
import { drawKills, drawPoisons } from './schedule.ts'

/** What `--case` takes. */
export const CASE_NAMES = ['kills', 'network', 'failpoints'] as const

/** The name of a group of cases. */
export type CaseName = (typeof CASE_NAMES)[number]

/** Which process passes a failpoint first, and which kinds of payments lead there. */
type Passing = Readonly<{ owner: string; kinds: readonly string[] | 'ALL' }>

const BY_PROVIDER = ['TOP_UP', 'PAYOUT', 'REFUND'] as const

/** A kind that `OPERATIONS` does not make yet is not tried. */
const PASSINGS: Readonly<Record<Failpoint, Passing>> = {
  'idem.reserved': { owner: 'payments', kinds: 'ALL' },
  'risk.decided': { owner: 'payments', kinds: 'ALL' },
  'hold.posted.before_commit': { owner: 'payments', kinds: ['PURCHASE', 'PAYOUT', 'REFUND'] },
  'hold.posted.after_commit': { owner: 'payments', kinds: ['PURCHASE'] },
  'psp.before_call': { owner: 'payments', kinds: BY_PROVIDER },
  'psp.after_call_before_save': { owner: 'payments', kinds: BY_PROVIDER },
  'capture.before_commit': { owner: 'payments', kinds: ['PURCHASE'] },
  'capture.after_commit_before_reply': { owner: 'payments', kinds: ['PURCHASE'] },
  'outbox.claimed': { owner: 'worker', kinds: 'ALL' },
  'outbox.published_before_mark': { owner: 'worker', kinds: 'ALL' },
  'webhook_in.stored_before_ack': { owner: 'payments', kinds: BY_PROVIDER },
  'webhook_in.applied_before_mark': { owner: 'worker', kinds: BY_PROVIDER },
  'webhook_out.sent_before_mark': { owner: 'worker', kinds: 'ALL' },
  'chain.sealed_before_commit': { owner: 'worker', kinds: 'ALL' },
}

/** So long a failpoint is waited for, in milliseconds, and so long the load goes on behind it. */
const REACH_MS = 30_000
const AFTER_MS = 8_000

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
        kindsThatMeet(failpoint).map((kind) => killAt(run, failpoint, kind)),
      )
  }
}

/** A failpoint that no source has is nobody's to reach. */
const placedFailpoints = (): Failpoint[] => {
  // The package itself explains them by an example.
  const text = sources
    .filter((path) => !path.startsWith('packages/failpoints/'))
    .map(textOf)
    .join('\n')
  return FAILPOINTS.filter((name) => text.includes(`await failpoint('${name}')`))
}

const kindsThatMeet = (failpoint: Failpoint): string[] => {
  const { kinds } = PASSINGS[failpoint]
  const made = [...new Set(OPERATIONS.map(({ kind }) => kind))]
  return made.filter((kind) => kinds === 'ALL' || kinds.includes(kind))
}

/** What has to be there before: only a top-up can be given back by a provider. */
const isFor = (kind: string, name: string): boolean =>
  kind === 'REFUND' && name === 'topUpAccount that succeeds'

function killAt(run: Run, failpoint: Failpoint, kind: string): Case {
  const owner = run.topology.processes.get(PASSINGS[failpoint].owner)
  if (!owner) throw new Error(`nobody passes ${failpoint}`)
  return {
    name: `${failpoint}-${kind}`,
    lastsMs: AFTER_MS,
    faults: [],
    operations: OPERATIONS.filter((each) => each.kind === kind || isFor(kind, each.name)),
    async during(journal) {
      const before = owner.deaths()
      // A process may meet its failpoint before it says that it serves.
      await owner.restartWith({ FAILPOINT: `${failpoint}:kill9` })
      const deadline = Date.now() + REACH_MS
      while (owner.deaths() === before && Date.now() < deadline) await pause(20)
      const isKilled = owner.deaths() > before
      journal.add({ failpoint, victim: owner.name, isKilled })
      if (isKilled) {
        const kill = { at: Date.now(), victim: owner.name }
        await pause(AFTER_MS)
        return { kills: [kill], problems: [] }
      }
      // A failpoint that is not met proves nothing, and is not left armed.
      await owner.restartWith({})
      return { kills: [], problems: [`${failpoint} was not reached in ${REACH_MS / 1_000} s`] }
    },
  }
}
