import { type Follower, follow } from '../../e2e/subscriptions/follower.ts'
import type { Person } from './operations.ts'

const CHANGES = `subscription ($accountId: ID, $after: String) {
  paymentStatusChanged(accountId: $accountId, after: $after) { cursor from to payment { id } }
}`

/** Subscribers who lose their connection with every gateway that dies, and go on after the last event. */
export type Watchers = Readonly<{
  counts(): Readonly<{ events: number; twice: number; connections: number }>
  stop(): void
}>

/** Opens WebSocket subscriptions, spread over the people. */
export function startWatchers(url: string, people: readonly Person[], count: number): Watchers {
  const followers: Follower[] = Array.from({ length: count }, (_, index) => {
    const person = people[index % people.length] as Person
    return follow({
      url,
      token: person.token,
      transport: 'ws',
      query: CHANGES,
      field: 'paymentStatusChanged',
      variables: { accountId: person.accountId },
      after: null,
    })
  })
  return {
    counts() {
      const counts = { events: 0, twice: 0, connections: 0 }
      for (const { events, connections } of followers) {
        counts.events += events.length
        counts.twice += events.length - new Set(events.map(({ cursor }) => cursor)).size
        counts.connections += connections()
      }
      return counts
    },
    stop() {
      for (const follower of followers) follower.stop()
    },
  }
}
