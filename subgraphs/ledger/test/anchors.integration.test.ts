import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBitcoinAnchor } from '../src/providers/anchor/bitcoin.ts'
import { newEthereumAnchor } from '../src/providers/anchor/ethereum.ts'
import { newFileAnchor } from '../src/providers/anchor/file.ts'
import { PAYLOAD_BYTES, toPayload } from '../src/providers/anchor/payload.ts'
import type { Anchor, HeadToAnchor } from '../src/providers/anchor/port.ts'
import { describeAnchor, newHead, publication } from './anchor-contract.ts'
import { type Bitcoin, startBitcoin } from './chains/bitcoin.ts'
import { type Ethereum, RICH_ADDRESS, RICH_KEY, startEthereum } from './chains/ethereum.ts'

/** Nobody listens on the port for discarding. */
const AWAY = 'http://user:canary@127.0.0.1:9/canary'
const dataOf = (head: HeadToAnchor): string => toPayload(head).toString('hex')

it('a head takes 46 bytes on a chain, of the 80 that Bitcoin relays', () => {
  const head = { ...newHead(), size: 258, rootHash: Buffer.alloc(32, 7) }
  expect(dataOf(head)).toBe(
    `${Buffer.from('TALLY1').toString('hex')}0000000000000102${'07'.repeat(32)}`,
  )
  expect(PAYLOAD_BYTES).toBe(46)
})

describe('in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tallystick-anchor-'))
  const path = join(folder, 'made', 'tree-heads.jsonl')
  afterAll(() => rmSync(folder, { recursive: true }))
  const lines = () => readFileSync(path, 'utf8').split('\n').slice(0, -1)

  let isLost = false
  const open = (): Anchor => {
    const anchor = newFileAnchor(path)
    return {
      ...anchor,
      async publish(...args) {
        const answer = await anchor.publish(...args)
        if (isLost) {
          isLost = false
          throw new Error('the process died')
        }
        return answer
      },
    }
  }
  describeAnchor('file', {
    open,
    count: async (head) => lines().filter((line) => JSON.parse(line).size === head.size).length,
    loseNextAnswer: () => {
      isLost = true
    },
    openAway: () => newFileAnchor('/dev/null/nowhere'),
    unknown: 'line 99999',
  })

  it('each line has all that a head is verified by', async () => {
    const head = newHead()
    await open().publish(head, publication())
    expect(JSON.parse(lines().at(-1) ?? '')).toEqual({
      size: head.size,
      rootHash: Buffer.from(head.rootHash).toString('hex'),
      publishedAt: head.publishedAt,
      keyId: head.keyId,
      signature: Buffer.from(head.signature).toString('base64url'),
      publicKey: head.publicKey,
    })
  })

  it('what a crash left of a line is taken away, wherever it broke off', async () => {
    const whole = readFileSync(path, 'utf8')
    const line = `${lines().at(-1)}`
    for (const length of [1, 2, 50, line.length - 1, line.length]) {
      writeFileSync(path, whole)
      appendFileSync(path, line.slice(0, length))
      const { reference } = await open().publish(newHead(), publication())
      expect(readFileSync(path, 'utf8').startsWith(whole)).toBe(true)
      expect(lines().every((each) => JSON.parse(each).size > 0)).toBe(true)
      expect(reference).toBe(`line ${lines().length}`)
    }
    mkdirSync(join(folder, 'torn'))
    const alone = join(folder, 'torn', 'heads.jsonl')
    writeFileSync(alone, '{"size":')
    expect(await newFileAnchor(alone).publish(newHead(), publication())).toEqual({
      reference: 'line 1',
    })
  })

  it('a log that was cut or rewritten is not anchored over what was', async () => {
    const head = newHead()
    await open().publish(head, publication())
    const cut = { ...newHead(), size: head.size - 1 }
    await expect(open().publish(cut, publication())).rejects.toThrow('cut')
    const rewritten = { ...newHead(), size: head.size }
    await expect(open().publish(rewritten, publication())).rejects.toThrow('rewritten')
  })
})

describe('on Ethereum', () => {
  let chain: Ethereum
  beforeAll(async () => {
    chain = await startEthereum()
  })
  afterAll(() => chain.close())
  const settings = { privateKey: RICH_KEY, confirmations: 1, pollMs: 20, deadlineMs: 3_000 }
  const open = () => newEthereumAnchor({ ...settings, rpcUrl: chain.url })

  describeAnchor('ethereum', {
    open,
    count: (head) => chain.countMined(`0x${dataOf(head)}`),
    loseNextAnswer: () => chain.loseAnswerTo('eth_sendRawTransaction'),
    openAway: () => newEthereumAnchor({ ...settings, rpcUrl: AWAY }),
    unknown: `0x${'00'.repeat(32)}`,
  })

  it('a head is a dynamic-fee transaction from the account to itself, of no value', async () => {
    const head = newHead()
    const { reference } = await open().publish(head, publication())
    const sent = await chain.call<Record<string, string>>('eth_getTransactionByHash', [reference])
    expect(sent).toMatchObject({
      type: '0x2',
      from: RICH_ADDRESS,
      to: RICH_ADDRESS,
      value: '0x0',
      input: `0x${dataOf(head)}`,
    })
  })

  it('finds what was never recorded many blocks back', async () => {
    const before = await open().publish(newHead(), publication())
    const head = newHead()
    const { reference } = await open().publish(head, publication(before.reference))
    await chain.call('anvil_mine', ['0x4b'])
    expect(await open().publish(head, publication(before.reference))).toEqual({ reference })
  })

  it('an answer that comes too late is no answer, and the head is written down once', async () => {
    const before = await open().publish(newHead(), publication())
    const head = newHead()
    chain.delay('eth_sendRawTransaction', 600)
    const hasty = newEthereumAnchor({ ...settings, rpcUrl: chain.url, deadlineMs: 200 })
    await expect(hasty.publish(head, publication(before.reference))).rejects.toThrow('no answer')
    chain.delay('eth_sendRawTransaction', 0)
    await open().publish(head, publication(before.reference))
    expect(await chain.countMined(`0x${dataOf(head)}`)).toBe(1)
  })

  it('a node that refuses is quoted, and an account without money sends nothing', async () => {
    const poor = newEthereumAnchor({
      ...settings,
      rpcUrl: chain.url,
      privateKey: `0x${'11'.repeat(32)}`,
    })
    await expect(poor.publish(newHead(), publication())).rejects.toThrow(/fund/i)
  })
})

