import { readFileSync } from 'node:fs'
import { requirementsOf } from '@tallystick/policy'
import { describe, expect, test } from 'vitest'
import { flipsOf } from '../src/policy/flips.ts'
import { newPolicyTable, policyTable } from '../src/policy/table.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const supergraph = read('../supergraph.graphql')
const api = read('../api.graphql')
const committed = read('../../docs/reference/policy-rules.txt')
const matrix = read('../../docs/reference/policy-matrix.txt')

describe('the table of rules (RBA-5, RBA-9)', () => {
  test('is what the supergraph says', () => {
    expect(policyTable(supergraph, api)).toBe(committed)
  })

  test('says of each root field what HTTP was seen to say of it', () => {
    const cells = (text: string) => text.split('\n').map((line) => line.split(/ {2,}/))
    const rules = new Map(cells(committed).map(([field, ...row]) => [field, row]))
    const seen = cells(matrix).filter(([field]) => field?.includes('.'))
    expect(seen.length).toBeGreaterThan(40)
    for (const [field, anonymous, customer, vendor, admin] of seen) {
      const [one, two, three, , four] = rules.get(field) ?? []
      expect([field, one, two, three, four]).toEqual([field, anonymous, customer, vendor, admin])
    }
  })

  test('notices every rule that is lost, opened or closed (RBA-7)', () => {
    const table = newPolicyTable(supergraph, api)
    const flips = [...flipsOf(supergraph)]
    const unnoticed = flips.filter(({ sdl }) => {
      try {
        requirementsOf(sdl).assertComplete()
      } catch {
        // The gateway would not start.
        return false
      }
      return table(sdl) === committed
    })
    expect(flips.length).toBeGreaterThan(100)
    expect(unnoticed.map(({ at, what }) => `${at} ${what}`)).toEqual([])
    // Each wrong rule is a whole supergraph to read.
  }, 180_000)
})
