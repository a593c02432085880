/**
 * The anchor on Ethereum, or any chain of its kind: an EIP-1559 transaction from an account to itself, with the head as
 * data. The key must be used for nothing else.
 *
 * What makes it once and only once is the account's nonce: it is always that of the next transaction to be mined, never
 * one behind what is on its way. So at most one transaction can become of all that were sent; and when the account has
 * one more than is recorded, that one is looked up before another is sent.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from 'viem'
import { newRpc, type Rpc, RpcError } from './json-rpc.ts'
import { fromPayload, isSameHead, toPayload } from './payload.ts'
import type { Anchor, AnchoredHead, HeadToAnchor, Publication } from './port.ts'

/** How to reach the chain, and when a transaction counts as there to stay. */
export type EthereumSettings = Readonly<{
  rpcUrl: string
  /** 32 bytes as `0x` and 64 hex digits. */
  privateKey: string
  /** Blocks from the transaction's own to the newest, both counted. @default 6 */
  confirmations?: number
  /** How long one call waits for them, in milliseconds. @default 600000 */
  patienceMs?: number
  /** How often it looks, in milliseconds. @default 4000 */
  pollMs?: number
  /** How long one answer of the node may take, in milliseconds. @default 10000 */
  deadlineMs?: number
}>

const CONFIRMATIONS = 6
const PATIENCE_MS = 600_000
const POLL_MS = 4_000

/** How often the price is raised for a transaction that is to take the place of a stuck one. */
const RAISES = 4

type Transaction = Readonly<{
  hash: string
  from: string
  nonce: string
  input: string
  blockNumber: string | null
}>
type Block = Readonly<{ baseFeePerGas?: string; transactions: readonly Transaction[] }>
type Hex = `0x${string}`

/** Opens the anchor. The library that signs is loaded with the first head. */
export function newEthereumAnchor(settings: EthereumSettings): Anchor {
  const rpc = newRpc(settings.rpcUrl, settings.deadlineMs)
  return {
    name: 'ethereum',
    async publish(head, publication) {
      const { privateKeyToAccount } = await import('viem/accounts')
      const account = privateKeyToAccount(settings.privateKey as Hex)
      const chain = { rpc, account, settings }
      const { nonce, found } = await findUnrecorded(chain, publication)
      const isThere = found && isSameHead(headOf(found) ?? NONE, head)
      const hash = isThere ? found.hash : await send(chain, { head, nonce })
      await confirm(chain, { hash, nonce: isThere ? nonce - 1 : nonce, signal: publication.signal })
      return { reference: hash }
    },
    async find(reference) {
      const found = await rpc<Transaction | null>('eth_getTransactionByHash', [reference])
      return found?.blockNumber ? headOf(found) : undefined
    },
  }
}

const NONE: AnchoredHead = { size: -1, rootHash: new Uint8Array() }

type Chain = Readonly<{
  rpc: Rpc
  account: Account & { signTransaction: NonNullable<Account['signTransaction']> }
  settings: EthereumSettings
}>

const headOf = ({ input }: Transaction): AnchoredHead | undefined => fromPayload(input.slice(2))
const toHex = (value: number | bigint): string => `0x${value.toString(16)}`

/** The nonce to use next, and the account's newest transaction if it is mined but was never recorded. */
async function findUnrecorded(
  { rpc, account }: Chain,
  { last, signal }: Publication,
): Promise<{ nonce: number; found?: Transaction | undefined }> {
  const countAt = async (block: string) =>
    Number(await rpc<string>('eth_getTransactionCount', [account.address, block], signal))
  const nonce = await countAt('latest')
  if (nonce === 0) return { nonce }
  const recorded =
    last && (await rpc<Transaction | null>('eth_getTransactionByHash', [last], signal))
  if (recorded && Number(recorded.nonce) === nonce - 1) return { nonce }
  const newest = Number(await rpc<string>('eth_blockNumber', [], signal))
  const block = await blockThatReached(nonce, { newest, countAt })
  const { transactions } = await rpc<Block>('eth_getBlockByNumber', [toHex(block), true], signal)
  const own = transactions.find(
    (each) =>
      each.from.toLowerCase() === account.address.toLowerCase() && Number(each.nonce) === nonce - 1,
  )
  return { nonce, found: own }
}

