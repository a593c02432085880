import type { StoredEvent } from '@tallystick/outbox'
import { badInput } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { toAbuseAlert, watchAbuse } from '../domain/watch-abuse.ts'
import { toAccessChange, watchAccess } from '../domain/watch-access.ts'
import type { AuthEvent } from '../events/published.ts'
import type {
  SubscriptionAbuseAlertsArgs,
  SubscriptionAccessChangesArgs,
} from '../schema/resolvers.generated.ts'

/** What gateways follow. */
export const Subscription = {
  accessChanges: {
    async subscribe(
      _parent: unknown,
      { after }: Partial<SubscriptionAccessChangesArgs>,
      context: Context,
    ) {
      const result = await watchAccess(context, after ?? undefined)
      if (result.ok) return result.value
      throw badInput('after is not a cursor of this subscription.', { field: 'after' })
    },
    resolve: (event: StoredEvent<AuthEvent>) => toAccessChange(event),
  },

  abuseAlerts: {
    subscribe(_parent: unknown, { after }: Partial<SubscriptionAbuseAlertsArgs>, context: Context) {
      const result = watchAbuse(context, after ?? undefined)
      if (result.ok) return result.value
      throw badInput('after is not a cursor of this subscription.', { field: 'after' })
    },
    resolve: (event: StoredEvent<AuthEvent>) => toAbuseAlert(event),
  },
}
