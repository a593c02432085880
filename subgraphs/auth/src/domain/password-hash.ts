/**
 * Hashing of passwords: argon2id from `node:crypto`, written as PHC strings. Hashes of bcrypt are only compared with: they
 * come with people who are imported, and their next sign-in replaces them.
 *
 * One hash takes about 60 ms of a core and 19 MiB (bcrypt 300 ms and more). So few run at once, in threads that give way to
 * everything else, few wait, and the rest is turned away at once: a flood of sign-ins must not starve the others.
 */
import { type Argon2Parameters, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { accepted, type Result, refused } from '@tallystick/result'
import { type HashThreads, newHashThreads } from './hashing/threads.ts'

/** The hasher has as much to do as it may keep waiting. Nothing was changed; try again in a moment. */
export type HasherBusy = Readonly<{ code: 'HASHER_BUSY' }>

/** Hashes and checks passwords, a few at a time. */
export type PasswordHasher = Readonly<{
  /** @returns a PHC string with a salt of its own */
  hash(password: string): Promise<Result<string, HasherBusy>>
  /**
   * @param stored what `hash` returned, or undefined when there is no such person: then the same work is done, so that
   *   the time of the answer does not tell whether there is
   */
  verify(password: string, stored: string | undefined): Promise<Result<boolean, HasherBusy>>
  /**
   * Whether the next would be turned away: who asks before looking anything up spares the database a flood of which
   * most is refused.
   */
  isFull?(): boolean
  /** Ends what it hashes with; it may be used again. */
  close?(): Promise<void>
}>

type Costs = Readonly<{ memoryKib: number; passes: number; parallelism: number }>

/** The least that OWASP recommends for argon2id. */
const COSTS: Costs = { memoryKib: 19 * 1024, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32
/** Two, where two leave a core to those who serve: whoever wakes up to answer a query finds it free. */
const CONCURRENT_MAX = Math.max(1, Math.min(2, availableParallelism() - 1))
const WAITING_MAX = 32

/** What is accepted of bcrypt: at least as slow as the contract asks for, and not so slow that one sign-in takes seconds. */
const BCRYPT = /^\$2[ab]\$1[2-5]\$[./A-Za-z0-9]{53}$/

/** Whether `hash` is one that people may be imported with: bcrypt of cost 12 to 15, `$2a$` or `$2b$`. */
export const isImportedHash = (hash: string): boolean => BCRYPT.test(hash)

/** Makes the hasher of one process. Two hashers in a process would together exceed the bounds. */
export function newPasswordHasher({
  concurrentMax = CONCURRENT_MAX,
  waitingMax = WAITING_MAX,
}: {
  concurrentMax?: number
  waitingMax?: number
} = {}): Required<PasswordHasher> {
  const { turn, isFull } = newQueue(concurrentMax, waitingMax)
  const threads = newHashThreads()
  const nobody = randomPhc()
  return {
    hash: (password) => turn(() => hashPassword(threads, password)),
    verify: (password, stored) =>
      turn(async () => {
        const matches = await matchesHash(threads, password, stored ?? nobody)
        return matches && stored !== undefined
      }),
    isFull,
    close: threads.close,
  }
}

async function hashPassword(threads: HashThreads, password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await threads.argon2id(toParameters(password, { salt, tagLength: TAG_BYTES }))
  return toPhc(COSTS, salt, tag)
}

async function matchesHash(
  threads: HashThreads,
  password: string,
  stored: string,
): Promise<boolean> {
  // Its bytes are those that were typed then.
  if (BCRYPT.test(stored)) return threads.bcrypt(password, stored)
  const { costs, salt, tag } = fromPhc(stored)
  const facts = { salt, costs, tagLength: tag.length }
  return timingSafeEqual(tag, await threads.argon2id(toParameters(password, facts)))
}

/** The same characters typed on two keyboards may be different code points; NFKC makes them one password. */
const toParameters = (
  password: string,
  { salt, costs = COSTS, tagLength }: { salt: Buffer; costs?: Costs; tagLength: number },
): Argon2Parameters => ({
  message: password.normalize('NFKC'),
  nonce: salt,
  memory: costs.memoryKib,
  passes: costs.passes,
  parallelism: costs.parallelism,
  tagLength,
})

const randomPhc = (): string => toPhc(COSTS, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES))

const toPhc = ({ memoryKib, passes, parallelism }: Costs, salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,86})$/

function fromPhc(phc: string): { costs: Costs; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc) ?? []
  if (!memory) throw new Error('a stored password hash is not an argon2id PHC string')
  return {
    costs: {
      memoryKib: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
    },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** Runs work first come, first served; refuses what would have to wait behind too many. */
function newQueue(concurrentMax: number, waitingMax: number) {
  const waiting: (() => void)[] = []
  let running = 0
  const isFull = (): boolean => running >= concurrentMax && waiting.length >= waitingMax
  const turn = async <T>(work: () => Promise<T>): Promise<Result<T, HasherBusy>> => {
    if (isFull()) return refused({ code: 'HASHER_BUSY' })
    // Whoever finishes hands over its place, so `running` does not change then.
    if (running >= concurrentMax) await new Promise<void>((resume) => waiting.push(resume))
    else running++
    try {
      return accepted(await work())
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
  return { turn, isFull }
}
