import type { AuditLogResolvers } from '../schema/resolvers.generated.ts'

/** An audit entry: who, as a person or as a process, and what, as text. */
export const AuditLog: AuditLogResolvers = {
  actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
  details: ({ details }) => JSON.stringify(details),
}
