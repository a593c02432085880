import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Whether this machine has a Redis server to test with; says so when it has not. */
export function hasRedis(): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0
  if (!found) console.warn('left out: what needs Redis (no redis-server on this machine)')
  return found
}

/** Starts a Redis on loopback that keeps nothing. */
export async function startRedis(port: number): Promise<ChildProcess> {
  const args = ['--port', String(port), '--save', '', '--bind', '127.0.0.1']
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const chunk of server.stdout ?? [])
    if (String(chunk).includes('Ready to accept connections')) break
  return server
}

/** Ends it as a lost machine would. */
export async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
