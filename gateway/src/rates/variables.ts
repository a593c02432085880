import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import type { Bucket } from './window.ts'

/** What a gateway reads from its environment about how often it may be asked. */
export const rateVariables = defineVariables({
  RATES: variable({
    schema: z.enum(['on', 'off']).optional(),
    description:
      'Whether callers are held to rates: on in production, off in development when left out.',
  }),
  RATE_ADDRESS_POINTS: limit(
    'How many operations without a credential one address may send in a window',
    100,
    [1, 1_000_000],
  ),
  RATE_ADDRESS_WINDOW_S: limit('The window of RATE_ADDRESS_POINTS, in seconds', 900, [1, 86_400]),
  RATE_SIGN_IN_POINTS: limit(
    'How often one address may sign in, sign up or use a code in a window',
    5,
    [1, 100_000],
  ),
  RATE_SIGN_IN_WINDOW_S: limit('The window of RATE_SIGN_IN_POINTS, in seconds', 900, [1, 86_400]),
  RATE_ACCOUNT_POINTS: limit(
    'How often anyone may sign in with one e-mail address in a window',
    20,
    [1, 100_000],
  ),
  RATE_ACCOUNT_WINDOW_S: limit('The window of RATE_ACCOUNT_POINTS, in seconds', 900, [1, 86_400]),
  RATE_USER_POINTS: limit(
    'How many operations one person may send in a window',
    1_200,
    [1, 10_000_000],
  ),
  RATE_USER_WINDOW_S: limit('The window of RATE_USER_POINTS, in seconds', 60, [1, 86_400]),
  RATE_KEY_POINTS: limit(
    'How many operations an API key that says nothing else may send in a minute',
    600,
    [1, 10_000_000],
  ),
  RATE_PROGRAM_POINTS: limit(
    'How many requests one program may send to the OAuth endpoints from one address in a minute',
    600,
    [1, 10_000_000],
  ),
  RATE_COST_PER_POINT: limit(
    'How many objects an answer may hold for one operation to count once; for each as many more it counts once more',
    1_000,
    [10, 1_000_000],
  ),
  RATE_KEYS_MAX: limit(
    'How many callers’ rates one process keeps in memory; those that have not called lately are forgotten first',
    100_000,
    [1_000, 10_000_000],
  ),
})

/** The values of `rateVariables`. */
export type RateConfig = Values<typeof rateVariables>

/** Every bucket, by what its key is. */
export type Buckets = Readonly<
  Record<'address' | 'signIn' | 'account' | 'user' | 'key' | 'program', Bucket>
>

const KEY_WINDOW_MS = 60_000

/** The buckets that the configuration asks for; undefined when callers are not held to rates. */
export function bucketsOf(config: RateConfig & { NODE_ENV: string }): Buckets | undefined {
  const standard = config.NODE_ENV === 'production' ? 'on' : 'off'
  if ((config.RATES ?? standard) === 'off') return undefined
  const bucket = (name: string, points: number, windowS: number): Bucket => ({
    name,
    points,
    windowMs: windowS * 1_000,
  })
  return {
    address: bucket('address', config.RATE_ADDRESS_POINTS, config.RATE_ADDRESS_WINDOW_S),
    signIn: bucket('signIn', config.RATE_SIGN_IN_POINTS, config.RATE_SIGN_IN_WINDOW_S),
    account: bucket('account', config.RATE_ACCOUNT_POINTS, config.RATE_ACCOUNT_WINDOW_S),
    user: bucket('user', config.RATE_USER_POINTS, config.RATE_USER_WINDOW_S),
    key: { name: 'key', points: config.RATE_KEY_POINTS, windowMs: KEY_WINDOW_MS },
    program: { name: 'program', points: config.RATE_PROGRAM_POINTS, windowMs: KEY_WINDOW_MS },
  }
}
