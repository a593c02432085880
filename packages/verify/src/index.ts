/** Proofs of the ledger's tally log: made of these hashes and messages, and verified without trusting who made them. */
export { type Proof, verifyAny } from './any.ts'
export { type AuditEntry, auditLinkHash } from './audit-link.ts'
export { fromBase64url, fromHex, isSameBytes, toBase64url, toHex } from './bytes.ts'
export { type ConsistencyProof, verifyConsistencyProof } from './consistency.ts'
export { type Encodable, encode } from './encode.ts'
export { type ShownHead, type TreeHeadProof, verifyTreeHead } from './head.ts'
export {
  commitment,
  type EntryLeaf,
  encodeAuditHeadLeaf,
  encodeLedgerTransactionLeaf,
  fieldSalt,
  hashLedgerTransactionLeaf,
  type LedgerTransactionLeaf,
  metadataValue,
} from './leaf.ts'
export { type LiabilityProof, verifyLiabilityProof } from './liability.ts'
export {
  type ProvenEntry,
  type ProvenLedgerTransaction,
  type ReceiptProof,
  verifyReceipt,
} from './receipt.ts'
export { type Hash, sha256 } from './sha256.ts'
export {
  type LiabilityLeaf,
  type ReadSumNode,
  type SumInclusion,
  type SumNode,
  siblingsOf,
  sumLeaf,
  sumLevels,
  sumNode,
  sumPath,
  sumRootFromPath,
} from './sum-tree.ts'
export {
  appendedNodes,
  type Consistency,
  consistencyPath,
  consistencyPathLength,
  type Inclusion,
  inclusionPath,
  inclusionPathLength,
  leafHash,
  type NodeAt,
  nodeHash,
  nodesReadBy,
  type ReadNode,
  rootFromInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'
export {
  keyIdOf,
  type LiabilitiesStatement,
  liabilitiesMessage,
  type TreeHeadStatement,
  treeHeadMessage,
} from './tree-head.ts'
export { readTrustedHead } from './trusted-head.ts'
export type { NotProven, ProofFacts, RefusalCode, Trust } from './verdict.ts'
