import { setTimeout as pause } from 'node:timers/promises'

/** How answers are kept from telling by their time who has an account. */
export type AnswerSettings = Readonly<{
  /** Asking for a link or a code is answered no sooner than this, in milliseconds. */
  evenMs: number
}>

/** A fifth of a second: ten times what the work takes, and nobody who waits for mail notices. */
export const ANSWER_SETTINGS: AnswerSettings = { evenMs: 200 }

/**
 * Gives what comes of work, or its fault, but not before `evenMs`: somebody who is sent something costs a few row locks and
 * index entries more than nobody, and the time of the answer must not tell.
 */
export async function inEvenTime<T>(
  { evenMs }: AnswerSettings,
  work: () => Promise<T>,
): Promise<T> {
  const begun = work()
  await Promise.allSettled([begun, pause(evenMs)])
  return begun
}
