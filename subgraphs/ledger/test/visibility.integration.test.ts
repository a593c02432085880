import { serviceActor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN, compare, importLines, lineOf, listBreaks } from './reconciliation-room.ts'
import { openRoom, person, type Room, topUp, transfer, wallet } from './room.ts'

const ASK = 'query ($id: ID!, $viewer: ViewerInput!) { isVisible(id: $id, viewer: $viewer) }'

const [ada, ben] = [wallet(), wallet()]
let room: Room
let ids: { transfer: string; ofAda: string; ofHouse: string; forAdministrators: string[] }
beforeAll(async () => {
  room = await openRoom()
  const sent = transfer(ada, ben, 1n)
  await room.post(topUp(ada, 10n), sent)
  const { entries } = (await entriesOf(sent.id)) as { entries: Entry[] }
  const house = (await entriesOf((await firstTopUp()) ?? '')) as { entries: Entry[] }
  const statementId = await importLines(room, [lineOf(newId('pay'), 5n)])
  const { id: reconciliationId } = await compare(room, { scope: 'PROVIDER', statementId })
  const [found] = await listBreaks(room, { statementId })
  ids = {
    transfer: sent.id,
    ofAda: entries.find(({ side }) => side === 'DEBIT')?.ledgerAccount.id ?? '',
    ofHouse: house.entries.find(({ side }) => side === 'DEBIT')?.ledgerAccount.id ?? '',
    forAdministrators: [statementId, reconciliationId, found?.id ?? ''],
  }
})
afterAll(() => room.close())

type Entry = { side: string; ledgerAccount: { id: string } }

const entriesOf = async (id: string): Promise<unknown> => {
  const answer: { ledgerTransaction: unknown } = await room.data(
    'query ($id: ID!) { ledgerTransaction(id: $id) { entries { side ledgerAccount { id } } } }',
    { id },
    ADMIN,
  )
  return answer.ledgerTransaction
}

async function firstTopUp(): Promise<string | undefined> {
  const answer: { ledgerTransactions: { nodes: { id: string; description: string }[] } } =
    await room.data('{ ledgerTransactions { nodes { id description } } }', {}, ADMIN)
  return answer.ledgerTransactions.nodes.find(({ description }) => description === 'top-up')?.id
}

const ask = async (id: string, personId: string, over: object = {}): Promise<boolean> => {
  const viewer = { personId, isAdministrator: false, byKey: false, ...over }
  const answer: { isVisible: boolean } = await room.data(ASK, { id, viewer }, serviceActor('admin'))
  return answer.isVisible
}
const isAdministrator = true

describe('what Ledger says of who may see', () => {
  it('a ledger transaction: both sides, their keys and administrators', async () => {
    for (const { ownerId } of [ada, ben]) {
      expect(await ask(ids.transfer, ownerId)).toBe(true)
      expect(await ask(ids.transfer, ownerId, { byKey: true })).toBe(true)
    }
    expect(await ask(ids.transfer, newId('usr'))).toBe(false)
    expect(await ask(ids.transfer, newId('usr'), { isAdministrator })).toBe(true)
  })

  it('a ledger account: whose account it is for, and administrators; one of the house they alone', async () => {
    expect(await ask(ids.ofAda, ada.ownerId)).toBe(true)
    expect(await ask(ids.ofAda, ben.ownerId)).toBe(false)
    expect(await ask(ids.ofAda, newId('usr'), { isAdministrator })).toBe(true)
    expect(await ask(ids.ofHouse, ada.ownerId)).toBe(false)
    expect(await ask(ids.ofHouse, newId('usr'), { isAdministrator })).toBe(true)
  })

  it('what is reconciled: administrators', async () => {
    for (const id of ids.forAdministrators) {
      expect(await ask(id, ada.ownerId)).toBe(false)
      expect([id, await ask(id, newId('usr'), { isAdministrator })]).toEqual([id, true])
    }
  })

  it.each(['ltx', 'lac', 'rec', 'brk', 'stm'] as const)(
    'nothing with %s that is not there: nobody',
    async (prefix) => {
      for (const id of [newId(prefix), `${prefix}_1`, `${prefix}_`])
        expect(await ask(id, newId('usr'), { isAdministrator })).toBe(false)
    },
  )
})

describe('what the gateway asks for by its id', () => {
  const ENTITY = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on LedgerAccount { code } ... on Reconciliation { scope } ... on ReconciliationBreak { kind }
    ... on ProviderStatement { provider } } }`
  const find = (__typename: string, id: string, actor = ADMIN) =>
    room.run(ENTITY, { r: [{ __typename, id }] }, actor)

  it('is there for those who may see it, and for no one else', async () => {
    const [statementId = '', reconciliationId = '', breakId = ''] = ids.forAdministrators
    for (const [type, id] of [
      ['LedgerAccount', ids.ofAda],
      ['LedgerAccount', ids.ofHouse],
      ['ProviderStatement', statementId],
      ['Reconciliation', reconciliationId],
      ['ReconciliationBreak', breakId],
    ] as const) {
      expect([type, (await find(type, id)).errors]).toEqual([type, undefined])
      const refused = await find(type, id, person(ben.ownerId))
      expect([type, refused.errors?.[0]?.extensions['code']]).toEqual([type, 'NOT_FOUND'])
    }
    expect((await find('LedgerAccount', ids.ofAda, person(ada.ownerId))).errors).toBeUndefined()
  })
})
