import { expect, it } from 'vitest'
import { faultOfName, type LedgerAccountName } from './ledger-account.ts'

const name = (over: Partial<LedgerAccountName>): LedgerAccountName => ({
  code: 'FEE_INCOME',
  accountId: null,
  ownerId: null,
  provider: null,
  ...over,
})
const wallet = { code: 'CUSTOMER_WALLET', accountId: 'acc_1', ownerId: 'usr_1' } as const

it.each([
  ['a wallet with account and owner', name(wallet), undefined],
  ['a wallet without an owner', name({ ...wallet, ownerId: null }), /needs ownerId/],
  ['a wallet of nobody', name({ code: 'CUSTOMER_WALLET' }), /needs accountId and ownerId/],
  ['a wallet with a provider', name({ ...wallet, provider: 'X' }), /takes no provider/],
  ['clearing with a provider', name({ code: 'PROVIDER_CLEARING', provider: 'X' }), undefined],
  ['clearing without one', name({ code: 'PROVIDER_CLEARING' }), /needs provider/],
  ['fees', name({}), undefined],
  ['fees of an account', name({ accountId: 'acc_1' }), /takes no accountId/],
])('names: %s', (_what, given, expected) => {
  const fault = faultOfName(given)
  if (expected) expect(fault).toMatch(expected)
  else expect(fault).toBeUndefined()
})
