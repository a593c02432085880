import { newBoundedMap } from '../bounded-map.ts'

/** How long Auth's word on a credential is taken, in milliseconds, when no change is heard of. */
export const FRESH_MS = 30_000
/** How long a credential that is worth nothing is refused without asking again, in milliseconds. */
const REFUSED_MS = 5_000
/** How many credentials are remembered, good ones and others. */
const WORDS_MAX = 10_000

/** Why a credential is worth nothing is not said: a change of anybody may mend it, such as of its owner's status. */
const ANYBODY = 'worth nothing'
/** Changes without an id are of everybody. */
const EVERYBODY = 'all'

/** What Auth says of a credential. */
export type Word<Value> = Readonly<{
  /** What it stands for; undefined for nothing. */
  value: Value | undefined
  /** The ids of all whose change may change that. */
  concerns: readonly string[]
}>

/** Auth's word on credentials of one kind, by their names: hashes, never the credentials themselves. */
export type AuthsWord<Value> = Readonly<{
  /** What was said not long ago; undefined when Auth has to be asked. */
  known(name: string): Word<Value> | undefined
  /** Asks Auth, whatever is known. */
  ask(name: string): Promise<Value | undefined>
  /** What is known, or what Auth says. */
  find(name: string): Promise<Value | undefined>
  /**
   * Forgets what concerns an id, which has changed; without one, everything.
   *
   * @param how `mends` is whether what was worth nothing may be worth something since, and is asked about again; true unless told
   */
  forget(id?: string | null, how?: Readonly<{ mends: boolean }>): void
}>

/** What Auth's word is asked and taken with. */
export type AuthsWordOptions<Value> = Readonly<{
  ask: (name: string) => Promise<Word<Value>>
  /** How long a good word is taken at this moment, in milliseconds: 30 s unless told. */
  freshMs?: (() => number) | undefined
  now?: (() => number) | undefined
}>

/** Remembers what Auth says: a credential is asked about once in half a minute, or when what it concerns has changed. */
export function newAuthsWord<Value>(options: AuthsWordOptions<Value>): AuthsWord<Value> {
  const { now = Date.now, freshMs = () => FRESH_MS } = options
  const index = newIndex()
  const words = newBoundedMap<Word<Value> & Readonly<{ at: number }>>(
    WORDS_MAX,
    undefined,
    ({ concerns }, name) => index.remove(name, concerns),
  )
  const asking = new Set<Asking>()
  const known = (name: string): Word<Value> | undefined => {
    const word = words.get(name)
    return word && now() < word.at + (word.value ? freshMs() : REFUSED_MS) ? word : undefined
  }
  const ask = async (name: string): Promise<Value | undefined> => {
    const mine: Asking = { changed: new Set() }
    asking.add(mine)
    const at = now()
    const { value, concerns: told } = await options.ask(name).finally(() => asking.delete(mine))
    const concerns = value ? told : [...told, ANYBODY]
    if ([EVERYBODY, ...concerns].some((id) => mine.changed.has(id))) return value
    words.set(name, { value, concerns, at })
    index.add(name, concerns)
    return value
  }
  return {
    known,
    ask,
    async find(name) {
      const word = known(name)
      return word ? word.value : await ask(name)
    },
    forget(id, { mends } = { mends: true }) {
      const ids = [id ?? EVERYBODY, ...(mends ? [ANYBODY] : [])]
      for (const each of ids) {
        for (const { changed } of asking) changed.add(each)
        const names = each === EVERYBODY ? words.keys() : index.namesOf(each)
        for (const name of names) words.delete(name)
      }
    },
  }
}

/** A question under way. What changes meanwhile may not be in its answer. */
type Asking = Readonly<{ changed: Set<string> }>

/** Names by what they concern, so that a change costs only those. */
function newIndex() {
  const byId = new Map<string, Set<string>>()
  return {
    add(name: string, ids: readonly string[]): void {
      for (const id of ids) byId.set(id, (byId.get(id) ?? new Set()).add(name))
    },
    remove(name: string, ids: readonly string[]): void {
      for (const id of ids) {
        const names = byId.get(id)
        if (names?.delete(name) && names.size === 0) byId.delete(id)
      }
    },
    namesOf: (id: string): string[] => [...(byId.get(id) ?? [])],
  }
}
