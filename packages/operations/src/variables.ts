import { defineVariables, limit, type Values } from '@tallystick/config'
import type { OperationLimits } from './rule.ts'

/** How large an operation may be, as the environment of whoever takes operations in says. Tell all of them the same. */
export const operationVariables = defineVariables({
  QUERY_TOKENS_MAX: limit('How many tokens a document may have', 2_000, [200, 20_000]),
  QUERY_DEPTH_MAX: limit('How many levels of fields an operation may have', 12, [3, 50]),
  QUERY_FIELDS_MAX: limit('How many fields an operation may have', 1_000, [200, 10_000]),
  QUERY_ALIASES_MAX: limit('How many aliases an operation may have', 30, [0, 500]),
  QUERY_DIRECTIVES_MAX: limit('How many directives an operation may have', 20, [2, 500]),
  QUERY_ROOT_FIELDS_MAX: limit('How many fields a query may have at the top', 10, [1, 100]),
  QUERY_COST_MAX: limit('How many objects an answer may hold', 5_000, [100, 1_000_000]),
  MUTATION_ROOT_FIELDS_MAX: limit('How many mutations one request may hold', 5, [1, 50]),
})

/** The limits that `newOperationRules` takes, from the environment. */
export const toOperationLimits = (
  values: Omit<Values<typeof operationVariables>, 'QUERY_TOKENS_MAX' | 'QUERY_COST_MAX'>,
): OperationLimits => ({
  depth: values.QUERY_DEPTH_MAX,
  fields: values.QUERY_FIELDS_MAX,
  aliases: values.QUERY_ALIASES_MAX,
  directives: values.QUERY_DIRECTIVES_MAX,
  rootFields: values.QUERY_ROOT_FIELDS_MAX,
  mutations: values.MUTATION_ROOT_FIELDS_MAX,
})
