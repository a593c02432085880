import {
  ConfigError,
  defineVariables,
  type Environment,
  nodeEnvVariables,
  readConfig,
  variable,
} from '@tallystick/config'
import { z } from 'zod'
import { type Order, parseOrders } from './order.ts'

const variables = defineVariables({
  FAILPOINT: variable({
    schema: z
      .string()
      .transform((text, context): Order[] => {
        try {
          return parseOrders(text)
        } catch (fault) {
          context.addIssue({ code: 'custom', message: (fault as RangeError).message })
          return z.NEVER
        }
      })
      .optional(),
    description: 'For tests only: name:action[:nth], several separated by commas.',
  }),
  NODE_ENV: nodeEnvVariables.NODE_ENV,
})

/**
 * What is ordered in this environment; undefined where failpoints do nothing.
 *
 * @throws {ConfigError} for an order that cannot be read, and for any order outside of tests
 */
export function readOrders(env: Environment): readonly Order[] | undefined {
  // Of an environment in earnest only this is looked at: a bad NODE_ENV is for the process's own configuration to refuse.
  if (!env['FAILPOINT']) return undefined
  const { FAILPOINT, NODE_ENV } = readConfig(variables, env)
  if (NODE_ENV !== 'test')
    throw new ConfigError([{ name: 'FAILPOINT', problem: 'is for tests: NODE_ENV is not test' }])
  return FAILPOINT
}

/** What is ordered for this process. Ends it when that cannot be, as any configuration fault does. */
export const readOwnOrders = (): readonly Order[] | undefined =>
  // biome-ignore lint/style/noProcessEnv: the one place of this package that reads it.
  readOrders(process.env)