/** The block whose end saw the count for the first time: steps back that double, then halves. */
async function blockThatReached(
  count: number,
  { newest, countAt }: { newest: number; countAt: (block: string) => Promise<number> },
): Promise<number> {
  let reached = newest
  let before = newest
  for (let step = 1; before > 0; step *= 2) {
    before = Math.max(0, reached - step)
    if ((await countAt(toHex(before))) < count) break
    reached = before
  }
  while (reached - before > 1) {
    const middle = before + ((reached - before) >> 1)
    if ((await countAt(toHex(middle))) < count) before = middle
    else reached = middle
  }
  return reached
}

async function send(chain: Chain, { head, nonce }: { head: HeadToAnchor; nonce: number }) {
  const { rpc, account } = chain
  const data = `0x${toPayload(head).toString('hex')}` as Hex
  const order = { from: account.address, to: account.address, data }
  const [chainId, gas, tip, block] = await Promise.all([
    rpc<string>('eth_chainId', []),
    rpc<string>('eth_estimateGas', [order]),
    rpc<string>('eth_maxPriorityFeePerGas', []),
    rpc<Block>('eth_getBlockByNumber', ['latest', false]),
  ])
  let maxPriorityFeePerGas = BigInt(tip)
  let maxFeePerGas = 2n * BigInt(block.baseFeePerGas ?? 0) + maxPriorityFeePerGas
  for (let raise = 0; ; raise += 1) {
    const signed = await account.signTransaction({
      type: 'eip1559',
      chainId: Number(chainId),
      nonce,
      gas: BigInt(gas),
      maxFeePerGas,
      maxPriorityFeePerGas,
      to: account.address,
      value: 0n,
      data,
    })
    const { keccak256 } = await import('viem')
    const hash = keccak256(signed)
    const fate = await broadcast(rpc, signed)
    if (fate === 'taken') return hash
    if (raise === RAISES) throw new Error('a transaction is stuck, and a dearer one was not taken')
    // A node takes another transaction of the same nonce when both prices are a tenth higher, some ask for an eighth.
    maxPriorityFeePerGas += maxPriorityFeePerGas / 4n + 1n
    maxFeePerGas += maxFeePerGas / 4n + 1n
  }
}

async function broadcast(rpc: Rpc, signed: Hex): Promise<'taken' | 'underpriced'> {
  try {
    await rpc('eth_sendRawTransaction', [signed])
    return 'taken'
  } catch (error) {
    const text = error instanceof RpcError ? error.message : ''
    // Nodes have no codes for these: the words are those of geth, which others repeat.
    if (/already known|already imported|known transaction/i.test(text)) return 'taken'
    if (/underpriced/i.test(text)) return 'underpriced'
    throw error
  }
}

/** Waits until the transaction has its confirmations. @throws when another took its place, or patience ends */
async function confirm(
  { rpc, account, settings }: Chain,
  { hash, nonce, signal }: { hash: string; nonce: number; signal: AbortSignal },
): Promise<void> {
  const { confirmations = CONFIRMATIONS, patienceMs = PATIENCE_MS, pollMs = POLL_MS } = settings
  const end = performance.now() + patienceMs
  for (;;) {
    const [newest, count] = await Promise.all([
      rpc<string>('eth_blockNumber', [], signal),
      rpc<string>('eth_getTransactionCount', [account.address, 'latest'], signal),
    ])
    // Asked last: what is mined between two questions must not count as another one's.
    const receipt = await rpc<{ blockNumber: string } | null>(
      'eth_getTransactionReceipt',
      [hash],
      signal,
    )
    if (receipt && Number(newest) - Number(receipt.blockNumber) + 1 >= confirmations) return
    if (!receipt && Number(count) > nonce)
      throw new Error('another transaction of the account was mined instead; it will be looked up')
    if (performance.now() > end)
      throw new Error(`${hash} has not enough confirmations yet; it will be looked up`)
    await wait(pollMs, undefined, { signal })
  }
}
