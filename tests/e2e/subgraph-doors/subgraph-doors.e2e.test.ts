import { newAssertionKey, newAssertionSigner, serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin'] as const
const dataDir = newDataDir()
let product: Product
let urls: Record<string, string>

beforeAll(async () => {
  product = await startProduct({ mode: 'distributed', dataDir, env: { LOG_LEVEL: 'info' } })
  urls = Object.fromEntries(
    product
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes('"msg":"serving"'))
      .map((line) => JSON.parse(line))
      .map(({ name, url }) => [name, url]),
  )
})

afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

const ask = (name: string, authorization?: string): Promise<Response> =>
  fetch(`${urls[name]}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  })

describe.each(SUBGRAPHS)('the port of %s', (name) => {
  it('answers nobody without an actor assertion (SUP-7)', async () => {
    const response = await ask(name)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  it.each(['Bearer x', 'Bearer ', 'Basic cm9vdA==', `Bearer ${'a'.repeat(4000)}`])(
    'answers nobody with %s',
    async (authorization) => {
      expect((await ask(name, authorization)).status).toBe(401)
    },
  )

  it('answers nobody whose key it does not know', async () => {
    const sign = newAssertionSigner(await newAssertionKey('gateway'))
    const response = await ask(name, `Bearer ${await sign(serviceActor('gateway'), name)}`)
    expect(response.status).toBe(401)
  })
})
