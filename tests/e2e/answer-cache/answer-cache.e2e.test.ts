import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Client, signIn } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const dataDir = newDataDir()
let product: Product
let ada: Client
beforeAll(async () => {
  product = await startProduct({ dataDir })
  ada = await signIn(product.url, 'ada@demo.test')
})
afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

const HEAD = '{ treeHead { size publishedAt } }'

/** Asks by GET, as what lies between may keep it. */
async function ask(query: string, token?: string) {
  const response = await fetch(`${product.url}?query=${encodeURIComponent(query)}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  const text = await response.text()
  return {
    text,
    cacheControl: response.headers.get('cache-control'),
    age: response.headers.get('age'),
  }
}

it('says what may be kept of the tally log: by anyone when no credential was sent, else by nobody (SUP-18)', async () => {
  await vi.waitFor(async () => expect((await ask(HEAD)).text).toContain('"size":'), 10_000)
  const open = await ask(HEAD)
  expect(open).toMatchObject({ cacheControl: 'public, max-age=1', age: '0' })
  expect(await ask(HEAD, ada.token)).toMatchObject({ cacheControl: 'no-store', age: null })
  for (const query of ['{ liabilities { total { amount } } }', '{ treeHeadAnchors { size } }'])
    expect((await ask(query)).cacheControl).toMatch(/^public, max-age=[15]$/)
  for (const query of ['{ me { id } }', '{ __typename }', '{ treeHead(size: -1) { size } }'])
    expect([query, (await ask(query)).cacheControl]).toEqual([query, 'no-store'])
})
