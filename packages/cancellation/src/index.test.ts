import { setImmediate as tick } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { operationSignal, outsideOperations, withinOperation } from './index.ts'

const { signal } = new AbortController()

test('the signal is there for everything that the work awaits', async () => {
  const seen = await withinOperation(signal, async () => {
    await tick()
    return [operationSignal(), await Promise.all([tick().then(() => operationSignal())])]
  })
  expect(seen).toEqual([signal, [signal]])
  expect(operationSignal()).toBeUndefined()
})

test('work that outlives the operation belongs to nobody, also when the operation failed', async () => {
  const left: Promise<unknown>[] = []
  const later = async (): Promise<unknown> => {
    await tick()
    await tick()
    return operationSignal()
  }
  await withinOperation(signal, async () => void left.push(later()))
  await Promise.resolve(
    withinOperation(signal, async () => {
      left.push(later())
      throw new Error('failed')
    }),
  ).catch(() => undefined)
  void withinOperation(signal, () => void left.push(later()))
  expect(await Promise.all(left)).toEqual([undefined, undefined, undefined])
})

test('shared work steps out, and its caller stays in', async () => {
  const seen = await withinOperation(signal, async () => {
    const shared = await outsideOperations(async () => {
      await tick()
      return operationSignal()
    })
    return [shared, operationSignal()]
  })
  expect(seen).toEqual([undefined, signal])
})
