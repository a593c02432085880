import type { Actor } from '@tallystick/actor'

/** The header that asks for cookie mode. No page of another origin can send it without asking us (CORS). */
export const MODE_HEADER = 'x-session-mode'

/** A browser in cookie mode. */
export type Browser = Readonly<{
  /** What its cookie holds; undefined while nobody is signed in. */
  secret: string | undefined
  /** A socket is open already: no cookie can be set any more. */
  takesCookies: boolean
}>

/** Who sends a request. */
export type Caller = Readonly<{ actor: Actor; browser?: Browser | undefined }>
