/** An answer as elements of the page. */
import { amountText } from '../amount.ts'
import type { Proof } from '../any.ts'
import type { ProvenEntry, ProvenLedgerTransaction, ReceiptProof } from '../receipt.ts'
import { type NotProven, quoted } from '../verdict.ts'
import { newElement, type PageElement } from './browser.ts'

/** Everything that the page says to an answer; the heading comes first. */
export function answerElements(answer: Proof | NotProven): PageElement[] {
  if (!answer.ok)
    return [
      newElement('h2', 'Not proven'),
      newElement('p', answer.message),
      withClass('code', newElement('p', `Code: ${answer.code}`)),
    ]
  const told =
    answer.format === 'tallystick-receipt/1' ? receiptElements(answer) : [list(answer.facts)]
  const basis = withClass(answer.isKeyTrusted ? '' : 'attention', list(answer.basis))
  const title = answer.isKeyTrusted ? 'Proven' : 'Proven, if the key is the ledger’s'
  return [newElement('h2', title), ...told, newElement('h3', 'What this stands on'), basis]
}

function receiptElements({ facts, ledgerTransactions }: ReceiptProof): PageElement[] {
  return [newElement('p', facts[0] ?? ''), ...ledgerTransactions.flatMap(ledgerTransactionElements)]
}

function ledgerTransactionElements(
  told: ProvenLedgerTransaction,
  at: number,
  all: readonly unknown[],
): PageElement[] {
  const { description, metadata, reverses } = told
  const pairs = metadata.isOpen ? (metadata.value ?? []) : []
  const rows: (readonly [string, string])[] = [
    ['Id', told.id],
    ['Index in the log', String(told.index)],
    ['Recorded', momentText(told.recordedAt)],
    ['In effect from', momentText(told.effectiveAt)],
    ...(reverses ? ([['Undoes', reverses]] as const) : []),
    ['Description', description.isOpen ? quoted(description.value) : 'not shown in this receipt'],
    ...pairs.map(([key, value]) => [`Metadata ${quoted(key)}`, quoted(value)] as const),
  ]
  const definitions = rows.flatMap(([name, value]) => [
    newElement('dt', name),
    newElement('dd', value),
  ])
  return [
    newElement('h3', `Ledger transaction ${at + 1} of ${all.length}`),
    newElement('dl', ...definitions),
    entriesTable(told.entries),
  ]
}

function entriesTable(entries: readonly ProvenEntry[]): PageElement {
  const titles = ['Account', 'Debit', 'Credit', 'Balance after'].map((title) => {
    const cell = newElement('th', title)
    cell.setAttribute('scope', 'col')
    return cell
  })
  const frame = newElement(
    'div',
    newElement(
      'table',
      newElement('caption', 'Entries'),
      newElement('thead', newElement('tr', ...titles)),
      newElement('tbody', ...entries.map(entryRow)),
    ),
  )
  // A table that is wider than the window scrolls by itself, also by keyboard.
  frame.setAttribute('tabindex', '0')
  frame.setAttribute('role', 'region')
  frame.setAttribute('aria-label', 'Entries')
  return withClass('table', frame)
}

function entryRow({ side, amount, currency, balanceAfter, ...of }: ProvenEntry): PageElement {
  const told = amountText(amount, currency)
  const owner = withClass('small', newElement('span', `${of.accountId ?? 'of the house'}`))
  const account = withClass(
    'small',
    newElement('span', `${of.ledgerAccountId}, entry ${of.version}`),
  )
  return newElement(
    'tr',
    newElement('td', of.code, owner, account),
    newElement('td', side === 'DEBIT' ? told : ''),
    newElement('td', side === 'CREDIT' ? told : ''),
    newElement('td', balanceAfter.isOpen ? amountText(balanceAfter.value, currency) : 'not shown'),
  )
}

const list = (sentences: readonly string[]): PageElement =>
  newElement('ul', ...sentences.map((sentence) => newElement('li', sentence)))

const momentText = (moment: string): string => moment.replace('T', ' ').replace('Z', ' UTC')

function withClass(name: string, element: PageElement): PageElement {
  element.className = name
  return element
}
