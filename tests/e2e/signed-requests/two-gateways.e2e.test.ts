/** What one gateway was told, the other knows: a nonce is used up for all of them. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, data } from '../../kit/client.ts'
import { newDataDir, removeDataDir } from '../../kit/product.ts'
import { hasRedis } from '../../kit/redis.ts'
import { type House, openDistributed } from '../access-ends/houses.ts'
import { idOf, push, sendAs } from '../partner-keys/partner.ts'
import { newSigningKey, reasonOf, type SigningPartner, sendSigned, signed } from './signer.ts'

const COUNTED = 'query AcmeCounted { me { id } }'
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  ... on SignUpSuccess { session { accessToken } } } }`
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  ... on SignInSuccess { session { accessToken } } } }`
const PERSON = { email: 'root@demo.test', password: 'nanoseconds are short' }

describe.skipIf(!hasRedis())(
  'a signed request, with a process for each part and two gateways',
  () => {
    const folder = newDataDir()
    let house: House
    let keys: readonly SigningPartner[]
    const asking = { body: JSON.stringify({ documentId: idOf(COUNTED) }) }
    const at = (partner: SigningPartner, index: number): SigningPartner => ({
      ...partner,
      url: house.urls[index] ?? '',
    })

    beforeAll(async () => {
      house = await openDistributed()
      const [url] = house.urls
      await data({ url }, SIGN_UP, { input: { ...PERSON, name: 'Root' } })
      const sql = postgres(house.adminUrl, { max: 1 })
      await sql`update auth.users set roles = '{CUSTOMER,ADMIN}'`
      await sql.end()
      const { signIn } = await data({ url }, SIGN_IN, { input: PERSON })
      const root: Client = { url, token: signIn.session.accessToken }
      mkdirSync(folder, { recursive: true })
      const file = join(folder, 'acme.json')
      writeFileSync(file, JSON.stringify([{ documentId: idOf(COUNTED), document: COUNTED }]))
      const { code, output } = await push(root, ['--client', 'acme', '--name', 'Acme Ltd', file])
      if (code !== 0) throw new Error(output)
      const input = { ...PERSON, email: 'ada@demo.test', name: 'Ada' }
      const { signUp } = await data({ url }, SIGN_UP, { input })
      const ada: Client = { url, token: signUp.session.accessToken }
      keys = [await newSigningKey(ada, 'HMAC_SHA256'), await newSigningKey(ada, 'ED25519')]
    })

    afterAll(async () => {
      await house?.close()
      removeDataDir(folder)
    })

    it.each([
      [0, 1],
      [1, 0],
    ])(
      'that gateway %i has let through is refused by gateway %i // RBA-12 PRT-3',
      async (one, other) => {
        for (const key of keys) {
          const sent = signed(key, asking)
          expect((await sendAs(at(key, one), sent)).status).toBe(200)
          const again = await sendAs(at(key, other), sent)
          expect([again.status, reasonOf(again)]).toEqual([401, 'SIGNATURE_REPLAYED'])
          // The same nonce under a signature of its own is no new request, either.
          const nonce = String(Object(sent.headers)['x-signature-nonce'])
          expect(reasonOf(await sendSigned(at(key, other), asking, { nonce }))).toBe(
            'SIGNATURE_REPLAYED',
          )
          expect((await sendSigned(at(key, other), asking)).status).toBe(200)
        }
      },
    )

    it('runs once of fifty at once that go to both, in each of 20 rounds // RBA-12', async () => {
      const [hmac] = keys
      if (!hmac) throw new Error('there is no key')
      for (let round = 0; round < 20; round += 1) {
        const sent = signed(hmac, asking, { nonce: randomUUID() })
        const told = await Promise.all(
          Array.from({ length: 50 }, (_, index) => sendAs(at(hmac, index % 2), sent)),
        )
        expect(told.filter(({ status }) => status === 200)).toHaveLength(1)
        expect(told.filter((each) => reasonOf(each) === 'SIGNATURE_REPLAYED')).toHaveLength(49)
      }
    })

    it('goes on being refused at both while Redis is away // RBA-12', async () => {
      const [hmac] = keys
      if (!hmac) throw new Error('there is no key')
      await house.stopRedis()
      const sent = signed(hmac, asking)
      expect((await sendAs(at(hmac, 0), sent)).status).toBe(200)
      expect(reasonOf(await sendAs(at(hmac, 1), sent))).toBe('SIGNATURE_REPLAYED')
    })
  },
)
