import { expect, it } from 'vitest'
import { DroppedConnectionError, FailpointError, newReach } from './reach.ts'

it('fails at the visit that was ordered, and at no other', async () => {
  const reach = newReach([{ name: 'psp.before_call', action: { kind: 'throw' }, nth: 2 }])
  await reach('psp.before_call')
  await reach('outbox.claimed')
  await expect(reach('psp.before_call')).rejects.toThrow(FailpointError)
  await reach('psp.before_call')
})

it('loses a connection with the code of a peer that reset it', async () => {
  const reach = newReach([{ name: 'outbox.claimed', action: { kind: 'drop-connection' }, nth: 1 }])
  const fault = await reach('outbox.claimed').catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(DroppedConnectionError)
  expect(fault).toMatchObject({ code: 'ECONNRESET' })
})

it('hangs as long as it was told and goes on', async () => {
  const reach = newReach([{ name: 'outbox.claimed', action: { kind: 'hang', ms: 60 }, nth: 1 }])
  const since = performance.now()
  await reach('outbox.claimed')
  expect(performance.now() - since).toBeGreaterThan(50)
})
