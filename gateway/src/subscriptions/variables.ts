import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

/** A field, then for each argument that makes a difference to where it begins `!argument`. */
const SHARED_FIELD = /^[_A-Za-z]\w*(![_A-Za-z]\w*)*$/

/** `balanceChanged,paymentStatusChanged!paymentId` as the arguments of each field that stand against sharing. */
const sharedFields = z.string().transform((text, context) => {
  const listed = text.split(',').flatMap((each) => each.trim() || [])
  for (const each of listed)
    if (!SHARED_FIELD.test(each))
      context.addIssue({ code: 'custom', message: `${each} is not field!argument!argument` })
  return new Map(
    listed.map((each) => {
      const [field = '', ...from] = each.split('!')
      return [field, from] as const
    }),
  )
})

/** What a gateway reads from its environment about streams of events, beside what it reads about sockets. */
export const subscriptionVariables = defineVariables({
  SUBSCRIPTIONS_PER_ACTOR_MAX: limit(
    'How many subscriptions one person or key may run at once, over all sockets and streams',
    200,
    [1, 100_000],
  ),
  SOCKETS_UNGREETED_MAX: limit(
    'How many WebSockets of one address may be open without having greeted',
    100,
    [1, 100_000],
  ),
  SOCKET_QUEUE_EVENTS_MAX: limit(
    'How many events of one subscription may wait for its client',
    100,
    [1, 10_000],
  ),
  SLOW_CLIENT_MS: limit(
    'How long a client may take nothing while events wait for it, in ms',
    20_000,
    [100, 600_000],
  ),
  EVENTS_JOINED_MAX: limit(
    'How many events one gateway joins at a time; the others wait for their turn',
    64,
    [1, 10_000],
  ),
  SUBSCRIPTIONS_SHARED: variable({
    schema: sharedFields,
    default: 'balanceChanged,ledgerTransactionPosted,paymentStatusChanged!paymentId',
    description:
      'The subscription fields that begin now, whose streams the equal subscriptions of one person may share; field!argument: unless the argument is given.',
  }),
})

/** The values of `subscriptionVariables`. */
export type SubscriptionConfig = Values<typeof subscriptionVariables>
