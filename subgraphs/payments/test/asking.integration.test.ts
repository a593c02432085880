import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look, perform, usd } from './acts.ts'
import { balanceOf, type House, later, newKey, openHouse, type Person, sweep } from './house.ts'

let house: House
let ada: Person
let ben: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_00n)
  ben = await house.newPerson(0n, ['CUSTOMER', 'VENDOR'])
})
afterAll(() => house.close())

const act = (person: Person, name: string, input: Record<string, unknown>) =>
  perform(house.payments.subgraph, person, [name, input])

/** Ben asks Ada. */
const request = async (minor: bigint, change: Record<string, unknown> = {}) =>
  act(ben, 'requestMoney', {
    accountId: ben.walletId,
    from: { accountId: ada.walletId },
    amount: usd(minor),
    description: 'Your half of the rent',
    idempotencyKey: newKey(),
    ...change,
  })

const pay = (person: Person, paymentId: string, change: Record<string, unknown> = {}) =>
  act(person, 'payRequest', {
    paymentId,
    fromAccountId: person.walletId,
    idempotencyKey: newKey(),
    ...change,
  })

describe('a request for money (PAY-3)', () => {
  it('waits, is seen by both, and is paid once for each key', async () => {
    const before = [await balanceOf(house, ada), await balanceOf(house, ben)]
    const { payment } = await request(20_00n)
    expect(payment).toMatchObject({ kind: 'REQUEST', status: 'PENDING', payer: null })
    expect(payment.expiresAt).not.toBeNull()
    expect(await look(house, ada, payment.id)).toMatchObject({
      status: 'PENDING',
      description: 'Your half of the rent',
    })
    const idempotencyKey = newKey()
    const paid = await pay(ada, payment.id, { idempotencyKey })
    expect(paid).toMatchObject({
      __typename: 'PayRequestSuccess',
      replayed: false,
      payment: { status: 'COMPLETED', payer: { id: ada.walletId }, captured: { amount: '2000' } },
    })
    expect(await pay(ada, payment.id, { idempotencyKey })).toEqual({ ...paid, replayed: true })
    expect(await pay(ada, payment.id)).toMatchObject({
      __typename: 'PaymentNotReady',
      status: 'COMPLETED',
    })
    expect(await balanceOf(house, ada)).toBe((before[0] ?? 0n) - 20_00n)
    expect(await balanceOf(house, ben)).toBe((before[1] ?? 0n) + 20_00n)
  })

  it('repeated under its key is the request that there is', async () => {
    const idempotencyKey = newKey()
    const first = await request(1_00n, { idempotencyKey })
    expect(await request(1_00n, { idempotencyKey })).toMatchObject({
      replayed: true,
      payment: { id: first.payment.id },
    })
    expect(await request(2_00n, { idempotencyKey })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    })
  })

  it('that the payer cannot pay waits on, and is paid when they can', async () => {
    const cleo = await house.newPerson()
    const { payment } = await request(5_00n, { from: { accountId: cleo.walletId } })
    expect(await pay(cleo, payment.id)).toMatchObject({
      __typename: 'InsufficientFunds',
      available: { amount: '0' },
    })
    expect(await look(house, cleo, payment.id)).toMatchObject({ status: 'PENDING', payer: null })
    // Whoever asked does not learn why.
    expect(await look(house, ben, payment.id)).toMatchObject({ status: 'PENDING', reason: null })
    await act(ada, 'sendMoney', {
      fromAccountId: ada.walletId,
      to: { accountId: cleo.walletId },
      amount: usd(5_00n),
      idempotencyKey: newKey(),
    })
    expect(await pay(cleo, payment.id)).toMatchObject({ payment: { status: 'COMPLETED' } })
  })

  it('is declined by the payer, and taken back by whoever asked; then nobody can pay it', async () => {
    const first = (await request(1_00n)).payment.id
    const second = (await request(1_00n)).payment.id
    for (let count = 0; count < 2; count++) {
      expect(await act(ada, 'declineRequest', { paymentId: first })).toMatchObject({
        payment: { status: 'CANCELLED', transitions: [{}, { reason: 'DECLINED_BY_PAYER' }] },
      })
      expect(await act(ben, 'cancelPayment', { paymentId: second })).toMatchObject({
        payment: { status: 'CANCELLED' },
      })
    }
    for (const paymentId of [first, second])
      expect(await pay(ada, paymentId)).toMatchObject({ code: 'PAYMENT_NOT_READY' })
  })

  it('is nobody else’s: who is not party finds nothing, who is party does only what is theirs', async () => {
    const { payment } = await request(1_00n)
    const mallory = await house.newPerson(10_00n)
    const paymentId = payment.id
    expect(await pay(mallory, paymentId)).toEqual({ codes: ['NOT_FOUND'] })
    expect(await act(mallory, 'cancelPayment', { paymentId })).toEqual({ codes: ['NOT_FOUND'] })
    expect(await pay(ben, paymentId)).toEqual({ codes: ['FORBIDDEN'] })
    expect(await act(ada, 'cancelPayment', { paymentId })).toEqual({ codes: ['FORBIDDEN'] })
    expect(await act(ben, 'declineRequest', { paymentId })).toEqual({ codes: ['FORBIDDEN'] })
    expect(await pay(ada, paymentId, { fromAccountId: mallory.walletId })).toMatchObject({
      __typename: 'InvalidAccount',
      reason: 'PAYER_NOT_FOUND',
    })
  })

  it('expires when its time is over, and not before', async () => {
    const expiresAt = new Date(Date.now() + 30 * 60_000).toISOString()
    const { payment } = await request(1_00n, { expiresAt })
    await sweep(house, later({ minutes: 29 }))
    expect(await look(house, ada, payment.id)).toMatchObject({ status: 'PENDING' })
    await sweep(house, later({ minutes: 31 }))
    expect(await look(house, ada, payment.id)).toMatchObject({
      status: 'EXPIRED',
      expiresAt: null,
    })
  })

  it.each([
    ['in the past', -1_000],
    ['further than ninety days', 91 * 24 * 60 * 60_000],
  ])('does not wait for a moment %s', async (_what, ms) => {
    const expiresAt = new Date(Date.now() + ms).toISOString()
    expect(await request(1_00n, { expiresAt })).toEqual({ codes: ['BAD_USER_INPUT'] })
  })

  it('is not asked of oneself, nor of nobody', async () => {
    expect(await request(1_00n, { from: { accountId: ben.walletId } })).toMatchObject({
      code: 'INVALID_ACCOUNT',
    })
    expect(await request(1_00n, { from: { email: 'nobody@example.test' } })).toMatchObject({
      code: 'INVALID_ACCOUNT',
    })
    expect(await request(1_00n, { from: {} })).toEqual({ codes: ['BAD_USER_INPUT'] })
  })

  it('paid by ten keys at once is paid once', async () => {
    const before = await balanceOf(house, ben)
    const { payment } = await request(3_00n)
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(ada, payment.id)))
    const paid = answers.filter(({ __typename }) => __typename === 'PayRequestSuccess')
    expect(paid).toHaveLength(1)
    expect(await balanceOf(house, ben)).toBe(before + 3_00n)
  })
})

