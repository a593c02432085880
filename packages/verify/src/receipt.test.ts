import { describe, expect, test } from 'vitest'
import {
  newLedgerTransaction,
  newSample,
  type SampleEntry,
  type SampleLedgerTransaction,
  sampleId,
  sampleKeys,
} from '../test/sample.ts'
import { verifyReceipt } from './receipt.ts'

const sample = newSample()
type Receipt = typeof sample.receipt
const copy = (): Receipt => structuredClone(sample.receipt)

const other = newSample(undefined, { keys: sampleKeys(8) })
const ZEROS = '0'.repeat(64)

/** The named ledger transaction, entry or text of a receipt, which the samples have. */
const ltx = (receipt: Receipt, at = 0) => receipt.ledgerTransactions[at] as SampleLedgerTransaction
const entry = (receipt: Receipt, at = 0) => ltx(receipt).entries[at] as SampleEntry
const loose = (value: unknown) => value as Record<string, unknown>

type Alteration = readonly [
  what: string,
  alter: (receipt: Receipt) => unknown,
  code: string,
  message: RegExp,
]

const FIELDS: readonly Alteration[] = [
  ['the format', (r) => (r.format = 'tallystick-receipt/2'), 'WRONG_VALUE', /^The file, format/],
  [
    'the payment',
    (r) => (r.paymentId = sampleId('pay', 2)),
    'OTHER_PAYMENT',
    /^Ledger transaction 1 \(ltx_/,
  ],
  [
    'an account as the payment',
    (r) => (r.paymentId = sampleId('acc', 1)),
    'WRONG_VALUE',
    /paymentId.*pay_/,
  ],
  [
    'a capital in an id',
    (r) => (r.paymentId = r.paymentId.replace('k', 'K')),
    'WRONG_VALUE',
    /not an id/,
  ],
  [
    'the public key',
    (r) => (r.publicKey = other.publicKey),
    'OTHER_KEY',
    /tree head names the key/,
  ],
  [
    'key and key id',
    (r) => {
      r.publicKey = other.publicKey
      r.treeHead.keyId = other.receipt.treeHead.keyId
    },
    'BAD_SIGNATURE',
    /signature/,
  ],
  ['a padded key', (r) => (r.publicKey += '='), 'WRONG_VALUE', /publicKey/],
  ['a short key', (r) => (r.publicKey = 'AAAA'), 'WRONG_VALUE', /publicKey: must be 43/],
  [
    'a key that is zeros',
    (r) => {
      r.publicKey = 'A'.repeat(43)
      r.treeHead.keyId = '66687aadf862bd77'
    },
    'BAD_SIGNATURE',
    /signature/,
  ],
  ['the key id', (r) => (r.treeHead.keyId = '0123456789abcdef'), 'OTHER_KEY', /0123456789abcdef/],
  ['the size', (r) => (r.treeHead.size = 14), 'BAD_SIGNATURE', /size, root and moment/],
  [
    'the size as text',
    (r) => (loose(r.treeHead)['size'] = '13'),
    'WRONG_SHAPE',
    /size: must be a number/,
  ],
  ['the size as a fraction', (r) => (r.treeHead.size = 13.5), 'WRONG_VALUE', /plain integer/],
  ['the root', (r) => (r.treeHead.rootHash = ZEROS), 'BAD_SIGNATURE', /size, root and moment/],
  [
    'a root in capitals',
    (r) => (r.treeHead.rootHash = r.treeHead.rootHash.toUpperCase()),
    'WRONG_VALUE',
    /rootHash.*lower-case/,
  ],
  [
    'the moment of publication',
    (r) => (r.treeHead.publishedAt = '2026-02-03T04:05:08.000Z'),
    'BAD_SIGNATURE',
    /signature/,
  ],
  [
    'a moment without milliseconds',
    (r) => (r.treeHead.publishedAt = '2026-02-03T04:05:07Z'),
    'WRONG_VALUE',
    /publishedAt/,
  ],
  [
    'a moment that no calendar has',
    (r) => (r.treeHead.publishedAt = '2026-02-30T04:05:07.000Z'),
    'WRONG_VALUE',
    /publishedAt/,
  ],
  [
    'the signature',
    (r) => (r.treeHead.signature = `A${r.treeHead.signature.slice(1)}`),
    'BAD_SIGNATURE',
    /never signed/,
  ],
  [
    'the signature of another head',
    (r) => (r.treeHead.signature = sample.consistency.from.signature),
    'BAD_SIGNATURE',
    /signature/,
  ],
  [
    'another head of the same log',
    (r) => (r.treeHead = sample.consistency.from),
    'WRONG_PATH',
    /has 4 nodes; from index 5 of 6 leaves it takes 2/,
  ],
  [
    'the same fields signed by another',
    (r) => (r.treeHead = other.receipt.treeHead),
    'OTHER_KEY',
    /key/,
  ],
  [
    'an unknown field',
    (r) => (loose(r)['note'] = 'x'),
    'WRONG_SHAPE',
    /^The file: has an unknown field "note"/,
  ],
  [
    'a missing field',
    (r) => delete loose(r.treeHead)['signature'],
    'WRONG_SHAPE',
    /tree ?head: has no field "signature"/i,
  ],
  ['no ledger transactions', (r) => (r.ledgerTransactions = []), 'WRONG_SHAPE', /at least 1/],
  [
    'too many ledger transactions',
    (r) => (r.ledgerTransactions = Array.from({ length: 1001 }, () => ltx(r))),
    'WRONG_SHAPE',
    /more than 1000/,
  ],
  [
    'a ledger transaction twice',
    (r) => r.ledgerTransactions.push(ltx(r)),
    'REPEATED',
    /^Ledger transaction 3 .*twice/,
  ],
]

const OF_THE_FIRST: readonly Alteration[] = [
  ['its id', (r) => (ltx(r).id = sampleId('ltx', 77)), 'NOT_IN_TREE', /index 5/],
  [
    'its payment',
    (r) => (ltx(r).paymentId = sampleId('pay', 2)),
    'OTHER_PAYMENT',
    /belongs to the payment/,
  ],
  ['no payment', (r) => (ltx(r).paymentId = null), 'OTHER_PAYMENT', /belongs to no payment/],
  ['its index', (r) => (ltx(r).index = 4), 'NOT_IN_TREE', /index 4/],
  [
    'an index outside the tree',
    (r) => (ltx(r).index = 13),
    'OUTSIDE_TREE',
    /13 leaves has no index 13/,
  ],
  ['what it reverses', (r) => (ltx(r).reverses = sampleId('ltx', 1)), 'NOT_IN_TREE', /index 5/],
  [
    'when it took effect',
    (r) => (ltx(r).effectiveAt = '2026-02-03T04:05:06.001Z'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'when it was recorded',
    (r) => (ltx(r).recordedAt = '2026-02-03T04:05:06.788Z'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'its description',
    (r) => (loose(ltx(r).description)['value'] = 'Dinner'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'the salt of its description',
    (r) => (loose(ltx(r).description)['salt'] = ZEROS),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'a description that is shut with another commitment',
    (r) => (ltx(r).description = { commitment: ZEROS }),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'a description both open and shut',
    (r) => (loose(ltx(r).description)['commitment'] = ZEROS),
    'WRONG_SHAPE',
    /ledger transaction 1, description: has an unknown field/,
  ],
  ['its metadata', (r) => (loose(ltx(r).metadata)['value'] = null), 'NOT_IN_TREE', /index 5/],
  [
    'the order of its metadata',
    (r) =>
      (loose(ltx(r).metadata)['value'] = [
        ['order', '42'],
        ['channel', 'web'],
      ]),
    'WRONG_VALUE',
    /pair 2 is not in the order/,
  ],
  [
    'a key of its metadata twice',
    (r) =>
      (loose(ltx(r).metadata)['value'] = [
        ['a', '1'],
        ['a', '2'],
      ]),
    'WRONG_VALUE',
    /pair 2/,
  ],
  ['a node of its way', (r) => (ltx(r).inclusion[2] = ZEROS), 'NOT_IN_TREE', /node of its way/],
  ['the order of its way', (r) => ltx(r).inclusion.reverse(), 'NOT_IN_TREE', /node of its way/],
  ['a node too few', (r) => ltx(r).inclusion.pop(), 'WRONG_PATH', /has 3 nodes.*takes 4/],
  ['a node too many', (r) => ltx(r).inclusion.push(ZEROS), 'WRONG_PATH', /has 5 nodes.*takes 4/],
  [
    'a way without end',
    (r) => (ltx(r).inclusion = Array(65).fill(ZEROS)),
    'WRONG_SHAPE',
    /more than 64/,
  ],
  [
    'a short node',
    (r) => (ltx(r).inclusion[2] = 'ab'),
    'WRONG_VALUE',
    /ledger transaction 1, inclusion, node 3: must be 64/,
  ],
  [
    'one amount',
    (r) => (entry(r).amount = '1251'),
    'UNBALANCED',
    /debits are 12.51 USD, its credits 12.50 USD/,
  ],
  [
    'both amounts',
    (r) => (entry(r).amount = entry(r, 1).amount = '125000'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'the currency of one entry',
    (r) => (entry(r).currency = 'EUR'),
    'UNBALANCED',
    /12.50 EUR, its credits 0.00 EUR/,
  ],
  [
    'the currency of both entries',
    (r) => (entry(r).currency = entry(r, 1).currency = 'EUR'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  ['the side of one entry', (r) => (entry(r).side = 'CREDIT'), 'UNBALANCED', /debits are 0.00 USD/],
  [
    'the sides of both entries',
    (r) => ([entry(r).side, entry(r, 1).side] = ['CREDIT', 'DEBIT']),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'an unknown side',
    (r) => (entry(r).side = 'debit'),
    'WRONG_VALUE',
    /entry 1, side: must be DEBIT or CREDIT/,
  ],
  [
    'a negative amount',
    (r) => (entry(r).amount = '-1250'),
    'WRONG_VALUE',
    /entry 1, amount.*more than zero/,
  ],
  ['an amount of nothing', (r) => (entry(r).amount = '0'), 'WRONG_VALUE', /entry 1, amount/],
  ['an amount with a leading zero', (r) => (entry(r).amount = '01250'), 'WRONG_VALUE', /"01250"/],
  ['an amount with an exponent', (r) => (entry(r).amount = '125e1'), 'WRONG_VALUE', /"125e1"/],
  ['an amount of 79 digits', (r) => (entry(r).amount = '1'.repeat(79)), 'WRONG_VALUE', /78 digits/],
  [
    'an amount as a number',
    (r) => (loose(entry(r))['amount'] = 1250),
    'WRONG_SHAPE',
    /amount: must be a text/,
  ],
  [
    'the ledger account',
    (r) => (entry(r, 1).ledgerAccountId = sampleId('lac', 9)),
    'NOT_IN_TREE',
    /index 5/,
  ],
  ['the account', (r) => (entry(r, 1).accountId = sampleId('acc', 9)), 'NOT_IN_TREE', /index 5/],
  [
    'the code of the ledger account',
    (r) => (entry(r, 1).code = 'FEE_INCOME'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  ['the version', (r) => (entry(r, 1).version = '3'), 'NOT_IN_TREE', /index 5/],
  [
    'the balance',
    (r) => (loose(entry(r).balanceAfter)['value'] = '98751'),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'a balance opened with another salt',
    (r) => (entry(r, 1).balanceAfter = entry(r).balanceAfter),
    'NOT_IN_TREE',
    /index 5/,
  ],
  [
    'minus zero as the balance',
    (r) => (loose(entry(r).balanceAfter)['value'] = '-0'),
    'WRONG_VALUE',
    /balanceAfter, value/,
  ],
  ['an entry left out', (r) => ltx(r).entries.pop(), 'WRONG_SHAPE', /at least 2/],
  [
    'two entries more that balance',
    (r) => ltx(r).entries.push(entry(r), entry(r, 1)),
    'NOT_IN_TREE',
    /index 5/,
  ],
  ['the order of entries', (r) => ltx(r).entries.reverse(), 'NOT_IN_TREE', /index 5/],
  [
    'a field of an entry left out',
    (r) => delete loose(entry(r, 1))['code'],
    'WRONG_SHAPE',
    /ledger transaction 1, entries, entry 2: has no field "code"/,
  ],
  [
    'null for an entry',
    (r) => (loose(ltx(r).entries)['1'] = null),
    'WRONG_SHAPE',
    /entry 2: must be an object/,
  ],
]

describe('a receipt', () => {
  test('proves what it tells, as text and as value', async () => {
    const proof = await verifyReceipt(JSON.stringify(sample.receipt, null, 2))
    expect(proof).toMatchObject({
      ok: true,
      paymentId: sample.receipt.paymentId,
      isKeyTrusted: false,
      isHeadTrusted: false,
      treeHead: { size: 13 },
      ledgerTransactions: [
        {
          index: 5,
          description: { isOpen: true, value: 'Lunch, naïve — 昼食 🍜' },
          entries: [
            { amount: '1250', balanceAfter: { isOpen: true, value: '98750' } },
            { amount: '1250', balanceAfter: { isOpen: false } },
          ],
        },
        { index: 9, metadata: { isOpen: false } },
      ],
    })
    expect(await verifyReceipt(sample.receipt)).toEqual(proof)
  })

  test.each([...FIELDS, ...OF_THE_FIRST])(
    'is refused with %s altered',
    async (_what, alter, code, message) => {
      const receipt = copy()
      alter(receipt)
      expect(receipt).not.toEqual(sample.receipt)
      const answer = await verifyReceipt(JSON.stringify(receipt))
      expect(answer).toMatchObject({ ok: false, code })
      if (!answer.ok) expect(answer.message).toMatch(message)
      const isOfTheFirst = OF_THE_FIRST.some(([what]) => what === _what)
      if (isOfTheFirst) expect(answer).toMatchObject({ index: 0 })
    },
  )

  test('is refused when any one character of it is another', async () => {
    const text = JSON.stringify(sample.receipt)
    const proven: string[] = []
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      // The next digit or letter where there is one, so that most of what comes out is still of the right form.
      const another = String.fromCharCode(/[0-8a-eA-Y]/.test(text.charAt(at)) ? unit + 1 : 0x30)
      if (another === text.charAt(at)) continue
      const answer = await verifyReceipt(text.slice(0, at) + another + text.slice(at + 1))
      if (answer.ok) proven.push(`${text.slice(at - 20, at)}→${another}`)
    }
    expect(proven).toEqual([])
  }, 60_000)

  test('names the ledger transaction that is wrong when the ones before it are right', async () => {
    const receipt = copy()
    ltx(receipt, 1).recordedAt = '2026-02-03T04:05:06.788Z'
    const answer = await verifyReceipt(receipt)
    expect(answer).toMatchObject({ ok: false, code: 'NOT_IN_TREE', index: 1 })
    if (!answer.ok) expect(answer.message).toMatch(/^Ledger transaction 2 \(ltx_/)
  })

  test('of a payment in several currencies balances in each', async () => {
    const usual = newLedgerTransaction(5)
    const inEuro = usual.entries.map((each) => ({ ...each, currency: 'EUR', amount: '7' }))
    const entries = [...usual.entries, ...inEuro]
    const { receipt } = newSample([{ ...usual, entries }])
    expect(await verifyReceipt(receipt)).toMatchObject({ ok: true })
    const crossed = entries.map((each, at) => (at === 0 ? { ...each, currency: 'EUR' } : each))
    const { receipt: unbalanced } = newSample([{ ...usual, entries: crossed }])
    expect(await verifyReceipt(unbalanced)).toMatchObject({ ok: false, code: 'UNBALANCED' })
  })

  test('of a ledger transaction of no payment says so, and holds no other', async () => {
    const { receipt } = newSample([
      newLedgerTransaction(5, { paymentId: null }),
      newLedgerTransaction(9),
    ])
    const [mine, another] = receipt.ledgerTransactions
    const alone = { ...receipt, paymentId: null, ledgerTransactions: [mine] }
    const proof = await verifyReceipt(alone)
    expect(proof.ok && proof.facts[0]).toContain('one ledger transaction of no payment')
    const mixed = { ...alone, ledgerTransactions: [mine, another] }
    expect(await verifyReceipt(mixed)).toMatchObject({ code: 'OTHER_PAYMENT', index: 1 })
  })

  test('of amounts of 78 digits is exact', async () => {
    const most = '9'.repeat(78)
    const usual = newLedgerTransaction(0)
    const entries = usual.entries.map((each) => ({ ...each, amount: most }))
    const { receipt } = newSample([{ ...usual, entries }], { size: 1, earlier: 1 })
    expect(await verifyReceipt(receipt)).toMatchObject({ ok: true })
  })

  test('says whether its key is the trusted one, and is refused when it is not', async () => {
    const { receipt, publicKey } = sample
    const trusted = await verifyReceipt(receipt, { publicKey })
    expect(trusted).toMatchObject({ ok: true, isKeyTrusted: true })
    expect(trusted.ok && trusted.basis.join()).toContain('is the one you trust')
    const untrusted = await verifyReceipt(receipt)
    expect(untrusted.ok && untrusted.basis.join()).toContain('not compared with one you trust')
    expect(await verifyReceipt(receipt, { publicKey: other.publicKey })).toMatchObject({
      ok: false,
      code: 'OTHER_KEY',
    })
    expect(await verifyReceipt(receipt, { publicKey: 'my key' })).toMatchObject({
      ok: false,
      code: 'WRONG_TRUST',
    })
  })

  test('is compared with a trusted tree head: the same, another history, or another size', async () => {
    const { receipt } = sample
    const { size, rootHash } = receipt.treeHead
    expect(await verifyReceipt(receipt, { treeHead: { size, rootHash } })).toMatchObject({
      ok: true,
      isHeadTrusted: true,
    })
    const another = await verifyReceipt(receipt, { treeHead: { size, rootHash: ZEROS } })
    expect(another).toMatchObject({ ok: false, code: 'OTHER_HEAD' })
    expect(!another.ok && another.message).toContain('two different histories')
    const older = await verifyReceipt(receipt, { treeHead: { size: 6, rootHash } })
    expect(!older.ok && older.message).toContain('consistency proof')
    for (const treeHead of [
      { size: 1.5, rootHash },
      { size, rootHash: 'ab' },
    ])
      expect(await verifyReceipt(receipt, { treeHead })).toMatchObject({ code: 'WRONG_TRUST' })
  })

  test('cannot steer the terminal or turn the text of who reads it', async () => {
    const description = { value: '\u001b[2J\u202egpj.exe\n', salt: ZEROS }
    const { receipt } = newSample([newLedgerTransaction(5, { description })])
    const proof = await verifyReceipt(receipt)
    if (!proof.ok) throw new Error(proof.message)
    expect(proof.facts.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})
