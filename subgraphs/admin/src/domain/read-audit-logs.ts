import type { Db } from '@tallystick/db'
import {
  type AuditLogFilter,
  type AuditLogPosition,
  findAuditLog,
  listAuditLogs,
} from '../db/audit-logs.ts'
import type { AuditLog } from './rules/audit-log.ts'

/** Reads one entry more than the page holds, newest first: the last one tells whether the list goes on. */
export const readAuditLogs = (
  db: Db,
  page: { filter: AuditLogFilter; after: AuditLogPosition | null; limit: number },
): Promise<AuditLog[]> => listAuditLogs(db, { ...page, limit: page.limit + 1 })

/** Reads one entry. */
export const readAuditLog = (db: Db, id: string): Promise<AuditLog | undefined> =>
  findAuditLog(db, id)
