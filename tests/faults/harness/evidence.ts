/** What the database and the logs say after a run, held against what clients were told. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Violation, verifyBooks } from '@tallystick/db/checks'
import { roleUrls } from '@tallystick/db/migrate'
import { fromUuid } from '@tallystick/ids'
import postgres from 'postgres'
import type { Life } from './load.ts'
import type { Person } from './operations.ts'
import { PASSWORD } from './people.ts'

/** A payment as the database has it; moments in milliseconds since 1970. */
export type Stored = Readonly<{
  id: string
  key: string
  status: string
  createdAt: number
  /** When it took its last status. */
  movedAt: number
}>

/** What was found wrong, by invariant, and what was seen on the way. */
export type Evidence = Readonly<{
  violations: readonly Violation[]
  stored: ReadonlyMap<string, Stored>
  /** Keys whose client was told of a payment that is not there, or not as told. */
  lost: readonly string[]
  /** Keys that made more than one payment, or moved money more than once. */
  twice: readonly string[]
}>

const MOVED = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED']
const OVER = [...MOVED, 'FAILED', 'CANCELLED', 'EXPIRED']

/** Checks I1 to I14, as far as there are tables. */
export async function gatherEvidence({
  adminUrl,
  lives,
  people,
  logs,
}: Readonly<{
  adminUrl: string
  lives: readonly Life[]
  people: readonly Person[]
  logs: string
}>): Promise<Evidence> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    const stored = await readStored(sql, lives)
    const lost = lives.filter((life) => isLost(life, stored.get(life.key))).map(({ key }) => key)
    const applied = lives.filter(
      ({ key, verdict }) => isDefinitelyNothing(verdict) && stored.has(key),
    )
    const found: (Violation | undefined)[] = [
      ...(await verifyBooks(adminUrl)),
      toViolation('I10', 'told of a payment that is not as told', lost),
      toViolation(
        'I10',
        'told NOT_APPLIED of a payment that is there',
        applied.filter(({ wasUnclear }) => !wasUnclear).map(({ key }) => key),
      ),
      toViolation('I12', 'a role changed history', await tryToRewrite(adminUrl)),
      toViolation(
        'I13',
        'a session has a usable refresh token it must not',
        await staleTokens(sql),
      ),
      toViolation('I14', 'a secret was written down', await findCanaries(sql, people, logs)),
    ]
    const twice = await executedTwice(sql)
    const violations = found.filter((each) => each !== undefined)
    return { violations, stored, lost, twice }
  } finally {
    await sql.end()
  }
}

const isDefinitelyNothing = (verdict: Life['verdict']): boolean => verdict?.kind === 'NOT_APPLIED'

function isLost({ verdict }: Life, stored: Stored | undefined): boolean {
  if (verdict?.kind !== 'ACCEPTED') return false
  if (stored?.id !== verdict.paymentId) return true
  if (MOVED.includes(verdict.status)) return !MOVED.includes(stored.status)
  return OVER.includes(verdict.status) && stored.status !== verdict.status
}

const toViolation = (
  invariant: string,
  message: string,
  what: readonly string[],
): Violation | undefined =>
  what.length === 0 ? undefined : { invariant, message, rows: what.map((row) => ({ row })) }

async function readStored(sql: postgres.Sql, lives: readonly Life[]): Promise<Map<string, Stored>> {
  const rows = await sql`
    select k.key, p.id, p.status, p.created_at, p.updated_at
      from payments.idempotency_keys k join payments.payments p on p.id = k.payment_id
     where k.key = any (${lives.map(({ key }) => key)})`
  const all = rows.map(({ key, id, status, created_at, updated_at }): [string, Stored] => [
    key,
    { id: fromUuid('pay', id), key, status, createdAt: +created_at, movedAt: +updated_at },
  ])
  return new Map(all)
}

/** A description names one request, so two payments that carry it are one request that was done twice. */
async function executedTwice(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql`
    select description as what from payments.payments
     where description is not null group by payer_user_id, description having count(*) > 1
    union all
    select t.payment_id::text from ledger.ledger_transactions t join payments.payments p on p.id = t.payment_id
     where t.reverses is null and p.kind in ('SEND', 'TOP_UP') group by t.payment_id having count(*) > 1
    union all
    select reference from payments.simulator_acts where status = 'SUCCEEDED' and call_count > 1`
  return rows.map(({ what }) => what)
}

/** I12 by trying, as the roles that the processes have. */
async function tryToRewrite(adminUrl: string): Promise<string[]> {
  const urls = roleUrls(adminUrl)
  const tries = [
    [urls.payments, `update payments.payment_transitions set reason = 'x'`],
    [urls.payments, 'delete from payments.outbox'],
    [urls.payments, 'truncate payments.payment_transitions'],
    [urls.ledger, 'update ledger.entries set amount = amount + 1'],
    [urls.ledger, 'delete from ledger.ledger_transactions'],
    [urls.ledger, 'truncate ledger.outbox'],
    [urls.admin, 'delete from admin.audit_logs'],
  ] as const
  const done: string[] = []
  for (const [url, statement] of tries) {
    const role = postgres(url, { max: 1, onnotice: () => {} })
    // What went through by mistake is taken back: it is to be told, not to be done.
    await role
      .begin(async (tx) => {
        await tx.unsafe(statement)
        done.push(statement)
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    await role.end()
  }
  return done
}

async function staleTokens(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql`
    select s.id::text as session from auth.sessions s join auth.refresh_tokens t on t.session_id = s.id
     where t.used_at is null and t.expires_at > now() group by s.id having count(*) > 1`
  return rows.map(({ session }) => session)
}

/** Passwords and tokens, in what the processes printed and in what waits or was parked. */
async function findCanaries(
  sql: postgres.Sql,
  people: readonly Person[],
  logs: string,
): Promise<string[]> {
  const canaries = [PASSWORD, ...people.map(({ token }) => token.split('.').at(-1) ?? token)]
  const [parked] = await sql.unsafe(`
    select coalesce(string_agg(d::text, ''), '') as text from (
      ${['auth', 'accounts', 'payments', 'ledger', 'admin'].map((name) => `select to_jsonb(d) as d from ${name}.dead_letters d`).join(' union all ')}
      union all select to_jsonb(j.payload) from payments_jobs._private_jobs j) parked`)
  const places = [
    ...readdirSync(logs).map((name) => [name, readFileSync(join(logs, name), 'utf8')] as const),
    ['dead letters and jobs', String(parked?.['text'])] as const,
  ]
  return places.flatMap(([name, text]) =>
    canaries.some((canary) => text.includes(canary)) ? [name] : [],
  )
}
