import { type Actor, hasRole } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import type { NodesPort, VisibilityQuestion } from '../providers/nodes/port.ts'
import { readAuditLog } from './read-audit-logs.ts'
import type { AuditLog } from './rules/audit-log.ts'
import { type NodeType, nodeKindOf } from './rules/node.ts'

export { NodesUnreachable } from '../providers/nodes/port.ts'

/** A thing that the caller may see: what it is, and all of it where it is Admin's own. */
export type FoundNode =
  | Readonly<{ type: Exclude<NodeType, 'AuditLog'>; id: string }>
  | Readonly<{ type: 'AuditLog'; auditLog: AuditLog }>

/**
 * Finds what has this id. Its owner is asked before anything is told of it, its type included.
 *
 * @returns undefined alike for what does not exist, what the viewer may not see, and text that is no id
 * @throws {NodesUnreachable} when the owner gave no answer
 */
export async function findNode(
  { db, nodes }: Readonly<{ db: Db; nodes: NodesPort }>,
  question: VisibilityQuestion,
): Promise<FoundNode | undefined> {
  const { id, viewer } = question
  const kind = nodeKindOf(id)
  if (!kind) return undefined
  if (kind.owner === 'admin') {
    const auditLog = await findAuditLog(db, viewer, id)
    return auditLog && { type: kind.type, auditLog }
  }
  return (await nodes.isVisible(kind.owner, question)) ? { type: kind.type, id } : undefined
}

const findAuditLog = async (db: Db, viewer: Actor, id: string): Promise<AuditLog | undefined> =>
  hasRole(viewer, 'ADMIN') ? readAuditLog(db, id) : undefined
