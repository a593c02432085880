/** What every adapter of the anchor's port must keep. Run it from a test of the adapter. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Anchor, HeadToAnchor } from '../src/providers/anchor/port.ts'

/** An adapter, and what a test can do to the place behind it. */
export type AnchorUnderTest = Readonly<{
  /** A new one on the same place each time, as a process that was started again has it. */
  open: () => Anchor
  /** How often the place itself holds a head. */
  count: (head: HeadToAnchor) => Promise<number>
  /** The next head is written down, and its writer is not told. */
  loseNextAnswer: () => void
  /** One whose place cannot be reached. */
  openAway: () => Anchor
  /** A reference of the right form that stands for nothing. */
  unknown: string
}>

let size = 0

/** A head that is larger than all before. */
export const newHead = (): HeadToAnchor => {
  size += 1 + (size % 3)
  return {
    size,
    rootHash: randomBytes(32),
    publishedAt: new Date().toISOString(),
    keyId: '0123456789abcdef',
    signature: randomBytes(64),
    publicKey: randomBytes(32).toString('base64url'),
  }
}

export const publication = (last?: string, signal = new AbortController().signal) => ({
  last,
  signal,
})

/** Runs the suite. */
export function describeAnchor(name: string, under: AnchorUnderTest): void {
  describe(`the anchor ${name}`, () => {
    it('says its name', () => {
      expect(under.open().name).toBe(name)
    })

    it('writes a head down, and finds it again in another process', async () => {
      const head = newHead()
      const { reference } = await under.open().publish(head, publication())
      const found = await under.open().find(reference)
      expect(found?.size).toBe(head.size)
      expect(Buffer.from(found?.rootHash ?? [])).toEqual(Buffer.from(head.rootHash))
    })

    it('writes a head down once when it was never recorded that it did', async () => {
      const before = await under.open().publish(newHead(), publication())
      const head = newHead()
      const first = await under.open().publish(head, publication(before.reference))
      const second = await under.open().publish(head, publication(before.reference))
      const third = await under.open().publish(head, publication())
      expect([second, third]).toEqual([first, first])
      expect(await under.count(head)).toBe(1)
    })

    it('writes a head down once when its answer was lost', async () => {
      const before = await under.open().publish(newHead(), publication())
      const head = newHead()
      under.loseNextAnswer()
      await expect(under.open().publish(head, publication(before.reference))).rejects.toThrow()
      const { reference } = await under.open().publish(head, publication(before.reference))
      expect(await under.count(head)).toBe(1)
      expect((await under.open().find(reference))?.size).toBe(head.size)
    })

    it('goes on after a head that was written down and never recorded', async () => {
      const before = await under.open().publish(newHead(), publication())
      await under.open().publish(newHead(), publication(before.reference))
      const head = newHead()
      const { reference } = await under.open().publish(head, publication(before.reference))
      expect(await under.count(head)).toBe(1)
      expect((await under.open().find(reference))?.size).toBe(head.size)
    })

    it('holds many heads, each under a reference of its own', async () => {
      const written = new Map<string, HeadToAnchor>()
      let last: string | undefined
      for (let round = 0; round < 4; round += 1) {
        const head = newHead()
        last = (await under.open().publish(head, publication(last))).reference
        written.set(last, head)
      }
      expect(written.size).toBe(4)
      for (const [reference, head] of written)
        expect((await under.open().find(reference))?.size).toBe(head.size)
    })

    it('finds nothing under a reference that stands for nothing', async () => {
      expect(await under.open().find(under.unknown)).toBeUndefined()
    })

    it('throws when it cannot be reached, and shows no secret', async () => {
      const fault = await under
        .openAway()
        .publish(newHead(), publication())
        .then(() => undefined)
        .catch((error: unknown) => error)
      expect(fault).toBeInstanceOf(Error)
      expect(String((fault as Error).stack)).not.toContain('canary')
    })
  })
}