describe('on an Ethereum that takes its time', () => {
  let chain: Ethereum
  beforeAll(async () => {
    chain = await startEthereum('--no-mining')
  })
  afterAll(() => chain.close())
  const open = (patienceMs: number, confirmations = 1) =>
    newEthereumAnchor({
      ...{ rpcUrl: chain.url, privateKey: RICH_KEY },
      ...{ confirmations, patienceMs, pollMs: 20 },
    })
  const mine = (blocks = 1) => chain.call('anvil_mine', [`0x${blocks.toString(16)}`])

  it('waits for its confirmations, and for no longer than it may', async () => {
    const head = newHead()
    await expect(open(100, 3).publish(head, publication())).rejects.toThrow('confirmations')
    await mine()
    await expect(open(100, 3).publish(head, publication())).rejects.toThrow('confirmations')
    await mine(2)
    await open(100, 3).publish(head, publication())
    expect(await chain.countMined(`0x${dataOf(head)}`)).toBe(1)
  })

  it('knows its own transaction that is mined between two of its questions', async () => {
    const head = newHead()
    chain.before('eth_getTransactionCount', () => mine())
    await open(5_000).publish(head, publication())
    chain.before('eth_getTransactionCount', async () => {})
    expect(await chain.countMined(`0x${dataOf(head)}`)).toBe(1)
  })

  it('takes the place of a transaction that is stuck: of all that were sent, one is mined', async () => {
    const stuck = newHead()
    await expect(open(50).publish(stuck, publication())).rejects.toThrow()
    const later = newHead()
    await expect(open(50).publish(later, publication())).rejects.toThrow()
    await expect(open(50).publish(later, publication())).rejects.toThrow()
    await mine(2)
    await open(200).publish(later, publication())
    expect(await chain.countMined(`0x${dataOf(later)}`)).toBe(1)
    expect(await chain.countMined(`0x${dataOf(stuck)}`)).toBe(0)
  })

  it('gives up at once when it is asked to', async () => {
    const stop = new AbortController()
    const publishing = open(60_000).publish(newHead(), publication(undefined, stop.signal))
    setTimeout(() => stop.abort(), 100)
    const start = performance.now()
    await expect(publishing).rejects.toThrow()
    expect(performance.now() - start).toBeLessThan(2_000)
    await mine()
  })
})

describe('on Bitcoin', () => {
  let chain: Bitcoin
  beforeAll(async () => {
    chain = await startBitcoin()
  })
  afterAll(() => chain.close())
  const open = () => newBitcoinAnchor({ rpcUrl: chain.url, deadlineMs: 3_000 })

  describeAnchor('bitcoin', {
    open,
    count: async (head) => chain.countCarrying(dataOf(head)),
    loseNextAnswer: () => chain.loseAnswerTo('sendrawtransaction'),
    openAway: () => newBitcoinAnchor({ rpcUrl: AWAY }),
    unknown: '00'.repeat(32),
  })

  it('a head is found once it is mined, and between payments of others', async () => {
    const before = await open().publish(newHead(), publication())
    const head = newHead()
    const { reference } = await open().publish(head, publication(before.reference))
    for (let count = 0; count < 40; count += 1) chain.payOther()
    chain.mine()
    expect(await open().publish(head, publication(before.reference))).toEqual({ reference })
    expect((await open().find(reference))?.size).toBe(head.size)
  })

  it('a head that the chain turned down is written down anew', async () => {
    const head = newHead()
    const { reference } = await open().publish(head, publication())
    chain.conflict(reference)
    expect(await open().find(reference)).toBeUndefined()
    const again = await open().publish(head, publication())
    expect(again.reference).not.toBe(reference)
    expect(chain.countCarrying(dataOf(head))).toBe(1)
  })

  it('a locked wallet sends nothing', async () => {
    chain.lock(true)
    const head = newHead()
    await expect(open().publish(head, publication())).rejects.toThrow('passphrase')
    chain.lock(false)
    expect(chain.countCarrying(dataOf(head))).toBe(0)
  })

  it('a wrong password shows nothing of itself', async () => {
    const wrong = newBitcoinAnchor({ rpcUrl: chain.url.replace(/:[^:@]+@/, ':canary@') })
    const fault = await wrong.find('00'.repeat(32)).catch((error: unknown) => error)
    expect(String((fault as Error).stack)).toContain('401')
    expect(String((fault as Error).stack)).not.toContain('canary')
  })
})
