import { describe, expect, it } from 'vitest'
import { readOptions, UsageFault } from './options.ts'

const REQUIRED = ['--provider', 'simulator', '--from', '2026-11-01', '--to', '2026-11-30']

describe('the arguments of statement:import', () => {
  it('need a provider, the days and a file', () => {
    expect(readOptions([...REQUIRED, '-'])).toMatchObject({
      period: { provider: 'simulator', fromDay: '2026-11-01', toDay: '2026-11-30', currency: null },
      form: { format: 'csv', amounts: 'MAJOR', delimiter: ',' },
      file: '-',
    })
  })

  it('may say how the file is written', () => {
    const more = [
      '--format=json',
      '--amounts=minor',
      '--columns=reference=Payment id,bookedAt=Date',
    ]
    expect(
      readOptions([...REQUIRED, ...more, '--delimiter=tab', '--currency=EUR', 'f']),
    ).toMatchObject({
      period: { currency: 'EUR' },
      form: {
        format: 'json',
        amounts: 'MINOR',
        delimiter: '\t',
        columns: { reference: 'Payment id', side: 'side', bookedAt: 'Date' },
      },
    })
  })

  it.each([
    [REQUIRED],
    [[...REQUIRED, 'a', 'b']],
    [['--from', '2026-11-01', '--to', '2026-11-30', 'f']],
    [['--provider', 'p', '--from', '2026-11-31', '--to', '2026-12-01', 'f']],
    [['--provider', 'p', '--from', '2026-11-02', '--to', '2026-11-01', 'f']],
    [['--provider', 'p', '--from', '2025-11-01', '--to', '2026-11-02', 'f']],
    [[...REQUIRED, '--format', 'xml', 'f']],
    [[...REQUIRED, '--amounts', 'cents', 'f']],
    [[...REQUIRED, '--delimiter', 'x', 'f']],
    [[...REQUIRED, '--columns', 'id=x', 'f']],
    [[...REQUIRED, '--currency', 'XXX', 'f']],
    [[...REQUIRED, '--dry-run', 'f']],
  ])('are refused when they are %j', (args) => {
    expect(() => readOptions(args)).toThrow(UsageFault)
  })
})
