/**
 * A bitcoind with a wallet, as far as the anchor calls it: it builds, funds and signs transactions byte by byte, and takes
 * none that Bitcoin Core would not relay.
 */
import { createHash, randomBytes } from 'node:crypto'
import { serveUnreliably, type Unreliable } from './unreliable.ts'

const USER = 'anchor'
const PASSWORD = 'p@ss/word'
/** Core's default for -datacarriersize until version 29: the script with its OP_RETURN and length. */
const SCRIPT_BYTES_MAX = 83
const CHANGE_SCRIPT = `0014${'ab'.repeat(20)}`

export type Bitcoin = Unreliable &
  Readonly<{
    /** Confirms what waits in the pool. */
    mine(): void
    /** Turns a transaction down for good, as after a double spend. */
    conflict(txid: string): void
    /** Makes signing impossible. */
    lock(isLocked: boolean): void
    /** How many transactions that still stand carry this data. */
    countCarrying(data: string): number
    /** Lets others use the wallet: payments that are none of ours. */
    payOther(): string
  }>

type Out = Readonly<{ value: bigint; script: string }>
type Kept = { txid: string; hex: string; outs: readonly Out[]; confirmations: number }

class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

export async function startBitcoin(): Promise<Bitcoin> {
  const kept: Kept[] = []
  let isLocked = false
  const keep = (hex: string): string => {
    const { outs, isSigned, bare } = parse(hex)
    if (!isSigned) throw new Refusal(-26, 'mandatory-script-verify-flag-failed')
    const carriers = outs.filter(({ script }) => script.startsWith('6a'))
    if (carriers.length > 1) throw new Refusal(-26, 'multi-op-return')
    for (const { script, value } of carriers) {
      if (script.length / 2 > SCRIPT_BYTES_MAX) throw new Refusal(-26, 'scriptpubkey')
      if (value !== 0n) throw new Refusal(-26, 'dust')
      const length = Number.parseInt(script.slice(2, 4), 16)
      if (length > 75 || script.length !== 4 + 2 * length) throw new Refusal(-26, 'scriptpubkey')
    }
    const once = createHash('sha256').update(Buffer.from(bare, 'hex')).digest()
    const txid = createHash('sha256').update(once).digest().reverse().toString('hex')
    if (kept.some((each) => each.txid === txid)) throw new Refusal(-27, 'already in the pool')
    kept.push({ txid, hex, outs, confirmations: 0 })
    return txid
  }
  const find = (txid: string): Kept => {
    if (!/^[0-9a-f]{64}$/.test(txid)) throw new Refusal(-8, 'txid must be of length 64')
    const found = kept.find((each) => each.txid === txid)
    if (!found) throw new Refusal(-5, 'Invalid or non-wallet transaction id')
    return found
  }
  const methods: Record<string, (...params: never[]) => unknown> = {
    createrawtransaction: (ins: unknown[], outs: { data: string }[]) => {
      if (ins.length > 0) throw new Refusal(-8, 'the emulator funds by itself')
      const scripts = outs.map(({ data }) => {
        if (!/^([0-9a-f]{2})+$/.test(data)) throw new Refusal(-8, 'Data must be hexadecimal')
        return { value: 0n, script: `6a${byte(data.length / 2)}${data}` }
      })
      return serialize({ ins: '00', outs: scripts })
    },
    fundrawtransaction: (hex: string) => {
      const { outs } = parse(hex)
      const ins = `01${randomBytes(32).toString('hex')}0000000000fdffffff`
      const funded = serialize({ ins, outs: [...outs, { value: 98_765n, script: CHANGE_SCRIPT }] })
      return { hex: funded, fee: 0.00001, changepos: outs.length }
    },
    signrawtransactionwithwallet: (hex: string) => {
      if (isLocked) throw new Refusal(-13, 'Please enter the wallet passphrase first.')
      return { hex: `${hex}02${'47'.repeat(8)}`, complete: true }
    },
    sendrawtransaction: keep,
    listtransactions: (_label: string, count: number) =>
      kept
        .flatMap(({ txid, outs, confirmations }) =>
          outs
            .filter(({ script }) => script !== CHANGE_SCRIPT)
            .map(() => ({ txid, category: 'send', amount: -0, confirmations })),
        )
        .slice(-count),
    gettransaction: (txid: string) => {
      const { outs, hex, confirmations } = find(txid)
      const vout = outs.map(({ value, script }, n) => ({
        value: Number(value) / 1e8,
        n,
        scriptPubKey: { hex: script, type: script.startsWith('6a') ? 'nulldata' : 'witness_v0' },
      }))
      return { txid, hex, confirmations, decoded: { txid, vout } }
    },
  }
  const between = await serveUnreliably(
    async (method, params) => {
      try {
        const run = methods[method]
        if (!run) throw new Refusal(-32601, 'Method not found')
        return { result: run(...(params as never[])), error: null }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { result: null, error: { code: error.code, message: error.message } }
      }
    },
    (authorization) =>
      authorization === `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`,
  )
  const secret = `${USER}:${encodeURIComponent(PASSWORD)}@`
  return {
    ...between,
    url: `${between.url.replace('//', `//${secret}`)}/wallet/anchors`,
    mine() {
      for (const each of kept) if (each.confirmations >= 0) each.confirmations += 1
    },
    conflict: (txid) => void Object.assign(find(txid), { confirmations: -1 }),
    lock(locked) {
      isLocked = locked
    },
    countCarrying: (data) =>
      kept.filter(
        ({ outs, confirmations }) =>
          confirmations >= 0 &&
          outs.some(({ script }) => script === `6a${byte(data.length / 2)}${data}`),
      ).length,
    payOther() {
      const ins = `01${randomBytes(32).toString('hex')}0000000000fdffffff`
      const hex = serialize({ ins, outs: [{ value: 5n, script: `0014${'cd'.repeat(20)}` }] })
      return keep(`${hex}02${'47'.repeat(8)}`)
    },
  }
}

const byte = (value: number): string => value.toString(16).padStart(2, '0')

/** Version 2, the inputs as they are, the outputs, no lock time. */
function serialize({ ins, outs }: { ins: string; outs: readonly Out[] }): string {
  const written = outs.map(({ value, script }) => {
    const amount = Buffer.alloc(8)
    amount.writeBigUInt64LE(value)
    return `${amount.toString('hex')}${byte(script.length / 2)}${script}`
  })
  return `02000000${ins}${byte(outs.length)}${written.join('')}00000000`
}

function parse(hex: string): { outs: Out[]; isSigned: boolean; bare: string } {
  let at = 0
  const take = (bytes: number): string => {
    const text = hex.slice(at, at + 2 * bytes)
    if (text.length !== 2 * bytes) throw new Refusal(-22, 'TX decode failed')
    at += 2 * bytes
    return text
  }
  if (take(4) !== '02000000') throw new Refusal(-22, 'TX decode failed')
  const ins = Number.parseInt(take(1), 16)
  for (let index = 0; index < ins; index += 1) {
    take(36)
    take(Number.parseInt(take(1), 16))
    take(4)
  }
  const outs = Array.from({ length: Number.parseInt(take(1), 16) }, () => {
    const value = Buffer.from(take(8), 'hex').readBigUInt64LE()
    return { value, script: take(Number.parseInt(take(1), 16)) }
  })
  take(4)
  const bare = hex.slice(0, at)
  return { outs, bare, isSigned: ins > 0 && hex.length > at }
}
