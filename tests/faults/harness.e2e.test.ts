import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Loose } from '../kit/client.ts'
import { casesOf } from './harness/cases.ts'
import { gatherEvidence } from './harness/evidence.ts'
import type { Life } from './harness/load.ts'
import { OPERATIONS } from './harness/operations.ts'
import { makePeople, PASSWORD } from './harness/people.ts'
import type { Kill } from './harness/recovery.ts'
import { type CaseResult, diceFor, type Happened, type Run, runCase } from './harness/run.ts'
import { drawKills, drawPoisons } from './harness/schedule.ts'
import { startTopology, type Topology } from './harness/topology.ts'

/** A minute of what `npm run faults` does for ten. */
const SEED = 7
const PASSED = {
  gaveUp: 0,
  evidence: { violations: [], lost: [], twice: [] },
  quiet: { isQuiet: true },
}

const acksOf = (name: string): Loose[] =>
  readFileSync(join(folder, `acks-${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => (line ? JSON.parse(line) : []))

/** Waits until so many more payments were accepted than at this moment. */
async function moreAccepted(count: number): Promise<void> {
  const accepted = () => acksOf('three-kills').filter(({ kind }) => kind === 'ACCEPTED').length
  const target = accepted() + count
  while (accepted() < target) await pause(50)
}

/** How soon service is back is judged where nothing else runs on the machine. */
const problemsOf = ({ problems }: CaseResult): string[] =>
  problems.filter((each) => !each.startsWith('service was back'))

let folder: string
let topology: Topology
let run: Run
const said: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-faults-'))
  chmodSync(folder, 0o711)
  topology = await startTopology(folder, diceFor(SEED, 'proxies'))
  run = {
    topology,
    people: await makePeople(topology.graphqlUrl, 4),
    folder,
    seed: SEED,
    paymentRate: 8,
    readRate: 4,
    watchers: 4,
    say: (line) => said.push(line),
  }
})

afterAll(async () => {
  await topology?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('loses nothing and does nothing twice when payments, gateway and PostgreSQL are killed under load (P-03, P-09, P-12, F-02)', async () => {
  // Not by the clock: however slow the machine is, clients pay before, between and after.
  const during = async (): Promise<Happened> => {
    const kills: Kill[] = []
    await moreAccepted(5)
    for (const name of ['payments', 'gateway', 'postgres']) {
      const victim = topology.victims.get(name)
      expect(victim?.kill()).toBe(true)
      kills.push({ at: Date.now(), victim: name })
      await victim?.serving()
      await moreAccepted(10)
    }
    return { kills, problems: [] }
  }
  const each = { name: 'three-kills', lastsMs: 0, faults: [], operations: OPERATIONS, during }
  const result = await runCase(run, each)
  expect(result).toMatchObject(PASSED)
  expect(problemsOf(result)).toEqual([])
  expect(result.kills.map(({ victim }) => victim)).toEqual(['payments', 'gateway', 'postgres'])
  expect(result.payments.completed).toBeGreaterThan(20)
  expect(said.at(-1)).toMatch(/^(PASS|FAIL) {2}three-kills: \d+ accepted/)
})

it('loses nothing when answers are lost between gateway and Payments, and between Payments and PostgreSQL (F-35, F-36)', async () => {
  const lost = { kind: 'drop-after-upstream', bytes: 1 } as const
  const faults = (['payments', 'postgres'] as const).map((proxy, index) => ({
    kind: 'POISON' as const,
    atMs: 500 + 2_000 * index,
    proxy,
    toxic: lost,
    direction: 'DOWN' as const,
    probability: 0.5,
    forMs: 1_000,
  }))
  const each = { name: 'lost-answers', lastsMs: 5_000, faults, operations: OPERATIONS }
  const result = await runCase(run, each)
  expect(result).toMatchObject(PASSED)
  expect(problemsOf(result)).toEqual([])
})

it('applies an event once whose relay dies between telling and marking (P-13, F-25)', async () => {
  const name = 'outbox.published_before_mark-SEND'
  const each = casesOf('failpoints', run, 0).find((found) => found.name === name)
  if (!each) throw new Error(`there is no case ${name}`)
  const result = await runCase(run, each)
  expect(result).toMatchObject(PASSED)
  expect(problemsOf(result)).toEqual([])
  expect(result.kills).toMatchObject([{ victim: 'worker' }])
})

it('writes down what clients were told, as it was told', () => {
  const acks = acksOf('three-kills').filter(({ kind }) => kind === 'ACCEPTED')
  expect(acks.length).toBeGreaterThan(20)
  expect(acks.every(({ key, paymentId }) => key && /^pay_/.test(paymentId))).toBe(true)
  const name = 'faults-outbox.published_before_mark-SEND.jsonl'
  expect(readFileSync(join(folder, name), 'utf8')).toContain('"isKilled":true')
})

it('finds a payment that is not as its client was told, and a secret that was written down (I10, I14)', async () => {
  const acks = acksOf('three-kills')
  const done = acks.find(({ status }) => status === 'COMPLETED')
  const other = acks.find(({ kind, key }) => kind === 'ACCEPTED' && key !== done.key)
  const life = (key: string, verdict: Life['verdict']): Life => ({
    ...{ key, kind: 'sendMoney', dueAt: 0, tries: [0], endedAt: 1, wasUnclear: false },
    verdict,
  })
  const logs = mkdtempSync(join(folder, 'planted-'))
  writeFileSync(join(logs, 'gateway.txt'), `{"msg":"signed in with ${PASSWORD}"}`)
  const { violations, lost } = await gatherEvidence({
    adminUrl: topology.postgres.url,
    lives: [
      life('never-heard-of', { ...done }),
      life(other.key, { ...done }),
      life(done.key, { kind: 'ACCEPTED', paymentId: done.paymentId, status: 'FAILED' }),
      life(done.key, { kind: 'NOT_APPLIED', code: 'SERVICE_UNAVAILABLE' }),
      life(done.key, { ...done }),
    ],
    people: run.people,
    logs,
  })
  expect(lost).toEqual(['never-heard-of', other.key, done.key])
  expect(violations.map(({ invariant, rows }) => [invariant, rows.length])).toEqual([
    ['I10', 3],
    ['I10', 1],
    ['I14', 1],
  ])
})

it('draws the same schedule from the same seed, and another from another', () => {
  const draw = (seed: number) => [
    drawKills(diceFor(seed, 'kills'), ['gateway', 'worker', 'postgres'], 120_000),
    drawPoisons(diceFor(seed, 'network'), ['postgres', 'redis', 'payments'], 120_000),
  ]
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  const moments = (draw(1)[0] ?? []).map(({ atMs }) => atMs)
  const gaps = moments.map((atMs, index) => atMs - (moments[index - 1] ?? 0))
  expect(gaps.every((gap) => gap >= 5_000 && gap < 15_000)).toBe(true)
  expect(moments.length).toBeGreaterThan(6)
})
