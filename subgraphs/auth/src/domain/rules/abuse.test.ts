import { describe, expect, it } from 'vitest'
import { ABUSE_SETTINGS, type FailureCounts, subjectOf, toAbuses } from './abuse.ts'

const QUIET: FailureCounts = {
  networks: [],
  people: [],
  everywhere: { accounts: 0, networks: 0 },
}
const kindsOf = (counts: Partial<FailureCounts>) =>
  toAbuses({ ...QUIET, ...counts }, ABUSE_SETTINGS).map(({ kind }) => kind)

describe('failed sign-ins look like an attack', () => {
  it.each([
    [19, []],
    [20, ['CREDENTIAL_STUFFING']],
  ])('of one network with %i accounts: %j // AUT-19', (accounts, kinds) => {
    expect(kindsOf({ networks: [{ network: '203.0.113.0/24', accounts }] })).toEqual(kinds)
  })

  it.each([
    [9, []],
    [10, ['DISTRIBUTED_GUESSING']],
  ])('of one account from %i networks: %j // AUT-19', (networks, kinds) => {
    expect(kindsOf({ people: [{ userId: 'usr_1', networks }] })).toEqual(kinds)
  })

  it.each([
    [499, 10, []],
    [500, 9, []],
    [500, 10, ['PASSWORD_SPRAYING']],
  ])('of %i accounts from %i networks: %j // AUT-19', (accounts, networks, kinds) => {
    expect(kindsOf({ everywhere: { accounts, networks } })).toEqual(kinds)
  })

  it('several at once, each about its own subject', () => {
    const abuses = toAbuses(
      {
        networks: [{ network: '203.0.113.0/24', accounts: 30 }],
        people: [{ userId: 'usr_1', networks: 12 }],
        everywhere: { accounts: 900, networks: 40 },
      },
      ABUSE_SETTINGS,
    )
    expect(abuses.map(subjectOf)).toEqual(['203.0.113.0/24', 'usr_1', '*'])
  })
})
