import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner'
import type { Weights } from '../bounded-map.ts'
import type { PreparedOperation } from './operation.ts'

/**
 * How much is remembered of what strangers may invent, in characters of operations: each costs about 100 bytes once it is
 * parsed or planned, and counting entries alone would let a thousand long ones fill the memory.
 */
export const REMEMBERED_CHARS_MAX = 500_000

/** Plans weigh what the operations weigh that they send to subgraphs. */
export const PLAN_WEIGHTS: Weights<QueryPlan | PlanNode | SubscriptionNode> = {
  of: charsOf,
  max: REMEMBERED_CHARS_MAX,
}

function charsOf(node: QueryPlan | PlanNode | SubscriptionNode | undefined): number {
  switch (node?.kind) {
    case 'QueryPlan':
    case 'Flatten':
      return charsOf(node.node)
    case 'Sequence':
    case 'Parallel':
      return node.nodes.reduce((sum, each) => sum + charsOf(each), 0)
    case 'Condition':
      return charsOf(node.ifClause) + charsOf(node.elseClause)
    case 'Subscription':
      return charsOf(node.primary) + charsOf(node.rest)
    case 'Fetch':
      return node.operation.length
    default:
      return 0
  }
}

/** The name under which the plan of an operation is kept. A document may hold several operations. */
export const planKey = ({ hash, operationName }: PreparedOperation): string =>
  operationName === undefined ? hash : `${hash} ${operationName}`
