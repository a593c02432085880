/** What wrong passwords come to: docs/decisions/0020-a-lockout-is-of-a-network.md. */

/** What was guessed at. Each is counted for itself: a right password must not make room for more guesses at the second factor. */
export type Guessed = 'PASSWORD' | 'SECOND_FACTOR'

/** Wrong guesses for one person, from one network or from everywhere. */
export type Tally = Readonly<{ failures: number; lastAt: Date; lockedUntil: Date | null }>

/** When a tally locks, and for how long. A failure that long ago is forgotten. */
export type TallyLimit = Readonly<{ max: number; lockMs: number }>

/**
 * What a tally says of a sign-in. LOCKED is told to who knows the password; SILENT is told to nobody: whoever goes on
 * guessing while locked would learn from the answer that they had guessed right.
 */
export type TallyVerdict = 'OPEN' | 'LOCKED' | 'SILENT'

/** The name under which failures from everywhere are counted: no network has it. */
export const EVERYWHERE = '*'

/** What `tally` says at `now`. A lock that ends exactly now has ended. */
export function judgeTally(tally: Tally | undefined, limit: TallyLimit, now: Date): TallyVerdict {
  const current = livingTally(tally, limit, now)
  if (!current?.lockedUntil) return 'OPEN'
  return current.failures >= 2 * limit.max ? 'SILENT' : 'LOCKED'
}

/** `tally` after one more wrong password. A lock is never made longer: or whoever guesses could make it last for ever. */
export function afterFailure(tally: Tally | undefined, limit: TallyLimit, now: Date): Tally {
  const current = livingTally(tally, limit, now)
  const failures = (current?.failures ?? 0) + 1
  const until = failures >= limit.max ? new Date(now.getTime() + limit.lockMs) : null
  return { failures, lastAt: now, lockedUntil: current?.lockedUntil ?? until }
}

function livingTally(
  tally: Tally | undefined,
  { lockMs }: TallyLimit,
  now: Date,
): Tally | undefined {
  if (!tally) return undefined
  const end = tally.lockedUntil ?? new Date(tally.lastAt.getTime() + lockMs)
  return end > now ? tally : undefined
}

/**
 * The network of an address: its /24 of IPv4, its /56 of IPv6, as a name to compare with.
 *
 * @returns `unknown` for anything that is no address
 */
export function networkOf(address: string | null | undefined): string {
  const text = (address ?? '').toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(text)
  if (four) return `${four[1]}.${four[2]}.${four[3]}.0/24`
  const groups = groupsOf(text.split('%')[0] ?? '')
  if (!groups) return 'unknown'
  const [a = 0, b = 0, c = 0, d = 0] = groups
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`
}

/** The eight groups of an IPv6 address. */
function groupsOf(text: string): number[] | undefined {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const parse = (part: string): number[] =>
    part === ''
      ? []
      : part.split(':').map((group) => (HEX.test(group) ? Number.parseInt(group, 16) : Number.NaN))
  const [front, back] = [parse(head), parse(tail ?? '')]
  const gap = 8 - front.length - back.length
  if (tail === undefined ? gap !== 0 : gap < 1) return undefined
  const groups = [...front, ...Array<number>(gap).fill(0), ...back]
  return groups.some(Number.isNaN) ? undefined : groups
}

const HEX = /^[0-9a-f]{1,4}$/
