import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { newSample, sampleId, sampleKeys } from '../test/sample.ts'
import { verifyAny } from './any.ts'
import { verifyConsistencyProof } from './consistency.ts'
import { verifyTreeHead } from './head.ts'
import { verifyLiabilityProof } from './liability.ts'
import { verifyReceipt } from './receipt.ts'

const sample = newSample()
const files = [sample.receipt, sample.consistency, sample.liability, sample.treeHead]
const ZEROS = '0'.repeat(64)
const loose = (value: unknown) => value as Record<string, unknown>
type Alteration<File> = readonly [string, (file: File) => unknown, string, RegExp]

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('verifyAny', () => {
  test.each(files)('tells what a file is by its format: $format', async (file) => {
    const trust = { publicKey: sample.publicKey }
    const proof = await verifyAny(JSON.stringify(file), trust)
    expect(proof).toMatchObject({ ok: true, format: file.format, isKeyTrusted: true })
    expect(proof.ok && [...proof.facts, ...proof.basis].length).toBeGreaterThan(1)
  })

  test.each([
    ['{}', 'UNKNOWN_FORMAT', /no field "format"/],
    ['[]', 'UNKNOWN_FORMAT', /no field "format"/],
    ['"receipt"', 'UNKNOWN_FORMAT', /no field "format"/],
    ['{"format":"tallystick-receipt/2"}', 'UNKNOWN_FORMAT', /"tallystick-receipt\/2" is not known/],
    ['{"format":null}', 'UNKNOWN_FORMAT', /no field/],
    ['receipt', 'NOT_JSON', /Line 1, column 1/],
  ])('refuses %s', async (text, code, message) => {
    const answer = await verifyAny(text)
    expect(answer).toMatchObject({ ok: false, code })
    expect(!answer.ok && answer.message).toMatch(message)
  })

  test('never throws: any part of any file replaced by anything is refused with a reason', async () => {
    const anything = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        0,
        -1,
        1.5,
        2 ** 53,
        '',
        '0',
        'A'.repeat(43),
        ZEROS,
        [],
        {},
      ),
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.infiniteStream(fc.nat()),
        anything,
        async (file, picks, value) => {
          const altered = structuredClone<unknown>(file)
          let place = altered
          let isReplaced = false
          while (!isReplaced) {
            const names = Object.keys(loose(place))
            const name = names[picks.next().value % names.length] as string
            const part = loose(place)[name]
            const isLeaf =
              typeof part !== 'object' || part === null || Object.keys(part).length === 0
            isReplaced = isLeaf || picks.next().value % 4 === 0
            if (isReplaced) loose(place)[name] = value
            else place = part
          }
          const answer = await verifyAny(altered)
          const isSame = JSON.stringify(file) === safeText(altered)
          expect(answer.ok).toBe(isSame)
          if (!answer.ok) expect(answer.message.length).toBeGreaterThan(10)
        },
      ),
      { numRuns: 3_000 },
    )
  }, 60_000)

  test('says so where signatures cannot be verified, instead of yes or no', async () => {
    vi.stubGlobal('crypto', {})
    const insecure = await verifyAny(sample.receipt)
    expect(insecure).toMatchObject({ ok: false, code: 'NO_CRYPTO' })
    expect(!insecure.ok && insecure.message).toMatch(/not opened securely/)
    const importKey = async () => {
      throw Object.assign(new Error('Unrecognized name.'), { name: 'NotSupportedError' })
    }
    vi.stubGlobal('crypto', { subtle: { importKey } })
    const old = await verifyAny(sample.receipt)
    expect(!old.ok && old.message).toMatch(/does not know Ed25519/)
  })
})

function safeText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return
  }
}

describe('a consistency proof', () => {
  type File = typeof sample.consistency
  const alterations: readonly Alteration<File>[] = [
    [
      'a node',
      (f) => (f.path[1] = ZEROS),
      'NOT_CONSISTENT',
      /13 leaves is not shown to begin with the log of 6/,
    ],
    ['a node less', (f) => f.path.pop(), 'WRONG_PATH', /takes/],
    ['no earlier head', (f) => delete loose(f)['from'], 'WRONG_SHAPE', /"from"/],
    [
      'the heads in the wrong order',
      (f) => ([f.from, f.to] = [f.to, f.from]),
      'OUTSIDE_TREE',
      /does not begin/,
    ],
    [
      'the earlier root',
      (f) => (f.from.rootHash = ZEROS),
      'BAD_SIGNATURE',
      /^The earlier tree head/,
    ],
    ['the later size', (f) => (f.to.size = 14), 'BAD_SIGNATURE', /^The later tree head/],
    [
      'another log’s later head',
      (f) => (f.to = newSample([]).consistency.to),
      'NOT_CONSISTENT',
      /history was/,
    ],
    [
      'another key’s later head',
      (f) => (f.to = newSample(undefined, { keys: sampleKeys(9) }).consistency.to),
      'OTHER_KEY',
      /later/,
    ],
    [
      'a path that is no list',
      (f) => (loose(f)['path'] = {}),
      'WRONG_SHAPE',
      /path: must be a list/,
    ],
  ]

  test('proves that the log was only added to, and names both heads', async () => {
    const proof = await verifyConsistencyProof(sample.consistency)
    expect(proof).toMatchObject({ ok: true, from: { size: 6 }, to: { size: 13 } })
  })

  test.each(alterations)('is refused with %s altered', async (_what, alter, code, message) => {
    const file = structuredClone(sample.consistency)
    alter(file)
    const answer = await verifyConsistencyProof(file)
    expect(answer).toMatchObject({ ok: false, code })
    expect(!answer.ok && answer.message).toMatch(message)
  })

  test('holds between a head and itself, and from the empty log', async () => {
    for (const earlier of [0, 13])
      expect(
        await verifyConsistencyProof(newSample(undefined, { earlier }).consistency),
      ).toMatchObject({ ok: true, from: { size: earlier } })
  })

  test('refuses a later head of the same size with another root', async () => {
    const file = structuredClone(newSample(undefined, { earlier: 13 }).consistency)
    file.to = newSample([]).consistency.to
    expect(await verifyConsistencyProof(file)).toMatchObject({ code: 'NOT_CONSISTENT' })
  })

  test('ties a receipt to a head that is trusted from before', async () => {
    const { size, rootHash } = sample.consistency.from
    const proof = await verifyConsistencyProof(sample.consistency, { treeHead: { size, rootHash } })
    expect(proof).toMatchObject({ ok: true, isHeadTrusted: true })
  })
})

