import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

type Violation = Readonly<{ from: string; to: string; rule: { name: string } }>

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallystick-arrows-'))
  for (const path of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(path, join(folder, path))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const plant = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  plant('subgraphs/payments/src/db/payments.ts', 'export const findPayments = () => []\n')
  plant(
    'subgraphs/payments/src/domain/send-money.ts',
    "export { findPayments } from '../db/payments.ts'\n",
  )
})

afterAll(() => rmSync(folder, { recursive: true }))

const violations = (): string[] => {
  const run = spawnSync(
    process.execPath,
    [
      resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      'subgraphs',
      '--output-type',
      'json',
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  const found = JSON.parse(run.stdout).summary.violations as Violation[]
  return found.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
}

describe('the arrows between rooms', () => {
  it('allow what the house is built of', () => {
    expect(violations()).toEqual([])
  })

  it('catch one planted leak, and only that', () => {
    const leak = join(folder, 'subgraphs/payments/src/domain/rules/leak.ts')
    mkdirSync(join(leak, '..'), { recursive: true })
    writeFileSync(leak, "export { findPayments } from '../../db/payments.ts'\n")
    expect(violations()).toEqual([
      'rules-are-pure: subgraphs/payments/src/domain/rules/leak.ts -> subgraphs/payments/src/db/payments.ts',
    ])
  })
})
