import type { Db, Tx } from '@tallystick/db'
import { fromUuid } from '@tallystick/ids'
import { and, eq, sql } from 'drizzle-orm'
import type { AbuseKind, AbuseSettings, FailureCounts } from '../domain/rules/abuse.ts'
import { SPRAY_TRIES_MAX } from '../domain/rules/abuse.ts'
import { EVERYWHERE } from '../domain/rules/lockout.ts'
import { abuseAlerts } from './tables/abuse.ts'
import { signInTallies as tallies } from './tables/passwords.ts'

/** How many networks and people are told of at once; the rest of a larger attack is told next time. */
const TOLD_MAX = 100

type Row = Readonly<{
  what: 'NETWORK' | 'PERSON' | 'EVERYWHERE'
  subject: string
  accounts: number
  networks: number
}>

/** Counts who failed to sign in after `since`: the networks and people at their maximum, and everyone. One statement. */
export async function countFailures(
  db: Db,
  { networkAccountsMax, accountNetworksMax }: AbuseSettings,
  since: Date,
): Promise<FailureCounts> {
  const rows = await db.execute<Row>(sql`
    with failed as materialized (
      select user_id, network, failures from ${tallies}
       where ${tallies.lastAt} > ${since.toISOString()}::timestamptz and ${tallies.network} <> ${EVERYWHERE}
    )
    (select 'NETWORK' as what, network as subject, count(*)::int as accounts, 1 as networks from failed
      group by network having count(*) >= ${networkAccountsMax}::int order by count(*) desc, network limit ${TOLD_MAX}::int)
    union all
    (select 'PERSON', user_id::text, 1, count(*)::int from failed
      group by user_id having count(*) >= ${accountNetworksMax}::int order by count(*) desc, user_id limit ${TOLD_MAX}::int)
    union all
    select 'EVERYWHERE', '', count(distinct user_id)::int, count(distinct network)::int from failed
      where failures <= ${SPRAY_TRIES_MAX}::int`)
  const of = (what: Row['what']) => rows.filter((row) => row.what === what)
  const [everywhere] = of('EVERYWHERE')
  return {
    networks: of('NETWORK').map(({ subject, accounts }) => ({ network: subject, accounts })),
    people: of('PERSON').map(({ subject, networks }) => ({
      userId: fromUuid('usr', subject),
      networks,
    })),
    everywhere: { accounts: everywhere?.accounts ?? 0, networks: everywhere?.networks ?? 0 },
  }
}

/** Holds alerts until `tx` ends: of several processes that look at once, one tells. */
export const lockAlerts = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('auth.abuse_alerts', 0))`)
}

/** Notes that an attack was seen. Alerts must be locked. @returns whether it had not been seen since `quietSince` */
export async function noteAbuse(
  tx: Tx,
  { kind, subject }: Readonly<{ kind: AbuseKind; subject: string }>,
  { now, quietSince }: Readonly<{ now: Date; quietSince: Date }>,
): Promise<boolean> {
  const same = and(eq(abuseAlerts.kind, kind), eq(abuseAlerts.subject, subject))
  const [known] = await tx.select().from(abuseAlerts).where(same)
  if (known && known.lastSeenAt > quietSince) {
    await tx.update(abuseAlerts).set({ lastSeenAt: now }).where(same)
    return false
  }
  const told = { toldAt: now, lastSeenAt: now }
  await tx
    .insert(abuseAlerts)
    .values({ kind, subject, ...told })
    .onConflictDoUpdate({ target: [abuseAlerts.kind, abuseAlerts.subject], set: told })
  return true
}
