import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvFault, readCsv } from './csv.ts'

async function* inChunks(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

const read = async (text: string, { size = 1_000, delimiter = ',' } = {}) =>
  Array.fromAsync(readCsv(inChunks(text, size), delimiter))

const fieldsOf = async (text: string) => (await read(text)).map(({ fields }) => fields)

describe('readCsv', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    ['a,', [['a', '']]],
    ['\n\na\n\n', [['a']]],
    ['"a,b","c""d","e\r\nf"\r\n', [['a,b', 'c"d', 'e\r\nf']]],
    ['""\n', [['']]],
    ['""\r\n', [['']]],
    ['', []],
  ])('reads %j', async (text, records) => {
    for (const size of [1, 2, 1_000])
      expect((await read(text, { size })).map(({ fields }) => fields)).toEqual(records)
  })

  it('reads back what is written by RFC 4180, in chunks of any size', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') })
    const records = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(records, fc.integer({ min: 1, max: 9 }), async (written, size) => {
        const text = written.map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('')
        expect((await read(text, { size })).map(({ fields }) => fields)).toEqual(written)
      }),
    )
  })

  it('numbers records by the line of the file on which they begin', async () => {
    expect((await read('h\n"a\nb"\n\nc\n')).map(({ at }) => at)).toEqual([1, 2, 5])
  })

  it('takes other delimiters', async () => {
    expect((await read('a;b,c\n', { delimiter: ';' }))[0]?.fields).toEqual(['a', 'b,c'])
    expect((await read('a\tb\n', { delimiter: '\t' }))[0]?.fields).toEqual(['a', 'b'])
    expect((await read('a|b\n', { delimiter: '|' }))[0]?.fields).toEqual(['a', 'b'])
  })

  it.each([
    ['a\nb"c\n', 2],
    ['a\n"b" c\n', 2],
    ['a\n"b\nc', 2],
    ['a\rb', 1],
    ['a\r', 1],
    [`a\n${'x'.repeat(70_000)}`, 2],
    [`a\n"${'x\n'.repeat(40_000)}"`, 2],
  ])('refuses what is no CSV and names its line, %#', async (text, at) => {
    const fault = await fieldsOf(text).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(CsvFault)
    expect((fault as CsvFault).at).toBe(at)
  })
})
