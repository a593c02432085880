/**
 * A use case's answer: the value, or why it was refused.
 *
 * A refusal is an expected outcome and part of the contract. Bugs and lost connections are thrown instead.
 */
export type Result<Value, Refusal> = Accepted<Value> | Refused<Refusal>

/** The half of a `Result` that carries the value. */
export type Accepted<Value> = Readonly<{ ok: true; value: Value }>

/** The half of a `Result` that carries the reason. `refusal.code` reaches the client as it is. */
export type Refused<Refusal> = Readonly<{ ok: false; refusal: Refusal }>

/** Wraps a value that a use case grants. */
export const accepted = <Value>(value: Value): Accepted<Value> => ({ ok: true, value })

/** Wraps the reason for which a use case declines. */
export const refused = <const Refusal>(refusal: Refusal): Refused<Refusal> => ({
  ok: false,
  refusal,
})
