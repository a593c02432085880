/** A real Ethereum node on this machine: anvil, which keeps its chain in memory. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { serveUnreliably, type Unreliable } from './unreliable.ts'

/** One of anvil's own accounts, rich on its chain and known to everybody. */
export const RICH_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
export const RICH_ADDRESS = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'

export type Ethereum = Unreliable &
  Readonly<{
    /** Calls the node itself, past everything that is unreliable. */
    call<Answer>(method: string, params?: unknown[]): Promise<Answer>
    /** How many transactions of all blocks have this data. */
    countMined(data: string): Promise<number>
  }>

/** @param options of anvil: `--no-mining`, `--block-time 1` … */
export async function startEthereum(...options: string[]): Promise<Ethereum> {
  const child = spawn(binary(), ['--port', '0', '--accounts', '1', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let url = ''
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^Listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (!port) continue
    url = `http://127.0.0.1:${port}`
    break
  }
  child.stdout.resume()
  const ask = async (method: string, params: unknown[]): Promise<{ result?: unknown }> => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const headers = { 'content-type': 'application/json' }
    const { id: _id, ...answer } = (await (
      await fetch(url, { method: 'POST', headers, body })
    ).json()) as { id: number }
    return answer
  }
  const between = await serveUnreliably(ask)
  const call = async <Answer>(method: string, params: unknown[] = []) =>
    (await ask(method, params)).result as Answer
  return {
    ...between,
    call,
    async countMined(data) {
      let count = 0
      const newest = Number(await call<string>('eth_blockNumber'))
      for (let number = 0; number <= newest; number += 1) {
        const block = await call<{ transactions: { input: string }[] }>('eth_getBlockByNumber', [
          `0x${number.toString(16)}`,
          true,
        ])
        count += block.transactions.filter(({ input }) => input === data).length
      }
      return count
    },
    async close() {
      await between.close()
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** The program is in a package of its own for each platform, beside the one that we depend on. */
function binary(): string {
  const ours = createRequire(import.meta.url)
  const anvil = createRequire(ours.resolve('@foundry-rs/anvil/package.json'))
  const platform = process.arch === 'x64' ? 'amd64' : process.arch
  const name = process.platform === 'win32' ? 'anvil.exe' : 'anvil'
  return anvil.resolve(`@foundry-rs/anvil-${process.platform}-${platform}/bin/${name}`)
}
