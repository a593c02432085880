import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine, csvText } from './index.ts'

it.each([
  [['a', 'b'], 'a,b\r\n'],
  [['', ''], ',\r\n'],
  [['a,b', 'c"d', 'e\nf'], '"a,b","c""d","e\nf"\r\n'],
])('writes %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

it.each(['=1+1', '+1', '-1', '@A1', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠1'])(
  'takes the power from %j',
  (text) => {
    expect(csvText(text)).toBe(`'${text}`)
  },
)

it('leaves words as they are, and is read back as it was written', () => {
  expect(csvText('lunch = good')).toBe('lunch = good')
  const read = (line: string): string[] => {
    const cells = line.slice(0, -2).match(/("([^"]|"")*"|[^",]*)(,|$)/gs) ?? []
    return cells
      .slice(0, cells.at(-1) === '' ? -1 : undefined)
      .map((cell) => cell.replace(/,$/, ''))
      .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
  }
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }), (cells) => {
      expect(read(csvLine(cells))).toEqual(cells)
    }),
  )
})
