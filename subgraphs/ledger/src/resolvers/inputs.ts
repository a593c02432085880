/** Reads what services send. What they should not have sent is BAD_USER_INPUT; what may be refused is left to the rules. */
import { isId, type Prefix } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { badInput } from '@tallystick/subgraph-server'
import type { HoldRequest } from '../domain/rules/hold.ts'
import { faultOfName, type LedgerAccountName } from '../domain/rules/ledger-account.ts'
import { isPostable, type Metadata, type Posting } from '../domain/rules/posting.ts'
import type {
  LedgerAccountInput,
  LedgerTransactionInput,
  MetadataFactInput,
  PlaceHoldInput,
} from '../schema/resolvers.generated.ts'

const TRANSACTIONS_MAX = 500
/** Entries in one ledger transaction. */
export const ENTRIES_MAX = 100
/** Characters in what a ledger transaction is for. */
export const DESCRIPTION_MAX = 500
const PROVIDER_MAX = 64
const FACTS_MAX = 20
const FACT_KEY_MAX = 40
const FACT_VALUE_MAX = 500

/** Reads the ledger transactions to post. @throws BAD_USER_INPUT naming the first that cannot be read */
export function toPostings(inputs: readonly LedgerTransactionInput[]): Posting[] {
  if (inputs.length < 1 || inputs.length > TRANSACTIONS_MAX)
    throw badInput(`transactions are 1 to ${TRANSACTIONS_MAX}.`, { field: 'transactions' })
  if (inputs.at(-1)?.linked)
    throw badInput('The last of transactions is linked with nothing.', { field: 'transactions' })
  return inputs.map((input, index) => toPosting(input, `transactions.${index}`))
}

function toPosting(input: LedgerTransactionInput, field: string): Posting {
  if (input.entries.length > ENTRIES_MAX)
    throw badInput(`entries are at most ${ENTRIES_MAX}.`, { field: `${field}.entries` })
  return {
    id: toId('ltx', input.id, `${field}.id`),
    paymentId: toMaybeId('pay', input.paymentId, `${field}.paymentId`),
    reverses: toMaybeId('ltx', input.reverses, `${field}.reverses`),
    effectiveAt: input.effectiveAt ?? null,
    description: toText(input.description, DESCRIPTION_MAX, `${field}.description`),
    metadata: toMetadata(input.metadata ?? [], `${field}.metadata`),
    holdId: toMaybeId('hld', input.holdId, `${field}.holdId`),
    holdKept: input.keepHold ?? false,
    linked: input.linked ?? false,
    entries: input.entries.map(({ ledgerAccount, side, amount }, index) => ({
      ledgerAccount: toName(ledgerAccount, `${field}.entries.${index}.ledgerAccount`),
      side,
      amount: money(amount.amount, amount.currency),
    })),
  }
}

/** Reads facts for programs; null when there are none. @throws BAD_USER_INPUT */
export function toMetadata(facts: readonly MetadataFactInput[], field: string): Metadata | null {
  if (facts.length > FACTS_MAX) throw badInput(`${field} are at most ${FACTS_MAX}.`, { field })
  const pairs = facts.map(({ key, value }, index) => {
    const at = `${field}.${index}`
    if (key === '') throw badInput(`${at}.key is not empty.`, { field: `${at}.key` })
    return [
      toText(key, FACT_KEY_MAX, `${at}.key`),
      toText(value, FACT_VALUE_MAX, `${at}.value`),
    ] as const
  })
  const metadata = new Map(pairs)
  if (metadata.size < pairs.length) throw badInput(`${field} has a key twice.`, { field })
  return pairs.length === 0 ? null : Object.fromEntries(metadata)
}

/** Reads what to reserve. @throws BAD_USER_INPUT also for an amount that is not greater than zero and a past end */
export function toHoldRequest(input: PlaceHoldInput, now: Date): HoldRequest {
  if (!isPostable(input.amount.amount))
    throw badInput('amount is greater than zero.', { field: 'amount' })
  if (input.expiresAt && input.expiresAt <= now)
    throw badInput('expiresAt is in the future.', { field: 'expiresAt' })
  return {
    id: toId('hld', input.id, 'id'),
    ledgerAccount: toName(input.ledgerAccount, 'ledgerAccount'),
    amount: money(input.amount.amount, input.amount.currency),
    expiresAt: input.expiresAt ?? null,
  }
}

function toName(input: LedgerAccountInput, field: string): LedgerAccountName {
  const name: LedgerAccountName = {
    code: input.code,
    accountId: toMaybeId('acc', input.accountId, `${field}.accountId`),
    ownerId: toMaybeId('usr', input.ownerId, `${field}.ownerId`),
    provider: toMaybeText(input.provider, PROVIDER_MAX, `${field}.provider`),
  }
  const fault = faultOfName(name)
  if (fault) throw badInput(`${fault}.`, { field })
  return name
}

/** Reads an id of one kind. @throws BAD_USER_INPUT */
export function toId(prefix: Prefix, id: string, field: string): string {
  if (!isId(prefix, id)) throw badInput(`${field} is an id that starts with ${prefix}_.`, { field })
  return id
}

const toMaybeId = (prefix: Prefix, id: string | null | undefined, field: string): string | null =>
  id === null || id === undefined ? null : toId(prefix, id, field)

/**
 * Reads a text of at most `lengthMax` characters. Postgres stores neither U+0000 nor half a character, and one such text
 * would stop the whole batch. @throws BAD_USER_INPUT
 */
export function toText(text: string, lengthMax: number, field: string): string {
  if (text.length > lengthMax || text.includes('\0') || !text.isWellFormed())
    throw badInput(`${field} is text of at most ${lengthMax} characters.`, { field })
  return text
}

const toMaybeText = (text: string | null | undefined, lengthMax: number, field: string) =>
  text === null || text === undefined ? null : toText(text, lengthMax, field)
