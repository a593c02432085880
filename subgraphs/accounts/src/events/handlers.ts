import type { AuthEvent } from '@tallystick/auth/published'
import type { Currency } from '@tallystick/money'
import type { EventHandler, StoredEvent } from '@tallystick/outbox'
import { provisionWallet } from '../domain/ensure-wallet.ts'

type Registered = Extract<AuthEvent, { type: 'auth:user:registered' }>

/**
 * What Accounts does when something happens elsewhere.
 *
 * @param now the clock
 * @param currency of the wallet that everyone has
 */
export const newHandlers = (
  now: () => Date,
  currency: Currency,
): Readonly<Record<string, EventHandler>> => ({
  async 'auth:user:registered'({ body, cause }: StoredEvent<Registered>, tx, publish) {
    const actor = { kind: 'SERVICE', id: 'accounts' } as const
    const ours = { actor, requestId: cause.requestId }
    await provisionWallet(
      { tx, publish, now: now(), cause: ours },
      { ownerId: body.userId, currency },
    )
  },
})
