/** Callers who post in a closed loop through the ledger's lane, as its own door does. */
import { newId } from '@tallystick/ids'
import type { OpenLedger } from '@tallystick/ledger/server'
import { money } from '@tallystick/money'
import type { Shape } from './pgbench.ts'

/** Wallets that pay each other. */
export type Wallet = Readonly<{
  code: 'CUSTOMER_WALLET'
  accountId: string
  ownerId: string
  provider: null
}>

/** What a run came to. Latencies in milliseconds. */
export type Run = Readonly<{ perSecond: number; count: number; p50: number; p99: number }>

const CAUSE = { actor: { kind: 'SERVICE' as const, id: 'bench' }, requestId: 'bench' }
const CLEARING = {
  code: 'PROVIDER_CLEARING' as const,
  accountId: null,
  ownerId: null,
  provider: 'simulator',
}

type Party = Wallet | typeof CLEARING

const transfer = (from: Party, to: Party, minor: bigint) => ({
  id: newId('ltx'),
  paymentId: null,
  reverses: null,
  effectiveAt: null,
  description: 'Send',
  metadata: null,
  holdId: null,
  holdKept: false,
  linked: false,
  entries: [
    { ledgerAccount: from, side: 'DEBIT' as const, amount: money(minor, 'USD') },
    { ledgerAccount: to, side: 'CREDIT' as const, amount: money(minor, 'USD') },
  ],
})

/** Opens `count` wallets with plenty in each. */
export async function openWallets({ lane }: OpenLedger, count: number): Promise<Wallet[]> {
  const wallets = Array.from(
    { length: count },
    (): Wallet => ({
      code: 'CUSTOMER_WALLET',
      accountId: newId('acc'),
      ownerId: newId('usr'),
      provider: null,
    }),
  )
  for (let from = 0; from < count; from += 250) {
    const postings = wallets
      .slice(from, from + 250)
      .map((wallet) => transfer(CLEARING, wallet, 1_000_000_000_000n))
    await lane.post({ postings, cause: CAUSE })
  }
  return wallets
}

/** `callers` of them, each posting its next transfer when it has its answer. @throws when one is refused */
export async function runPosters(
  { lane }: OpenLedger,
  {
    wallets,
    shape,
    callers,
    seconds,
  }: { wallets: readonly Wallet[]; shape: Shape; callers: number; seconds: number },
): Promise<Run> {
  const latencies: number[] = []
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  const pick = (): Wallet => wallets[Math.floor(Math.random() * wallets.length)] as Wallet
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < endsAt) {
        const from = shape === 'hot' ? (wallets[0] as Wallet) : pick()
        let to = pick()
        while (to === from) to = pick()
        const sentAt = performance.now()
        const [outcome] = await lane.post({ postings: [transfer(from, to, 1n)], cause: CAUSE })
        if (outcome?.refusal !== null) throw new Error(`refused: ${outcome?.refusal}`)
        latencies.push(performance.now() - sentAt)
      }
    }),
  )
  const took = (performance.now() - startedAt) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number): number => latencies[Math.floor((latencies.length - 1) * share)] ?? 0
  return {
    perSecond: latencies.length / took,
    count: latencies.length,
    p50: at(0.5),
    p99: at(0.99),
  }
}
