/**
 * How large an operation is, and whether that is too large: measured before anything runs, by whoever takes operations in.
 *
 * The gateway asks for each operation that it is sent, Admin for each one that is registered; both must answer alike.
 */
export { costOf, worstCostOf } from './cost.ts'
export { type Measure, newMeasure } from './measure.ts'
export { newOperationRules, type OperationLimits, overLimit } from './rule.ts'
export { operationVariables, toOperationLimits } from './variables.ts'
