/**
 * Judges the document of an operation before a client may run it by its id: with the rules and limits that the gateway has
 * for what anyone sends, so that what is registered is what runs.
 */
import { createHash } from 'node:crypto'
import { newOperationRules, type OperationLimits, worstCostOf } from '@tallystick/operations'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql'
import { isPlainId } from './rules/client.ts'
import {
  claimedHash,
  DOCUMENT_CHARS_MAX,
  type OperationKind,
  type RegisteredOperation,
} from './rules/operation.ts'

/** An operation that a client wants registered. */
export type AskedOperation = Readonly<{ id: string; document: string; name: string | null }>

/** What is known of an operation by its document. */
export type JudgedOperation = AskedOperation &
  Pick<RegisteredOperation, 'name' | 'kind' | 'cost' | 'rootFields'>

/** Judges an operation. @returns what is wrong with it, for a person, when it may not be registered */
export type JudgeOperation = (asked: AskedOperation) => Result<JudgedOperation, string>

/** How large an operation may be; the gateway must be told the same. */
export type JudgeLimits = Readonly<{ tokensMax: number; limits: OperationLimits }>

const KINDS: Readonly<Record<OperationTypeNode, OperationKind>> = {
  [OperationTypeNode.QUERY]: 'QUERY',
  [OperationTypeNode.MUTATION]: 'MUTATION',
  [OperationTypeNode.SUBSCRIPTION]: 'SUBSCRIPTION',
}

/** Makes the judge. @param apiSdl the schema that clients see; read at the first operation, not before */
export function newOperationJudge(
  apiSdl: string,
  { tokensMax, limits }: JudgeLimits,
): JudgeOperation {
  let schema: GraphQLSchema | undefined
  const rules = [...newOperationRules(limits, { introspection: false }), ...specifiedRules]
  return (asked) => {
    const problem = formProblem(asked)
    if (problem) return refused(problem)
    schema ??= buildSchema(apiSdl)
    const read = readDocument(asked.document, tokensMax)
    if (!read.ok) return read
    const document = read.value
    const operations = document.definitions.filter(
      (each) => each.kind === Kind.OPERATION_DEFINITION,
    )
    const [operation] = operations
    if (!operation || operations.length > 1)
      return refused(`The document has ${operations.length} operations; it must have one.`)
    const [error] = validate(schema, document, rules, { maxErrors: 1 })
    if (error) return refused(error.message)
    const name = operation.name?.value ?? asked.name
    if (asked.name !== null && asked.name !== name)
      return refused(`The operation in the document is called ${name}.`)
    return accepted({
      ...asked,
      name,
      kind: KINDS[operation.operation],
      cost: worstCostOf(schema, { document, operation }),
      rootFields: rootFieldsOf(document, operation),
    })
  }
}

const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,127}$/

function formProblem({ id, document, name }: AskedOperation): string | undefined {
  if (!isPlainId(id)) return 'An id is 1 to 128 letters, digits and any of _ . : -'
  if (name !== null && !NAME.test(name)) return 'The name is not that of an operation.'
  if (document.length > DOCUMENT_CHARS_MAX)
    return `The document has more than ${DOCUMENT_CHARS_MAX} characters.`
  if (document.includes('\0') || !document.isWellFormed()) return 'The document is not text.'
  const hash = claimedHash(id)
  if (hash !== undefined && hash !== sha256(document))
    return 'The id looks like a SHA-256 and is not that of the document.'
  return undefined
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

function readDocument(text: string, maxTokens: number): Result<DocumentNode, string> {
  try {
    return accepted(parse(text, { maxTokens, noLocation: true }))
  } catch (fault) {
    // Brackets in brackets, more than the parser's recursion can follow, are a RangeError.
    if (fault instanceof GraphQLError || fault instanceof RangeError) return refused(fault.message)
    throw fault
  }
}

/** The names of the fields at the top, through fragments, each once. The document is valid, so no fragment spreads itself. */
function rootFieldsOf(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  const names = new Set<string>()
  const entered = new Set<SelectionSetNode>()
  const walk = (set: SelectionSetNode | undefined): void => {
    if (!set || entered.has(set)) return
    entered.add(set)
    for (const each of set.selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) walk(fragments.get(each.name.value)?.selectionSet)
      else if (each.kind === Kind.INLINE_FRAGMENT) walk(each.selectionSet)
      else if (!each.name.value.startsWith('__')) names.add(each.name.value)
    }
  }
  walk(operation.selectionSet)
  return [...names]
}
