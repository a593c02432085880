import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'

type Refused = Extract<AuthEvent, { type: 'auth:identity:refused' }>['body']

/** Tells that an identity let nobody in, or was not linked. */
export const tellRefused = (
  { outbox, cause }: Pick<Means, 'outbox' | 'cause'>,
  body: Refused,
): Promise<void> =>
  outbox.transaction((_tx, publish) =>
    publish({
      type: 'auth:identity:refused',
      body,
      aggregate:
        body.userId === null
          ? { type: 'identityProvider', id: body.provider }
          : { type: 'user', id: body.userId },
      cause,
    }),
  )
