import { describe, expect, test } from 'vitest'
import { newPageOf } from './page.ts'

const CONFIG: Parameters<typeof newPageOf>[0] = {
  NODE_ENV: 'test',
  PUBLIC_URL: 'http://localhost:4000',
  CORS_ORIGINS: ['https://app.test'],
}
const HTTPS = { ...CONFIG, PUBLIC_URL: 'https://bank.test', CORS_ORIGINS: [] }
const HOST = { host: '127.0.0.1:4000' }

// SEC-9
describe('a page', () => {
  test.each([
    ['of the host that is asked', { ...HOST, origin: 'http://127.0.0.1:4000' }, 'OWN'],
    ['of the public URL', { ...HOST, origin: 'http://localhost:4000' }, 'OWN'],
    ['of a listed origin', { ...HOST, origin: 'https://app.test' }, 'OWN'],
    ['whose browser says so', { ...HOST, 'sec-fetch-site': 'same-origin' }, 'OWN'],
    [
      'whose browser says so, behind a proxy',
      { ...HOST, origin: 'http://a.test', 'sec-fetch-site': 'same-origin' },
      'OWN',
    ],
    ['of another port', { ...HOST, origin: 'http://127.0.0.1:4001' }, 'FOREIGN'],
    ['of another scheme', { ...HOST, origin: 'https://127.0.0.1:4000' }, 'FOREIGN'],
    [
      'of a name that begins like ours',
      { ...HOST, origin: 'http://127.0.0.1:4000.a.test' },
      'FOREIGN',
    ],
    ['of a name below a listed one', { ...HOST, origin: 'https://x.app.test' }, 'FOREIGN'],
    ['without an origin', { ...HOST, origin: 'null' }, 'FOREIGN'],
    ['with an empty origin', { ...HOST, origin: '' }, 'FOREIGN'],
    [
      'of a listed origin on another site',
      { ...HOST, origin: 'https://app.test', 'sec-fetch-site': 'cross-site' },
      'FOREIGN',
    ],
    ['of our site, without an origin', { ...HOST, 'sec-fetch-site': 'same-site' }, 'FOREIGN'],
    ['that a person went to', { ...HOST, 'sec-fetch-site': 'none' }, 'UNTOLD'],
    ['of a browser that says nothing', HOST, 'UNTOLD'],
  ] as const)('%s', (_title, headers, page) => {
    expect(newPageOf(CONFIG)(headers)).toBe(page)
  })

  test('over http is foreign where browsers reach us by https', () => {
    const pageOf = newPageOf(HTTPS)
    expect(pageOf({ host: 'bank.test', origin: 'https://bank.test' })).toBe('OWN')
    expect(pageOf({ host: 'bank.test', origin: 'http://bank.test' })).toBe('FOREIGN')
    expect(pageOf({ host: 'inner:4000', origin: 'https://bank.test' })).toBe('OWN')
  })
})
