/** Lets so many do something at a time; the others wait for their turn, in order. */
export type Turns = Readonly<{
  /** Waits for a turn. @returns what ends it; may be called more than once */
  take(): Promise<() => void>
  taken(): number
}>

/** Makes turns. @param max how many have one at a time */
export function newTurns(max: number): Turns {
  const waiting: (() => void)[] = []
  let taken = 0
  const newTurn = (): (() => void) => {
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const next = waiting.shift()
      // Whoever is next takes over the place.
      if (next) next()
      else taken -= 1
    }
  }
  return {
    taken: () => taken,
    async take() {
      if (taken < max) taken += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      return newTurn()
    },
  }
}
