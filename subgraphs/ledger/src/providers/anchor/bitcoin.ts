/**
 * The anchor on Bitcoin: a transaction with an OP_RETURN output that holds the head, paid for by the wallet of a bitcoind
 * (23 or later) that serves nothing else.
 *
 * The wallet remembers what it sent: before it sends, it is asked whether one of its newest transactions says this head.
 */
import { newRpc, type Rpc, RpcError } from './json-rpc.ts'
import { fromPayload, isSameHead, toPayload } from './payload.ts'
import type { Anchor, AnchoredHead } from './port.ts'

/** How many of the wallet's newest lines are looked through for a head that was sent and never recorded. */
const LOOKBACK = 100

/** What bitcoind answers for a transaction that it does not know, and for an id that is none. */
const NOT_KNOWN = [-5, -8]

type Listed = Readonly<{ txid: string; category: string; confirmations: number }>
type Known = Readonly<{
  confirmations: number
  decoded: Readonly<{ vout: readonly Readonly<{ scriptPubKey: Readonly<{ hex: string }> }>[] }>
}>

/** How to reach the wallet. */
export type BitcoinSettings = Readonly<{
  /** With name and password: `http://user:password@host:8332/wallet/name`. */
  rpcUrl: string
  /** How long one answer of the node may take, in milliseconds. @default 10000 */
  deadlineMs?: number
}>

/** Opens the anchor. */
export function newBitcoinAnchor({ rpcUrl, deadlineMs }: BitcoinSettings): Anchor {
  const rpc = newRpc(rpcUrl, deadlineMs)
  return {
    name: 'bitcoin',
    async publish(head, { last, signal }) {
      const sent = await findSent(rpc, { head, last, signal })
      if (sent) return { reference: sent }
      const data = toPayload(head).toString('hex')
      const bare = await rpc<string>('createrawtransaction', [[], [{ data }]], signal)
      const { hex: funded } = await rpc<{ hex: string }>('fundrawtransaction', [bare], signal)
      const signed = await rpc<{ hex: string; complete: boolean }>(
        'signrawtransactionwithwallet',
        [funded],
        signal,
      )
      if (!signed.complete) throw new Error('the wallet cannot sign: is it locked?')
      return { reference: await rpc<string>('sendrawtransaction', [signed.hex], signal) }
    },
    find: (reference) => headIn(rpc, reference),
  }
}

/** A transaction of the wallet that says this head, newer than the last that is recorded. */
async function findSent(
  rpc: Rpc,
  { head, last, signal }: { head: AnchoredHead; last: string | undefined; signal: AbortSignal },
): Promise<string | undefined> {
  const listed = await rpc<Listed[]>('listtransactions', ['*', LOOKBACK], signal)
  const sent = listed.filter(({ category }) => category === 'send').map(({ txid }) => txid)
  for (const txid of new Set(sent.reverse())) {
    if (txid === last) return undefined
    const found = await headIn(rpc, txid)
    if (found && isSameHead(found, head)) return txid
  }
  return undefined
}

/** What a transaction of the wallet says; undefined for one that the chain has turned down. */
async function headIn(rpc: Rpc, txid: string): Promise<AnchoredHead | undefined> {
  try {
    const { confirmations, decoded } = await rpc<Known>('gettransaction', [txid, true, true])
    if (confirmations < 0) return undefined
    return decoded.vout
      .map(({ scriptPubKey }) => fromScript(scriptPubKey.hex))
      .find((head) => head !== undefined)
  } catch (error) {
    if (error instanceof RpcError && NOT_KNOWN.includes(error.code)) return undefined
    throw error
  }
}

/** OP_RETURN (6a), the number of bytes, the bytes. */
function fromScript(hex: string): AnchoredHead | undefined {
  const [, length, data] = /^6a([0-4][0-9a-f])([0-9a-f]*)$/.exec(hex) ?? []
  if (length === undefined || data?.length !== 2 * Number.parseInt(length, 16)) return undefined
  return fromPayload(data)
}