describe('a purchase (PAY-7, RBA-3, RBA-4)', () => {
  it('is a vendor’s to ask for', async () => {
    const amount = usd(1_00n)
    const input = { accountId: ada.walletId, amount, idempotencyKey: newKey() }
    expect(await act(ada, 'initiatePayment', input)).toEqual({ codes: ['FORBIDDEN'] })
  })

  const initiate = (change: Record<string, unknown> = {}) =>
    act(ben, 'initiatePayment', {
      accountId: ben.walletId,
      amount: usd(7_50n),
      metadata: [{ key: 'order', value: '4711' }],
      idempotencyKey: newKey(),
      ...change,
    })
  const make = (person: Person, paymentId: string) =>
    act(person, 'makePayment', {
      paymentId,
      fromAccountId: person.walletId,
      idempotencyKey: newKey(),
    })

  it('for anybody is paid by whoever comes first, who alone sees it afterwards', async () => {
    const { payment } = await initiate()
    expect(payment).toMatchObject({ kind: 'PURCHASE', metadata: [{ key: 'order', value: '4711' }] })
    const others = await Promise.all([1, 2, 3].map(() => house.newPerson(10_00n)))
    const answers = await Promise.all(others.map((person) => make(person, payment.id)))
    const winners = others.filter((_person, index) => answers[index]?.payment)
    expect(winners).toHaveLength(1)
    for (const person of others)
      expect(await look(house, person, payment.id)).toMatchObject(
        winners.includes(person) ? { status: 'COMPLETED' } : { codes: ['NOT_FOUND'] },
      )
  })

  it('that somebody could not pay is for anybody again', async () => {
    const { payment } = await initiate()
    const poor = await house.newPerson()
    expect(await make(poor, payment.id)).toMatchObject({ code: 'INSUFFICIENT_FUNDS' })
    expect(await make(ada, payment.id)).toMatchObject({ payment: { status: 'COMPLETED' } })
  })

  it('for one customer is for nobody else', async () => {
    const { payment } = await initiate({ from: { accountId: ada.walletId } })
    const other = await house.newPerson(10_00n)
    expect(await make(other, payment.id)).toEqual({ codes: ['NOT_FOUND'] })
    expect(await make(ada, payment.id)).toMatchObject({ payment: { status: 'COMPLETED' } })
  })

  it('is written on until it is paid (PAY-10)', async () => {
    const { payment } = await initiate({ description: 'A book' })
    const update = (person: Person, change: Record<string, unknown>) =>
      act(person, 'updatePayment', { paymentId: payment.id, ...change })
    expect(await update(ben, { description: 'Two books' })).toMatchObject({
      payment: { description: 'Two books', metadata: [{ key: 'order', value: '4711' }] },
    })
    expect(await update(ben, { metadata: [] })).toMatchObject({
      payment: { description: 'Two books', metadata: [] },
    })
    expect(await update(ada, { description: 'Mine' })).toEqual({ codes: ['FORBIDDEN'] })
    await make(ada, payment.id)
    expect(await update(ben, { description: 'Three books' })).toMatchObject({
      code: 'PAYMENT_NOT_READY',
    })
  })

  it('takes facts of the right form alone', async () => {
    const fact = { key: 'order', value: '1' }
    const many = Array.from({ length: 21 }, (_, index) => ({ key: `k${index}`, value: '' }))
    for (const metadata of [
      [fact, fact],
      many,
      [{ key: '', value: '' }],
      [{ key: 'a b', value: '' }],
    ])
      expect(await initiate({ metadata })).toEqual({ codes: ['BAD_USER_INPUT'] })
    expect(await initiate({ metadata: many.slice(1) })).toMatchObject({
      __typename: 'InitiatePaymentSuccess',
    })
  })
})

describe('a transfer (PAY-5)', () => {
  it('goes between accounts of one person, and to nobody else’s', async () => {
    const query = `mutation { openAccount(input: { currency: "USD", name: "Savings" }) {
      ... on OpenAccountSuccess { account { id } } } }`
    const { accounts } = house.neighbours
    const { data } = await accounts.execute({ query }, ada.facts)
    const savings = (data as { openAccount: { account: { id: string } } }).openAccount.account.id
    const move = (toAccountId: string) =>
      act(ada, 'transfer', {
        fromAccountId: ada.walletId,
        toAccountId,
        amount: usd(1_00n),
        idempotencyKey: newKey(),
      })
    expect(await move(savings)).toMatchObject({
      payment: { kind: 'TRANSFER', status: 'COMPLETED', payee: { id: savings } },
    })
    expect(await move(ben.walletId)).toMatchObject({ code: 'INVALID_ACCOUNT' })
    expect(await move(ada.walletId)).toMatchObject({ code: 'INVALID_ACCOUNT' })
  })
})
