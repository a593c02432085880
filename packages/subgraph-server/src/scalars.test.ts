import { ANONYMOUS } from '@tallystick/actor'
import { describe, expect, test } from 'vitest'
import { factsOf, newRoom } from '../test/room.ts'

const { subgraph, asked } = newRoom()
const facts = factsOf(ANONYMOUS)

const byLiteral = (field: string, argument: string, literal: string) =>
  subgraph.execute({ query: `{ ${field}(${argument}: ${literal}) }` }, facts)
const byVariable = (field: string, argument: string, type: string, value: unknown) =>
  subgraph.execute(
    { query: `query ($v: ${type}!) { ${field}(${argument}: $v) }`, variables: { v: value } },
    facts,
  )

/** JSON is a GraphQL literal too, but for the names of an object's fields. */
const toLiteral = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'string' ? each.replaceAll('\u2028', ' ') : each,
  ).replace(/"(\w+)":/g, '$1:')

const HOSTILE: readonly unknown[] = [
  // Numbers, exact or not.
  ...[0, 1, -1, 1999, 1.5, 1e2, 1e21, 2 ** 53, -0.5, 1e308, 5e-324],
  // Decimals, exponents, signs.
  ...[
    '1.5',
    '1.0',
    '1.',
    '.5',
    '1e2',
    '1E2',
    '1e-2',
    '+1',
    '--1',
    '-',
    '+',
    '- 1',
    '-0',
    '-00',
    '1-',
  ],
  // Leading zeros and spaces.
  ...[
    '00',
    '01',
    '-01',
    '007',
    ' 1',
    '1 ',
    '\t1',
    '1\n',
    '1\u00a0',
    '\ufeff1',
    '1\u200b',
    '1\u0000',
  ],
  // Separators and currencies.
  ...['1,000', '1_000', "1'000", '1 000', '$1', '1USD', '¢1'],
  // Other bases, other digits, other words.
  ...['0x10', '0b1', '0o7', '1n', '１２３', '١٢٣', '१२३', '𝟙𝟚', '²', 'Ⅷ', '一'],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    'undefined',
    'true',
    'one',
    '',
    ' ',
    '1;drop table',
    '1\u0338',
  ],
  // Too long, by one digit and by far.
  ...['9'.repeat(79), `-${'9'.repeat(79)}`, '1'.repeat(80), '9'.repeat(10_000)],
  // Not text at all.
  ...[true, false, [], ['1'], [1], {}, { minor: '1' }, [['1']]],
]

describe('MinorUnits refuses what is not a canonical whole number as text', () => {
  test('and there are enough hostile values to mean something', () => {
    expect(HOSTILE.length).toBeGreaterThan(60)
  })

  test.each(HOSTILE.map((value) => [JSON.stringify(value).slice(0, 40), value] as const))(
    '%s, as a literal and as a variable alike',
    async (_text, value) => {
      asked.length = 0
      const answers = [
        await byLiteral('minor', 'of', toLiteral(value)),
        await byVariable('minor', 'of', 'MinorUnits', value),
      ]
      for (const { data, errors } of answers) {
        expect(data).toBeUndefined()
        expect(errors?.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT'])
      }
      expect(asked).toEqual([])
    },
  )

  test.each(['1e309', '-1e309', '9007199254740993', 'AN_ENUM'])(
    'the literal %s',
    async (literal) => {
      const { errors } = await byLiteral('minor', 'of', literal)
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
    },
  )
})

describe('MinorUnits takes whole numbers, and gives the same text back', () => {
  const largest = '9'.repeat(78)
  test.each(['0', '1', '-1', '1999', '9007199254740993', largest, `-${largest}`])(
    '%s',
    async (text) => {
      expect((await byLiteral('minor', 'of', `"${text}"`)).data).toEqual({ minor: text })
      expect((await byLiteral('minor', 'of', `"""${text}"""`)).data).toEqual({ minor: text })
      expect((await byVariable('minor', 'of', 'MinorUnits', text)).data).toEqual({ minor: text })
    },
  )

  test('and a resolver that gives a float is a fault, not an amount', async () => {
    const { data, errors } = await subgraph.execute({ query: '{ wrongType }' }, facts)
    expect(data).toEqual({ wrongType: null })
    expect(errors?.[0]?.extensions['code']).toBe('INTERNAL')
  })
})

describe('CurrencyCode', () => {
  test.each([
    'usd',
    'Usd',
    'US',
    'USDT',
    'XXX',
    '',
    ' USD',
    'toString',
    '__proto__',
    840,
    null,
    true,
  ])('refuses %j', async (currency) => {
    const query = 'query ($m: MoneyInput!) { echo(amount: $m) { amount } }'
    const variables = { m: { amount: '1', currency } }
    const { errors } = await subgraph.execute({ query, variables }, facts)
    expect(errors?.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT'])
  })

  test('is text, not an enum value', async () => {
    const query = '{ echo(amount: { amount: "1", currency: USD }) { amount } }'
    const { errors } = await subgraph.execute({ query }, facts)
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
  })
})

describe('DateTime', () => {
  test.each([
    ['2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.123456789Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T12:00:00+05:30', '2026-01-31T06:30:00.000Z'],
    ['2024-02-29T00:00:00-01:00', '2024-02-29T01:00:00.000Z'],
  ])('reads %s', async (text, printed) => {
    expect((await byLiteral('moment', 'at', `"${text}"`)).data).toEqual({ moment: printed })
    expect((await byVariable('moment', 'at', 'DateTime', text)).data).toEqual({ moment: printed })
  })

  test.each([
    ...[
      '2026-02-30T00:00:00Z',
      '2025-02-29T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-13-01T00:00:00Z',
    ],
    ...[
      '2026-00-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T23:60:00Z',
    ],
    ...[
      '2026-01-01T23:59:60Z',
      '2026-01-01',
      '2026-01-01T00:00:00',
      '2026-01-01 00:00:00Z',
      'now',
      '',
    ],
    ...[
      '2026-01-01T00:00:00+24:00',
      '+002026-01-01T00:00:00Z',
      '2026-01-01T00:00:00z',
      0,
      1767225600000,
    ],
  ])('refuses %j as a literal and as a variable alike', async (value) => {
    const answers = [
      await byLiteral('moment', 'at', JSON.stringify(value)),
      await byVariable('moment', 'at', 'DateTime', value),
    ]
    for (const { errors } of answers)
      expect(errors?.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT'])
  })
})

describe('Money', () => {
  const ask = (amount: string, currency: string, locale: unknown) =>
    subgraph.execute(
      {
        query: `query ($a: MinorUnits!, $c: CurrencyCode!, $l: String) {
          echo(amount: { amount: $a, currency: $c }) { amount currency exponent formatted(locale: $l) } }`,
        variables: { a: amount, c: currency, l: locale },
      },
      facts,
    )

  test.each([
    ['1999', 'USD', 'en', 2, '$19.99'],
    ['1999', 'JPY', null, 0, '¥1,999'],
    ['9007199254740993', 'USD', 'en', 2, '$90,071,992,547,409.93'],
  ])('%s %s for %s', async (amount, currency, locale, exponent, formatted) => {
    expect((await ask(amount, currency, locale)).data).toEqual({
      echo: { amount, currency, exponent, formatted },
    })
  })

  test.each(['', 'not a tag', 'e', 'x'.repeat(10_000), '--', '\u0000'])(
    'answers the locale %j as bad input, not as a fault',
    async (locale) => {
      const { errors } = await ask('1', 'USD', locale)
      expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT')
    },
  )
})
