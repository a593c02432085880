import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson, TEXT_MAX } from './json.ts'
import { judged } from './verdict.ts'

const read = (input: unknown) => judged(async () => ({ ok: true as const, value: readJson(input) }))

const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.maxSafeNat(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('readJson', () => {
  test('reads what JSON.stringify writes, with spaces or without, as text or as the value itself', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, fc.constantFrom(undefined, 2, '\t'), async (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const answer = await read(` ${text}\r\n`)
        expect(JSON.stringify('value' in answer && answer.value)).toBe(JSON.stringify(value))
        if (typeof value === 'string') return
        expect(await read(value)).toEqual(answer)
      }),
    )
  })

  test('never throws and never reads what JSON.parse does not', async () => {
    const anyText = fc.stringMatching(/^[[\]{}:,"\\u0-9a-ftrlsn.eE+\- \n]{0,12}$/)
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, fc.string()), async (text) => {
        const answer = await read(text)
        if (answer.ok) expect(JSON.stringify(answer.value)).toBe(JSON.stringify(JSON.parse(text)))
        else expect(answer.message).not.toBe('')
      }),
      { numRuns: 5_000 },
    )
  })

  test.each<[string, string, string, RegExp]>([
    ['nothing', '', 'NOT_JSON', /^Line 1, column 1: the end of the file/],
    ['a field that comes twice', '{"a": 1,\n "a": 1}', 'NOT_JSON', /^Line 2.*"a" a second time/],
    ['a field twice, once in escapes', '{"a":1,"\\u0061":1}', 'NOT_JSON', /a second time/],
    ['something after the end', '{} {}', 'NOT_JSON', /^Line 1, column 4: something after the end/],
    ['a comma too many', '[1,]', 'NOT_JSON', /no value/],
    ['a comma too few', '[1 2]', 'NOT_JSON', /neither a comma nor/],
    ['a comment', '{/**/}', 'NOT_JSON', /no name of a field/],
    ['a name without quotes', '{a:1}', 'NOT_JSON', /no name of a field/],
    ['a missing colon', '{"a" 1}', 'NOT_JSON', /no colon/],
    ['single quotes', "'a'", 'NOT_JSON', /no value/],
    ['a text without end', '"abc', 'NOT_JSON', /does not end/],
    ['a bare control character', '"a\u0001"', 'NOT_JSON', /not well-formed/],
    ['half a surrogate pair', '"\\ud800"', 'NOT_JSON', /surrogate/],
    ['too much depth', '['.repeat(20), 'NOT_JSON', /too many/],
    ['NaN', 'NaN', 'NOT_JSON', /no value/],
    ['a fraction', '1.0', 'WRONG_VALUE', /"1.0" is not a plain integer/],
    ['an exponent', '1e3', 'WRONG_VALUE', /"1e3"/],
    ['a leading zero', '01', 'WRONG_VALUE', /"01"/],
    ['minus zero', '-0', 'WRONG_VALUE', /"-0"/],
    ['a negative number', '-1', 'WRONG_VALUE', /"-1"/],
    ['2^53', '9007199254740992', 'WRONG_VALUE', /"9007199254740992"/],
    ['more than 4 MiB', `"${' '.repeat(TEXT_MAX)}"`, 'TOO_LARGE', /more than 4194304/],
  ])('refuses %s', async (_what, text, code, message) => {
    const answer = await read(text)
    expect(answer).toMatchObject({ ok: false, code })
    expect('message' in answer && answer.message).toMatch(message)
  })

  test('reads a text of megabytes and a depth without running out of stack', async () => {
    const long = 'é'.repeat(TEXT_MAX - 2)
    expect(await read(`"${long}"`)).toEqual({ ok: true, value: long })
    expect(await read('['.repeat(TEXT_MAX))).toMatchObject({ ok: false })
  })

  test('refuses values that are no JSON', async () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    const trap = {
      get field(): never {
        throw new Error('a getter that throws')
      },
    }
    for (const value of [undefined, 1n, cycle, trap, Symbol('s'), () => 1])
      expect(await read(value)).toMatchObject({ ok: false, code: 'NOT_JSON' })
  })

  test('gives objects no prototype, so that no field is there that was not written', async () => {
    const answer = await read('{"__proto__": {"isAdmin": true}, "constructor": 1}')
    if (!answer.ok) throw new Error(answer.message)
    const { value } = answer as { value: object }
    expect(Object.getPrototypeOf(value)).toBeNull()
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
  })
})
