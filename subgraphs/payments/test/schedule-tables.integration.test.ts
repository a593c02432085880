import { constraintOf, openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from './house.ts'

let house: House
let own: ReturnType<typeof openDatabase>
beforeAll(async () => {
  house = await openHouse()
  own = openDatabase({ url: house.url, name: 'test' })
})
afterAll(async () => {
  await own.close()
  await house.close()
})

/** What Postgres says to a statement, run as the role of Payments. */
const codeOf = (statement: ReturnType<typeof sql>): Promise<unknown> =>
  own.db.execute(statement).then(
    () => 'done',
    (fault: { cause?: { code?: string } }) => fault.cause?.code,
  )
const DENIED = '42501'

describe('what was charged and allowed', () => {
  it.each([
    ['fee_schedules', 'reason'],
    ['fee_bands', 'fixed_minor'],
    ['exchange_spreads', 'basis_points'],
    ['limit_schedules', 'day_minor'],
    ['quote_uses', 'used_at'],
  ])('is never changed and never deleted by Payments: %s', async (table, changed) => {
    const [name, column] = [sql.raw(`payments.${table}`), sql.raw(changed)]
    expect(await codeOf(sql`update ${name} set ${column} = ${column}`)).toBe(DENIED)
    expect(await codeOf(sql`delete from ${name}`)).toBe(DENIED)
    expect(await codeOf(sql`truncate ${name}`)).toBe(DENIED)
  })

  it('is written down for every currency from the first day', async () => {
    const [row] = await house.rows(sql`
      select (select count(*)::int from payments.fee_schedules) as fees,
             (select count(*)::int from payments.fee_bands) as bands,
             (select count(*)::int from payments.exchange_spreads) as spreads,
             (select count(*)::int from payments.limit_schedules) as limits`)
    expect(row).toEqual({ fees: 7 * 9, bands: 7 * 9, spreads: 7 * 6, limits: 3 * 9 })
  })
})

describe('the database refuses', () => {
  const broken = (statement: ReturnType<typeof sql>) =>
    own.db.execute(statement).then(() => undefined, constraintOf)
  const usage = (change: Record<string, string>) => {
    const columns = {
      account_id: `'${toUuid('acc', newId('acc'))}'`,
      direction: `'OUT'`,
      currency: `'USD'`,
      day_start: `'2026-01-01Z'`,
      day_end: `'2026-01-02Z'`,
      day_minor: '0',
      month_start: `'2026-01-01Z'`,
      month_end: `'2026-02-01Z'`,
      month_minor: '0',
      ...change,
    }
    const names = Object.keys(columns).join(', ')
    return sql.raw(
      `insert into payments.limit_usages (${names}) values (${Object.values(columns).join(', ')})`,
    )
  }

  it.each([
    [{ day_minor: '-1' }, 'limit_usages_not_negative'],
    [{ month_minor: '-1' }, 'limit_usages_not_negative'],
    [{ direction: `'UP'` }, 'limit_usages_direction_known'],
    [{ day_end: `'2026-01-01Z'` }, 'limit_usages_windows'],
  ])('a count of %o', async (change, constraint) => {
    expect(await broken(usage(change))).toBe(constraint)
  })

  it('a share above all of the amount, and an exchange of a currency for itself', async () => {
    const band = sql`insert into payments.fee_bands (version, from_minor, fixed_minor, basis_points, minimum_minor)
      values (1, 5, 0, 10001, 0)`
    expect(await broken(band)).toBe('fee_bands_basis_points')
    const spread = sql`insert into payments.exchange_spreads
      (effective_from, reason, created_at, from_currency, to_currency, basis_points)
      values (now(), 'x', now(), 'USD', 'USD', 1)`
    expect(await broken(spread)).toBe('exchange_spreads_two_currencies')
  })
})
