import { newId } from '@tallystick/ids'
import type { StoredEvent } from '@tallystick/outbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newRoom, person, type Room } from './room.ts'

const ENTITY = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on Account { id number type currency name ownerId owner { id } }
  ... on User { id accounts { nodes { currency } } profile { locale timeZone updatedAt } }
} }`
const PROFILE = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on User { profile { phone address bio locale timeZone updatedAt } }
} }`
const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
  __typename
  ... on UpdateProfileSuccess { profile { phone address bio locale timeZone updatedAt } }
  ... on InvalidProfile { code field message }
} }`
const NAMED = `query ($input: AccountsOfPaymentInput!) { accountsOfPayment(input: $input) {
  payer { id ownerId status } payee { id ownerId number currency }
} }`

let room: Room
const now = new Date('2026-01-31T12:00:00.000Z')
beforeAll(async () => {
  room = await newRoom({ now: () => now })
})
afterAll(() => room.close())

const userOf = (id: string | null) => ({ representations: [{ __typename: 'User', id }] })
const walletOf = async (actor: ReturnType<typeof person>): Promise<string> =>
  (await room.run('{ accounts { nodes { id } } }', { actor })).data.accounts.nodes[0].id

describe('registration', () => {
  const registered = (userId: string): StoredEvent => ({
    type: 'auth:user:registered',
    body: { userId, email: 'ada@demo.test', name: 'Ada', username: null },
    id: newId('evt'),
    cursor: 'MS4x',
    producer: 'auth',
    version: 1,
    aggregate: { type: 'user', id: userId },
    topics: [],
    cause: { actor: { kind: 'USER', id: userId }, requestId: 'sign-up' },
    at: now,
  })
  const receive = (event: StoredEvent) =>
    room.inbox.receive(event, async (tx, publish) => {
      await room.handlers[event.type]?.(event, tx, publish as never)
    })

  it('opens the wallet once, however often the news of it arrives (USR-12, ACC-11)', async () => {
    const ada = person()
    const event = registered(ada.id ?? '')
    expect(await receive(event)).toBe('applied')
    expect(await receive(event)).toBe('duplicate')
    expect(await receive({ ...event, id: newId('evt') })).toBe('applied')
    const told = await room.outbox.read({ limit: 10, topics: [`user:${ada.id}`] })
    expect(told).toMatchObject([
      {
        body: { currency: 'USD' },
        cause: { actor: { kind: 'SERVICE', id: 'accounts' }, requestId: 'sign-up' },
      },
    ])
    const { data } = await room.run('{ accounts { nodes { name } } }', { actor: ada })
    expect(data.accounts.nodes).toHaveLength(1)
  })

  it('opens one wallet when the news, a first look and a payment come together (USR-12)', async () => {
    for (let round = 1; round <= 10; round++) {
      const ada = person()
      const input = { payeeUserId: ada.id, currency: 'USD' }
      await Promise.all([
        receive(registered(ada.id ?? '')),
        room.run('{ accounts { nodes { id } } }', { actor: ada }),
        room.runAsService(NAMED, { input }),
      ])
      expect(await room.outbox.read({ limit: 10, topics: [`user:${ada.id}`] })).toHaveLength(1)
    }
  })
})

describe('a person', () => {
  it('sees their accounts and profile, and so do administrators (USR-1)', async () => {
    const ada = person()
    await walletOf(ada)
    for (const actor of [ada, person(newId('usr'), ['ADMIN'])]) {
      const { data, codes } = await room.run(ENTITY, { actor, variables: userOf(ada.id) })
      expect(codes).toEqual([])
      expect(data._entities).toEqual([
        {
          __typename: 'User',
          id: ada.id,
          accounts: { nodes: [{ currency: 'USD' }] },
          profile: { locale: 'en', timeZone: 'UTC', updatedAt: null },
        },
      ])
    }
  })

  it('is hidden from everyone else (USR-1)', async () => {
    const ada = person()
    for (const actor of [person(), person(newId('usr'), ['VENDOR'])])
      expect(await room.run(PROFILE, { actor, variables: userOf(ada.id) })).toMatchObject({
        data: { _entities: [null] },
        codes: ['NOT_FOUND'],
      })
  })

  it('changes what they name and keeps what they leave out (USR-1)', async () => {
    const ada = person()
    const update = (input: object) => room.run(UPDATE, { actor: ada, variables: { input } })
    const first = await update({ phone: '+2348012345678', bio: 'I pay.', timeZone: 'Africa/Lagos' })
    expect(first.data.updateProfile).toEqual({
      __typename: 'UpdateProfileSuccess',
      profile: {
        phone: '+2348012345678',
        address: null,
        bio: 'I pay.',
        locale: 'en',
        timeZone: 'Africa/Lagos',
        updatedAt: now.toISOString(),
      },
    })
    await update({ bio: null, locale: 'en-ng' })
    const { data } = await room.run(PROFILE, { actor: ada, variables: userOf(ada.id) })
    expect(data._entities[0].profile).toMatchObject({
      phone: '+2348012345678',
      bio: null,
      locale: 'en-NG',
      timeZone: 'Africa/Lagos',
    })
    const told = await room.outbox.read({ limit: 10, topics: [`user:${ada.id}`] })
    expect(told).toMatchObject([
      { type: 'accounts:profile:updated', body: { fields: ['phone', 'bio', 'timeZone'] } },
      { type: 'accounts:profile:updated', body: { fields: ['bio', 'locale'] } },
    ])
    expect(JSON.stringify(told)).not.toContain('I pay.')
  })

  it('changes two fields from two devices at once and loses neither (USR-1)', async () => {
    const ada = person()
    await Promise.all(
      [{ bio: 'Ada' }, { address: 'Lagos' }, { phone: '+2348012345678' }].map((input) =>
        room.run(UPDATE, { actor: ada, variables: { input } }),
      ),
    )
    const { data } = await room.run(PROFILE, { actor: ada, variables: userOf(ada.id) })
    expect(data._entities[0].profile).toMatchObject({
      bio: 'Ada',
      address: 'Lagos',
      phone: '+2348012345678',
    })
  })

  it('is told which value has not the form of its field, and nothing changes (USR-1)', async () => {
    const ada = person()
    const input = { bio: 'fine', timeZone: 'Mars/Olympus' }
    const { data } = await room.run(UPDATE, { actor: ada, variables: { input } })
    expect(data.updateProfile).toMatchObject({
      __typename: 'InvalidProfile',
      code: 'INVALID_PROFILE',
      field: 'timeZone',
    })
    expect(await room.outbox.read({ limit: 10, topics: [`user:${ada.id}`] })).toEqual([])
  })
})

describe('an account as an entity', () => {
  it('shows the other side of a payment where to pay, and no more', async () => {
    const id = await walletOf(person())
    const representations = [
      { __typename: 'Account', id },
      { __typename: 'Account', id: newId('acc') },
      { __typename: 'Account', id: 'nonsense' },
    ]
    const actor = person()
    const { data, codes } = await room.run(ENTITY, { actor, variables: { representations } })
    expect(codes).toEqual([])
    const [account, ...others] = data._entities
    expect(account).toMatchObject({ id, currency: 'USD', owner: { id: account.ownerId } })
    expect(others).toEqual([null, null])
    const hidden = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Account { status createdAt } } }`
    const one = { variables: { representations: [{ __typename: 'Account', id }] } }
    const ofOthers = await room.run(hidden, { actor, ...one })
    expect(ofOthers).toMatchObject({
      data: { _entities: [{ status: null, createdAt: null }] },
      codes: [],
    })
    const own = await room.run(hidden, { actor: person(account.ownerId), ...one })
    expect(own.data._entities[0].status).toBe('OPEN')
  })

  it('is resolved for the gateway only', async () => {
    const id = await walletOf(person())
    const representations = [{ __typename: 'Account', id }]
    const actor = person(newId('usr'), ['ADMIN'])
    const answer = await room.run(ENTITY, {
      actor,
      issuer: 'payments',
      variables: { representations },
    })
    expect(answer.codes).toEqual(['FORBIDDEN'])
    expect(answer.data?._entities ?? null).toBeNull()
  })
})

