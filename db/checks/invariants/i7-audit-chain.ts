import { findAuditFault } from '../audit/verify-audit-chain.ts'
import type { Check } from '../invariant.ts'

const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin']

/** A part of I7: the audit log is as it was linked, and its chain as it was sealed. */
export const auditChainHolds: readonly Check[] = [
  {
    message: 'the audit log is wrong from this link on',
    async find(sql) {
      const fault = await findAuditFault(sql)
      return fault ? [fault] : []
    },
  },
  {
    message: 'an entry of the audit log has no link, though later ones have',
    sql: `
      select pg_temp.shown('aud', l.id) as audit_log_id, l.action, l.created_at::text
        from admin.audit_logs l
       where (l.xid, l.id) < (
           select e.xid, e.id from admin.audit_links k join admin.audit_logs e on e.id = k.audit_log_id
            order by k.position desc limit 1)
         and not exists (select from admin.audit_links k where k.audit_log_id = l.id)
       order by l.xid, l.id limit 100`,
  },
  {
    message: 'an entry of the audit log is of an event that nobody sent',
    sql: `
      select pg_temp.shown('aud', l.id) as audit_log_id, l.action, pg_temp.shown('evt', l.event_id) as event_id
        from admin.audit_logs l
       where ${SUBGRAPHS.map((name) => `not exists (select from ${name}.outbox o where o.id = l.event_id)`).join(' and ')}
       order by l.xid, l.id limit 100`,
  },
]
