import { type DocumentNode, getOperationAST, parse } from 'graphql'
import type { DoorRequest } from './door.ts'

/** A document of more tokens is refused before it is parsed to the end: planned operations stay far below. */
export const TOKENS_MAX = 10_000

/** @throws a syntax error, also for more than `TOKENS_MAX` tokens */
export const parseOperation = (text: string): DocumentNode => parse(text, { maxTokens: TOKENS_MAX })

/** Whether running the operation may change something. What cannot be read counts as a mutation. */
export function isMutation(document: DocumentNode | undefined, request: DoorRequest): boolean {
  const operation = document && getOperationAST(document, request.operationName)
  return operation?.operation !== 'query' && operation?.operation !== 'subscription'
}
