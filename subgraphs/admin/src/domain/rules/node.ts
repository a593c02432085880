import { isId, type Prefix } from '@tallystick/ids'

/** The subgraphs that own what has an id. */
export type NodeOwner = 'auth' | 'accounts' | 'payments' | 'ledger' | 'admin'

/** What an id is of: the name of its type in the schema, and who knows the rest. */
export type NodeKind = Readonly<{ type: string; owner: NodeOwner }>

const KINDS = {
  usr: { type: 'User', owner: 'auth' },
  key: { type: 'ApiKey', owner: 'auth' },
  acc: { type: 'Account', owner: 'accounts' },
  pay: { type: 'Payment', owner: 'payments' },
  ltx: { type: 'LedgerTransaction', owner: 'ledger' },
  lac: { type: 'LedgerAccount', owner: 'ledger' },
  rec: { type: 'Reconciliation', owner: 'ledger' },
  brk: { type: 'ReconciliationBreak', owner: 'ledger' },
  stm: { type: 'ProviderStatement', owner: 'ledger' },
  aud: { type: 'AuditLog', owner: 'admin' },
} as const satisfies Partial<Record<Prefix, NodeKind>>

type Known = keyof typeof KINDS

/** The name of a type that implements `Node`. */
export type NodeType = (typeof KINDS)[Known]['type']

/** What an id is of, by its prefix. Undefined for any text that is no id of a node. */
export function nodeKindOf(id: string): (typeof KINDS)[Known] | undefined {
  const prefix = id.slice(0, Math.max(0, id.indexOf('_')))
  return Object.hasOwn(KINDS, prefix) && isId(prefix as Known, id)
    ? KINDS[prefix as Known]
    : undefined
}