describe('accountsOfPayment', () => {
  it('finds payer and payee by id, number and person (ACC-8)', async () => {
    const [ada, ben] = [person(), person()]
    const payerAccountId = await walletOf(ada)
    const payeeAccountId = await walletOf(ben)
    const { data } = await room.run('{ accounts { nodes { number } } }', { actor: ben })
    const payeeAccountNumber = data.accounts.nodes[0].number
    for (const name of [{ payeeAccountId }, { payeeAccountNumber }, { payeeUserId: ben.id }]) {
      const input = { payerAccountId, ...name, currency: 'USD' }
      const found = await room.runAsService(NAMED, { input })
      expect(found).toMatchObject({
        codes: [],
        data: {
          accountsOfPayment: {
            payer: { id: payerAccountId, ownerId: ada.id, status: 'OPEN' },
            payee: { id: payeeAccountId, ownerId: ben.id, number: payeeAccountNumber },
          },
        },
      })
    }
  })

  it('leaves out what does not exist', async () => {
    for (const input of [
      { payerAccountId: newId('acc'), payeeAccountId: newId('acc') },
      { payerAccountId: 'x', payeeAccountNumber: '1234567890' },
      { payerAccountId: null, payeeUserId: 'x' },
    ]) {
      const { data } = await room.runAsService(NAMED, { input: { ...input, currency: 'USD' } })
      expect(data.accountsOfPayment).toEqual({ payer: null, payee: null })
    }
  })

  it('opens a USD wallet for a payee who has none yet, and no other currency (USR-12)', async () => {
    const ben = person()
    const ask = async (currency: string) =>
      (await room.runAsService(NAMED, { input: { payeeUserId: ben.id, currency } })).data
        .accountsOfPayment.payee
    expect(await ask('EUR')).toBeNull()
    expect(await ask('USD')).toMatchObject({ ownerId: ben.id, currency: 'USD' })
    expect((await ask('USD')).id).toBe(await walletOf(ben))
  })

  it.each([{}, { payeeAccountId: 'acc_1', payeeUserId: 'usr_1' }])(
    'refuses a payee named as %j',
    async (names) => {
      const { codes } = await room.runAsService(NAMED, { input: { ...names, currency: 'USD' } })
      expect(codes).toEqual(['BAD_USER_INPUT'])
    },
  )

  it('is for processes of ours only', async () => {
    const input = { payeeUserId: newId('usr'), currency: 'USD' }
    for (const actor of [person(), person(newId('usr'), ['ADMIN'])])
      expect((await room.run(NAMED, { actor, variables: { input } })).codes).toEqual(['FORBIDDEN'])
    expect((await room.run(NAMED, { variables: { input } })).codes).toEqual(['UNAUTHENTICATED'])
  })
})