describe('a liability proof', () => {
  type File = typeof sample.liability
  const node = (file: File) => file.path[0] as { hash: string; sum: string }
  const alterations: readonly Alteration<File>[] = [
    [
      'the balance',
      (f) => (f.account.balance = '98751'),
      'NOT_IN_TREE',
      /not what the snapshot has/,
    ],
    ['a negative balance', (f) => (f.account.balance = '-1'), 'WRONG_VALUE', /account, balance/],
    [
      'the account',
      (f) => (f.account.id = sampleId('acc', 9)),
      'NOT_IN_TREE',
      /not what the snapshot has/,
    ],
    ['the nonce', (f) => (f.account.nonce = ZEROS), 'NOT_IN_TREE', /not what the snapshot has/],
    ['the index', (f) => (f.account.index = 0), 'NOT_IN_TREE', /index 0/],
    [
      'an index beyond',
      (f) => (f.account.index = 5),
      'OUTSIDE_TREE',
      /of 5 accounts none has the index 5/,
    ],
    ['the sum of a node', (f) => (node(f).sum = '1'), 'NOT_IN_TREE', /way to the root/],
    ['a negative sum', (f) => (node(f).sum = '-1'), 'WRONG_VALUE', /path, node 1, sum/],
    ['the hash of a node', (f) => (node(f).hash = ZEROS), 'NOT_IN_TREE', /way to the root/],
    ['a node less', (f) => f.path.pop(), 'WRONG_PATH', /takes/],
    ['the total', (f) => (f.snapshot.total = '98750'), 'BAD_SIGNATURE', /^The snapshot/],
    ['the currency', (f) => (f.snapshot.currency = 'EUR'), 'BAD_SIGNATURE', /^The snapshot/],
    ['the count', (f) => (f.snapshot.accountCount = 6), 'BAD_SIGNATURE', /^The snapshot/],
    ['the snapshot', (f) => (f.snapshot.id = sampleId('lia', 2)), 'BAD_SIGNATURE', /^The snapshot/],
    [
      'the key of the snapshot',
      (f) => (f.snapshot.keyId = '0123456789abcdef'),
      'OTHER_KEY',
      /^The snapshot/,
    ],
    [
      'the tree head',
      (f) => (f.treeHead = sample.consistency.from),
      'OTHER_HEAD',
      /with 13 leaves.*tree head has 6/,
    ],
    [
      'the signature of the head',
      (f) => (f.treeHead.signature = f.snapshot.signature),
      'BAD_SIGNATURE',
      /^The tree head/,
    ],
  ]

  test('proves that a balance is in the total', async () => {
    const proof = await verifyLiabilityProof(sample.liability)
    expect(proof).toMatchObject({
      ok: true,
      accountId: sample.liability.account.id,
      balance: '98750',
      total: '123456789012345678901234667890',
      accountCount: 5,
    })
    expect(proof.ok && proof.facts[1]).toContain('987.50 USD')
  })

  test.each(alterations)('is refused with %s altered', async (_what, alter, code, message) => {
    const file = structuredClone(sample.liability)
    alter(file)
    const answer = await verifyLiabilityProof(file)
    expect(answer).toMatchObject({ ok: false, code })
    expect(!answer.ok && answer.message).toMatch(message)
  })
})

describe('a tree head', () => {
  test('is proven to be signed, and refused when it is altered', async () => {
    expect(await verifyTreeHead(sample.treeHead)).toMatchObject({
      ok: true,
      treeHead: { size: 13 },
    })
    const altered = structuredClone(sample.treeHead)
    altered.treeHead.size = 12
    expect(await verifyTreeHead(altered)).toMatchObject({ ok: false, code: 'BAD_SIGNATURE' })
  })

  test('is no receipt: each verifier refuses the files of the others', async () => {
    for (const verify of [
      verifyReceipt,
      verifyConsistencyProof,
      verifyLiabilityProof,
      verifyTreeHead,
    ]) {
      const answers = await Promise.all(files.map((file) => verify(file)))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })
})
