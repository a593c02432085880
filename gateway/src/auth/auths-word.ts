import { newBoundedMap } from '../bounded-map.ts'

/** How long Auth's word on a credential is taken, in milliseconds, when no change is heard of. */
export const FRESH_MS = 30_000
/** How long a credential that is worth nothing is refused without asking again, in milliseconds. */
const REFUSED_MS = 5_000
/** How many credentials are remembered, good ones and others. */
const WORDS_MAX = 10_000

/** Why a credential is worth nothing is not said: any change may mend it, such as of its owner's status. */
const ANYBODY = '*'

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
  /** Forgets what concerns an id, which has changed, and what was worth nothing. Without an id, forgets everything. */
  forget(id?: string | null): void
}>

/** What Auth's word is asked and taken with. */
export type AuthsWordOptions<Value> = Readonly<{
  ask: (name: string) => Promise<Word<Value>>
  /** How long a good word is taken, in milliseconds, 30 s unless told. */
  freshMs?: (() => number) | undefined
  now?: (() => number) | undefined
}>

/** Remembers what Auth says: a credential is asked about once in half a minute, or when what it concerns has changed. */
export function newAuthsWord<Value>(options: AuthsWordOptions<Value>): AuthsWord<Value> {
  const { now = Date.now, freshMs = () => FRESH_MS } = options
  const index = newIndex()
  const words = newBoundedMap<Word<Value> & Readonly<{ until: number }>>(
    WORDS_MAX,
    undefined,
    ({ concerns }, name) => index.remove(name, concerns),
  )
  // What was asked before a change may be answered after it.
  let changes = 0
  const known = (name: string): Word<Value> | undefined => {
    const word = words.get(name)
    return word && now() < word.until ? word : undefined
  }
  const ask = async (name: string): Promise<Value | undefined> => {
    const before = changes
    const word = await options.ask(name)
    if (changes !== before) return word.value
    const { value } = word
    const concerns = value ? word.concerns : [...word.concerns, ANYBODY]
    words.set(name, { value, concerns, until: now() + (value ? freshMs() : REFUSED_MS) })
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
    forget(id) {
      changes += 1
      if (id) {
        for (const each of [id, ANYBODY]) for (const name of index.namesOf(each)) words.delete(name)
        return
      }
      words.clear()
      index.clear()
    },
  }
}

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
    clear: () => byId.clear(),
  }
}
