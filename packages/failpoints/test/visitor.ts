/** A process that passes a failpoint twice and says so. */
import { failpoint } from '../src/index.ts'

console.log('started')
await failpoint('outbox.claimed')
console.log('once')
await failpoint('outbox.claimed')
console.log('twice')
