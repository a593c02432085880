/** A typed client for browsers, Node and the edge: nothing here imports a module of Node's. */

export type { Client, ClientOptions, MutateOptions, QueryOptions } from './client.ts'
export { newClient, newTokens } from './client.ts'
export type { Operation, PersistedOperation } from './document.ts'
export { persisted } from './document.ts'
export type { AnswerError, ErrorFacts, Outcome } from './error.ts'
export { TallystickError } from './error.ts'
export { newIdempotencyKey } from './idempotency-key.ts'
export type { MoneyInput } from './money.ts'
export {
  addMoney,
  compareMoney,
  formatMoney,
  money,
  subtractMoney,
  toDecimal,
} from './money.ts'
export type { RetryLimits } from './retry.ts'
export type { Session, SessionMode, SessionStorage, Tokens } from './session.ts'
export { newMemorySession, newWebSession } from './session.ts'
export type { PrivateKey, RequestSigner, RequestToSign, SignatureFacts } from './signature.ts'
export { newSignedFetch, signRequest } from './signature.ts'
export type { SubscribeOptions } from './streams/subscribe.ts'
