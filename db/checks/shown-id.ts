/**
 * SQL for an id as clients see it, for statements that compare a column with what an event says.
 *
 * The same 26 characters that `@tallystick/ids` makes: the 128 bits of the UUID in groups of five from the right. A
 * function of the session: the checks leave nothing behind in the database that they judge.
 */
export const CREATE_SHOWN_ID = `
  create function pg_temp.shown(prefix text, id uuid) returns text language sql immutable as $$
    select case when id is not null then prefix || '_' || ${characters().join(' || ')} end
      from (select ('x' || left(hex, 16))::bit(64)::bigint as high, ('x' || right(hex, 16))::bit(64)::bigint as low
              from (select replace(id::text, '-', '') as hex) text) halves
  $$`

function characters(): string[] {
  return Array.from({ length: 26 }, (_each, index) => {
    const shift = 125 - 5 * index
    return `substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (${fiveBits(shift)})::int, 1)`
  })
}

/** The five bits that begin `shift` bits from the right; the first group has three only, one lies in both halves. */
function fiveBits(shift: number): string {
  if (shift === 125) return '(high >> 61) & 7'
  if (shift >= 64) return `(high >> ${shift - 64}) & 31`
  if (shift === 60) return '((high & 1) << 4) | ((low >> 60) & 15)'
  return `(low >> ${shift}) & 31`
}
