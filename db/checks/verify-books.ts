import postgres from 'postgres'
import type { CheckOptions, Invariant, Violation } from './invariant.ts'
import { INVARIANTS } from './invariants/index.ts'
import { CREATE_SHOWN_ID } from './shown-id.ts'

/** More offenders of one kind are counted but not shown. */
const ROWS_MAX = 20

/** What became of one invariant. */
export type Finding = Readonly<{ invariant: Invariant; violations: readonly Violation[] }>

/**
 * Checks every invariant on one snapshot of the database, so that work in progress is seen whole or not at all.
 *
 * @param adminUrl of a role that may read every schema; nothing is written
 * @param options what is known beside the database: anchors of the tally log
 * @returns the breaches, none when the books are in order
 */
export async function verifyBooks(
  adminUrl: string,
  options: CheckOptions = {},
): Promise<Violation[]> {
  return (await checkInvariants(adminUrl, options)).flatMap(({ violations }) => violations)
}

/** As `verifyBooks`, but also tells of the invariants that hold. */
export async function checkInvariants(
  adminUrl: string,
  options: CheckOptions = {},
): Promise<Finding[]> {
  const client = postgres(adminUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'tallystick:verify-books' },
  })
  try {
    await client.unsafe(CREATE_SHOWN_ID)
    return await client.begin('isolation level repeatable read read only', async (tx) => {
      const findings: Finding[] = []
      for (const invariant of INVARIANTS)
        findings.push({ invariant, violations: await findViolations(tx, invariant, options) })
      return findings
    })
  } finally {
    await client.end()
  }
}

async function findViolations(
  tx: postgres.TransactionSql,
  invariant: Invariant,
  options: CheckOptions,
) {
  const violations: Violation[] = []
  for (const check of invariant.checks) {
    const rows = 'sql' in check ? await tx.unsafe(check.sql) : await check.find(tx, options)
    if (rows.length > 0)
      violations.push({ invariant: invariant.id, message: check.message, rows: [...rows] })
  }
  return violations
}

/** The findings as lines for an operator: one for each invariant, and the offenders below it. */
export function toReport(findings: readonly Finding[]): string {
  return findings.flatMap(({ invariant, violations }) => toLines(invariant, violations)).join('\n')
}

function toLines({ id, promise, checks }: Invariant, violations: readonly Violation[]): string[] {
  const total = violations.reduce((sum, { rows }) => sum + rows.length, 0)
  const state = total === 0 ? 'holds' : `BROKEN, ${total} ${total === 1 ? 'row' : 'rows'}`
  return [
    `${id}  ${state}  (${checks.length} checks)  ${promise}`,
    ...violations.flatMap(({ message, rows }) => [
      `    ${message}: ${rows.length}`,
      ...rows.slice(0, ROWS_MAX).map((row) => `      ${JSON.stringify(row)}`),
      ...(rows.length > ROWS_MAX ? [`      … and ${rows.length - ROWS_MAX} more`] : []),
    ]),
  ]
}
