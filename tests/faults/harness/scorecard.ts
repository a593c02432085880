import { spreadOf } from './recovery.ts'
import type { CaseResult } from './run.ts'

/** All cases of a run as lines for people. */
export function toScorecard(results: readonly CaseResult[]): string {
  const sum = (of: (each: CaseResult) => number): number =>
    results.reduce((total, each) => total + of(each), 0)
  const recoveries = results.flatMap((each) => each.recoveries)
  const service = spreadOf(recoveries.flatMap(({ serviceMs }) => serviceMs ?? []))
  const rest = spreadOf(recoveries.map(({ restMs }) => restMs))
  const late = spreadOf(results.map(({ lateMs }) => lateMs.p95))
  const byVictim = Map.groupBy(recoveries, ({ victim }) => victim)
  const violations = results.flatMap(({ name, evidence }) =>
    evidence.violations.map((each) => ({ name, ...each })),
  )
  return [
    '',
    'Scorecard',
    `  payments    ${sum(({ payments }) => payments.asked)} asked for, ${sum(({ payments }) => payments.accepted)} accepted, ` +
      `${sum(({ payments }) => payments.completed)} completed, ${sum(({ payments }) => payments.failed)} failed, ` +
      `${sum(({ payments }) => payments.refused)} refused, ${sum(({ notApplied }) => notApplied)} told not applied, ` +
      `${sum(({ gaveUp }) => gaveUp)} never answered`,
    `  lost        ${sum(({ evidence }) => evidence.lost.length)} of those acknowledged`,
    `  twice       ${sum(({ evidence }) => evidence.twice.length)}`,
    `  answers     p95 ${late.max} ms from the moment they were due, ${sum(({ reads }) => reads.ok)} reads, ` +
      `${sum(({ reads }) => reads.failed)} failed`,
    `  events      ${sum(({ events }) => events.events)} over ${sum(({ events }) => events.connections)} connections, ` +
      `${sum(({ events }) => events.twice)} twice`,
    `  service     back after p50 ${service.p50} ms, p95 ${service.p95} ms, at most ${service.max} ms`,
    `  at rest     what was under way: p50 ${rest.p50} ms, p95 ${rest.p95} ms, at most ${rest.max} ms after a kill`,
    `  kills       ${recoveries.length}: ${[...byVictim].map(([victim, each]) => `${victim} ${each.length}`).join(', ') || 'none'}`,
    `  invariants  ${violations.length === 0 ? '0 rows' : ''}`,
    ...violations.flatMap(({ name, invariant, message, rows }) => [
      `    ${invariant} in ${name}: ${message}: ${rows.length} rows`,
      ...rows.slice(0, 5).map((row) => `      ${JSON.stringify(row)}`),
    ]),
  ].join('\n')
}
