import { type Actor, maySee } from '@tallystick/actor'
import type { Entry } from './rules/entry.ts'
import type { LedgerTransaction } from './rules/ledger-transaction.ts'

/** Reads many ledger transactions, and the entries of many, together. */
export type Reading = Readonly<{
  actor: Actor
  load: (id: string) => Promise<LedgerTransaction | undefined>
  loadOfPayment: (paymentId: string) => Promise<readonly LedgerTransaction[]>
  loadEntries: (ledgerTransactionId: string) => Promise<readonly Entry[]>
}>

/** One ledger transaction, if it touches an account that the actor may see. */
export async function findLedgerTransaction(
  reading: Reading,
  id: string,
): Promise<LedgerTransaction | undefined> {
  const found = await reading.load(id)
  return found && (await isParty(reading, id)) ? found : undefined
}

/** What a payment did in the ledger, oldest first, as far as it touches accounts that the actor may see. */
export async function findLedgerTransactionsOf(
  reading: Reading,
  paymentId: string,
): Promise<LedgerTransaction[]> {
  const all = await reading.loadOfPayment(paymentId)
  const visible = await Promise.all(all.map(({ id }) => isParty(reading, id)))
  return all.filter((_each, index) => visible[index])
}

async function isParty({ actor, loadEntries }: Reading, id: string): Promise<boolean> {
  // Administrators and services see everything, and so without a look at the entries.
  if (maySee(actor, null)) return true
  const entries = await loadEntries(id)
  return entries.some(({ ledgerAccount }) => maySee(actor, ledgerAccount.ownerId))
}
