/** Division of amounts that are not negative, each way of rounding under its own name. */

/** The quotient, without what is left over. */
export const divideDown = (dividend: bigint, divisor: bigint): bigint => dividend / divisor

/** The quotient, one more when something is left over. */
export const divideUp = (dividend: bigint, divisor: bigint): bigint =>
  (dividend + divisor - 1n) / divisor
