import type { AccountsEvent } from '@tallystick/accounts/published'
import type { AdminEvent } from '@tallystick/admin/published'
import type { EventHandlers, Publish, StoredEvent } from '@tallystick/outbox'
import { passOnAuditHead } from '../domain/tally/pass-on-audit-head.ts'
import { knowAccount } from '../domain/watching/know-account.ts'
import type { LedgerEvent } from './published.ts'

type Opened = StoredEvent<Extract<AccountsEvent, { type: 'accounts:account:opened' }>>
type Linked = StoredEvent<Extract<AdminEvent, { type: 'admin:audit:linked' }>>

/** What Ledger does when something happens elsewhere. No event of another subgraph moves money. */
export const handlers: EventHandlers = {
  'accounts:account:opened': ({ body }: Opened, tx) => knowAccount(tx, body),
  'admin:audit:linked': ({ body }: Linked, _tx, publish: Publish<LedgerEvent>) =>
    passOnAuditHead(publish, body),
}
