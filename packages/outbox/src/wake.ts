/** Ways to wake readers in other processes. Which one a process uses is decided where it starts. */
export { newMemoryWake } from './wake/memory.ts'
export type { Wake } from './wake/port.ts'
export { newPostgresWake } from './wake/postgres.ts'
export { newRedisWake } from './wake/redis.ts'
