import { CONSISTENCY_FORMAT, type ConsistencyProof, proveConsistency } from './consistency.ts'
import { proveTreeHead, TREE_HEAD_FORMAT, type TreeHeadProof } from './head.ts'
import { readJson } from './json.ts'
import { LIABILITY_FORMAT, type LiabilityProof, proveLiability } from './liability.ts'
import { proveReceipt, RECEIPT_FORMAT, type ReceiptProof } from './receipt.ts'
import { isObject } from './shape.ts'
import { judged, type NotProven, quoted, refuse, type Trust } from './verdict.ts'

/** Something that this package can prove; `format` tells which. */
export type Proof = ReceiptProof | ConsistencyProof | LiabilityProof | TreeHeadProof

/** Verifies a file of any of the formats, which its field `format` names. Never throws for what is in it. */
export const verifyAny = (input: unknown, trust: Trust = {}): Promise<Proof | NotProven> =>
  judged(async (): Promise<Proof> => {
    const json = readJson(input)
    const format = isObject(json) ? json['format'] : undefined
    switch (format) {
      case RECEIPT_FORMAT:
        return await proveReceipt(json, trust)
      case CONSISTENCY_FORMAT:
        return await proveConsistency(json, trust)
      case LIABILITY_FORMAT:
        return await proveLiability(json, trust)
      case TREE_HEAD_FORMAT:
        return await proveTreeHead(json, trust)
      default:
        return refuse('UNKNOWN_FORMAT', unknownFormat(format))
    }
  })

const unknownFormat = (format: unknown): string =>
  typeof format === 'string'
    ? `The file's format ${quoted(format)} is not known here.`
    : 'This is not a file of the tally log: it has no field "format".'
