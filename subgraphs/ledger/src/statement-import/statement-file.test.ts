import { describe, expect, it } from 'vitest'
import { COLUMNS, type FileForm, readStatementFile } from './statement-file.ts'

const FORM: FileForm = { format: 'csv', columns: COLUMNS, amounts: 'MAJOR', delimiter: ',' }
const HEADER = 'reference,side,amount,currency,bookedAt\n'

async function* bytesOf(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const read = (text: string | Uint8Array, over: Partial<FileForm> = {}, size = 7) =>
  Array.fromAsync(readStatementFile(bytesOf(text, size), { ...FORM, ...over }))

const faultOf = async (...args: Parameters<typeof read>) => {
  const last = (await read(...args)).at(-1)
  return last?.read.ok === false ? `${last.at}: ${last.read.refusal.reason}` : 'no fault'
}

const line = (minor: bigint, currency = 'USD') => ({
  reference: 'r-1',
  side: 'DEBIT',
  amount: { minor, currency },
  bookedAt: new Date('2026-11-05T00:00:00.000Z'),
})

describe('a CSV statement', () => {
  it('is read in whatever chunks it comes', async () => {
    const text = `${HEADER}r-1,DEBIT,12.50,USD,2026-11-05\n"ré,f",CREDIT,7,JPY,2026-11-05T10:00:00+01:00\n`
    for (const size of [1, 2, 3, 1_000]) {
      const lines = await read(text, {}, size)
      expect(lines[0]).toEqual({ at: 2, read: { ok: true, value: line(1250n) } })
      expect(lines[1]?.read).toMatchObject({
        value: { reference: 'ré,f', bookedAt: new Date('2026-11-05T09:00:00.000Z') },
      })
      expect(lines).toHaveLength(2)
    }
  })

  it('may name its columns and put them in any order', async () => {
    const columns = { ...COLUMNS, reference: 'Payment id', bookedAt: 'Date' }
    const text = 'Date,note,Payment id,currency,amount,side\n2026-11-05,x,r-1,USD,1250,DEBIT\n'
    expect(await read(text, { columns, amounts: 'MINOR' })).toEqual([
      { at: 2, read: { ok: true, value: line(1250n) } },
    ])
  })

  it.each([
    ['r,DEBIT,12.505,USD,2026-11-05', '2: amount "12.505" has more decimals than its currency'],
    ['r,DEBIT,1e3,USD,2026-11-05', '2: amount "1e3" is no decimal number'],
    ['r,DEBIT,"1,000.00",USD,2026-11-05', '2: amount "1,000.00" is no decimal number'],
    [
      `r,DEBIT,${'9'.repeat(77)},USD,2026-11-05`,
      '2: amount "9999999999999999999999999999999999999999…" has more than 78 digits',
    ],
    ['r,debit,1,USD,2026-11-05', '2: side is DEBIT or CREDIT, not "debit"'],
    ['r,DEBIT,1,XXX,2026-11-05', '2: currency is none that is known: "XXX"'],
    [
      'r,DEBIT,1,USD,2026-02-30',
      '2: bookedAt is a day or a moment with its offset, not "2026-02-30"',
    ],
    [
      'r,DEBIT,1,USD,2026-11-05T10:00:00',
      '2: bookedAt is a day or a moment with its offset, not "2026-11-05T10:00:00"',
    ],
    ['r,DEBIT,1,USD', '2: there are 4 fields, the header has 5'],
    ['"r,DEBIT', '2: quote that is never closed'],
  ])('refuses what is wrong with line and reason, %#', async (record, reason) => {
    expect(await faultOf(`${HEADER}${record}\n`)).toBe(reason)
  })

  it('needs a header with each column once', async () => {
    expect(await faultOf('')).toBe('1: there is no header')
    expect(await faultOf('reference,side,side,amount,bookedAt\n')).toBe(
      '1: the header does not have exactly one column "side", "currency"',
    )
  })

  it('is UTF-8 or refused', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(HEADER), 0xff, 0x0a])
    expect(await faultOf(bytes)).toMatch(/^\d: text is not UTF-8$/)
  })
})

describe('a JSON statement', () => {
  const object = (amount: string, more = '') =>
    `{"reference":"r-1","side":"DEBIT","amount":${amount},"currency":"USD","bookedAt":"2026-11-05"${more}}`

  it.each([
    ['array', (objects: string[]) => `[\n${objects.join(',\n')}\n]\n`],
    ['lines', (objects: string[]) => objects.join('\n')],
  ])('is read as %s, in whatever chunks it comes', async (_name, join) => {
    const text = join([object('"12.50"', ',"x":{"y":"}\\"{"}'), object('12.50')])
    for (const size of [1, 3, 1_000]) {
      const lines = await read(text, { format: 'json' }, size)
      expect(lines.map((each) => each.read)).toEqual([
        { ok: true, value: line(1250n) },
        { ok: true, value: line(1250n) },
      ])
    }
  })

  it('takes a number by its digits and never as a float', async () => {
    const [first] = await read(object('90071992547409931.07'), { format: 'json' })
    expect(first?.read).toMatchObject({ value: { amount: { minor: 9007199254740993107n } } })
    expect(await faultOf(object('0.1e1'), { format: 'json' })).toBe(
      '1: amount "0.1e1" is no decimal number',
    )
  })

  it.each([
    ['{}', '1: "reference" is not text'],
    ['{"reference":null}', '1: "reference" is not text'],
    ['{"a":1,}', '1: is not JSON'],
    ['[1]', '1: "1" where an object is expected'],
    ['[{"reference":', '1: object that never ends'],
    ['[', '1: array that never ends'],
    ['[]\n[]', '2: "[" where an object is expected'],
    [`{"a":"${'x'.repeat(70_000)}"}`, '1: object is longer than 65536 characters'],
  ])('refuses what is wrong, %#', async (text, reason) => {
    expect(await faultOf(text, { format: 'json' }, 1_000)).toBe(reason)
  })

  it('may be empty', async () => {
    expect(await read('[]', { format: 'json' })).toEqual([])
    expect(await read('', { format: 'json' })).toEqual([])
  })
})
