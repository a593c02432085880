import { ConfigError, readConfig } from '@tallystick/config'
import { describe, expect, test } from 'vitest'
import { anchorVariables } from '../../config.ts'
import { newAnchors } from './from-config.ts'

const open = (env: Record<string, string>) => newAnchors(readConfig(anchorVariables, env))

function faultsOf(env: Record<string, string>): string[] {
  try {
    open(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ name }) => name)
    throw error
  }
}

describe('the anchors of the environment', () => {
  test('are the file alone unless told, and none when off', () => {
    expect(open({ ANCHOR_PATH: '/tmp/a' }).map(({ name }) => name)).toEqual(['file'])
    expect(open({ ANCHORS: 'off' })).toEqual([])
  })

  test('are those that are named, each once', () => {
    const env = {
      ANCHORS: 'bitcoin, file,ethereum,file',
      ANCHOR_PATH: '/tmp/a',
      ETHEREUM_RPC_URL: 'http://127.0.0.1:8545/key',
      ETHEREUM_ANCHOR_KEY: `0x${'11'.repeat(32)}`,
      BITCOIN_RPC_URL: 'http://user:password@127.0.0.1:8332/wallet/anchors',
    }
    expect(open(env).map(({ name }) => name)).toEqual(['bitcoin', 'file', 'ethereum'])
  })

  test('name all that they need and were not given, at once', () => {
    expect(faultsOf({ ANCHORS: 'file,ethereum,bitcoin' })).toEqual([
      'ANCHOR_PATH',
      'ETHEREUM_RPC_URL',
      'ETHEREUM_ANCHOR_KEY',
      'BITCOIN_RPC_URL',
    ])
  })

  test.each([
    ['ANCHORS', 'paper'],
    ['ANCHORS', 'file,off'],
    ['ANCHOR_EVERY_MINUTES', '0'],
    ['ETHEREUM_RPC_URL', 'ipc:///tmp/geth'],
    ['ETHEREUM_ANCHOR_KEY', '11'.repeat(32)],
    ['BITCOIN_RPC_URL', 'localhost'],
  ])('%s=%s is a fault', (name, value) => {
    expect(faultsOf({ ANCHOR_PATH: '/tmp/a', [name]: value })).toEqual([name])
  })
})
