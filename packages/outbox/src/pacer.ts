/** How often a reader looks without being woken: what a lost wake-up costs. */
const POLL_MS = 500
/** How long an event that is held back is waited for at first; doubled with each look. */
const HELD_BACK_MS = 4
const HELD_BACK_MAX_MS = 64
/** How long a reader leaves a database alone that just failed. */
const FAILURE_MS = 500

/**
 * Decides when a reader looks again: when woken, half a second later, or sooner while an event is held back.
 *
 * @param gapMs the least time between two looks
 */
export function newPacer({ gapMs }: { gapMs: number }) {
  let isWoken = false
  let rouse: (() => void) | undefined
  let heldBackMs = HELD_BACK_MS

  async function sleep(ms: number): Promise<void> {
    if (isWoken) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    rouse = resolve
    await promise
    clearTimeout(timer)
    rouse = undefined
  }

  return {
    /** Ends the pause, or the next one if none is under way. */
    wake(): void {
      isWoken = true
      rouse?.()
    },
    /** Forgets wake-ups so far: what they told of will be seen by the look that follows. */
    arm(): void {
      isWoken = false
    },
    /** Waits until it is time to look again. */
    async pause({ isHeldBack }: { isHeldBack: boolean }): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, gapMs))
      await sleep(isHeldBack ? heldBackMs : POLL_MS)
      heldBackMs = isHeldBack ? Math.min(heldBackMs * 2, HELD_BACK_MAX_MS) : HELD_BACK_MS
    },
    /** Waits after a look that failed. */
    pauseAfterFailure: (): Promise<void> => sleep(FAILURE_MS),
  }
}
