/** Who the caller is, and how they stay so: one refresh at a time, for everybody who waits. */

/** By what a session is held: tokens that the program keeps, or a cookie that its browser keeps from it. */
export type SessionMode = 'bearer' | 'cookie'

/**
 * A signed-in state as `signIn`, `signUp` and `refreshSession` answer with it. An API key is one that never ends. In cookie
 * mode it holds no token.
 */
export type Session = Readonly<{
  accessToken?: string | null
  /** Works once. Without it, the session ends with its access token. */
  refreshToken?: string | null
  /** When the access token ends, as ISO 8601 text; it is used for as long as it works when left out. */
  expiresAt?: string | null
}>

/** Where the session is kept between calls. */
export type SessionStorage = Readonly<{
  get(): Session | null | Promise<Session | null>
  set(session: Session | null): void | Promise<void>
  /**
   * Runs work while nobody else who shares the storage does. A refresh token works once and ends the session when it comes
   * twice, so two tabs must not send the same one.
   */
  lock?<T>(work: () => Promise<T>): Promise<T>
}>

/** Keeps the session in memory: it is gone with the page or the process. */
export function newMemorySession(session: Session | null = null): SessionStorage {
  let kept = session
  return {
    get: () => kept,
    set(next) {
      kept = next
    },
  }
}

type WebStorage = Readonly<{
  getItem(name: string): string | null
  setItem(name: string, text: string): void
  removeItem(name: string): void
}>
type Locks = Readonly<{ request<T>(name: string, work: () => Promise<T>): Promise<T> }>

/** Keeps the session in `localStorage` or `sessionStorage`; tabs take turns. Scripts of the page can read it there. */
export function newWebSession(storage: WebStorage, name = 'tallystick.session'): SessionStorage {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: Locks }
  return {
    get() {
      const text = storage.getItem(name)
      return text === null ? null : (JSON.parse(text) as Session)
    },
    set(session) {
      if (session) storage.setItem(name, JSON.stringify(session))
      else storage.removeItem(name)
    },
    lock: (work) => (locks ? locks.request(name, work) : work()),
  }
}

/** What a session is refreshed with. */
export type TokenKeeperOptions = Readonly<{
  storage: SessionStorage
  /** Trades a refresh token; null when it is refused, which ends the session. */
  refresh: (refreshToken: string) => Promise<Session | null>
  /** A token that ends sooner than this is not used any more, in milliseconds. */
  aheadMs: number
}>

/** The tokens of one client. */
export type Tokens = Readonly<{
  /** A token that is good for a while, refreshed first when it is not; none when nobody is signed in. */
  current(): Promise<string | undefined>
  /** Another token than the one that was refused; none when the session has ended. Calls at the same time share a refresh. */
  renew(refused: string): Promise<string | undefined>
}>

/** Makes the keeper of a session's tokens. */
export function newTokenKeeper({ storage, refresh, aheadMs }: TokenKeeperOptions): Tokens {
  let flight: Promise<string | undefined> | undefined
  // With a clock far ahead every token looks old; then only the server's word counts.
  let isClockTrusted = true
  const isOld = ({ expiresAt }: Session, ahead: number): boolean =>
    typeof expiresAt === 'string' && Date.parse(expiresAt) - Date.now() < ahead
  const trade = async (refused: string): Promise<string | undefined> => {
    const session = await storage.get()
    // Somebody else who shares the storage was faster.
    if (session?.accessToken && session.accessToken !== refused) return session.accessToken
    if (!session?.refreshToken) return undefined
    const next = await refresh(session.refreshToken)
    const now = await storage.get()
    // Someone has signed in or out meanwhile; that stands.
    if (now?.refreshToken !== session.refreshToken) return now?.accessToken ?? undefined
    await storage.set(next)
    if (next && isOld(next, aheadMs)) isClockTrusted = false
    return next?.accessToken ?? undefined
  }
  const renew = (refused: string): Promise<string | undefined> => {
    const work = () => trade(refused)
    flight ??= (storage.lock?.(work) ?? work()).finally(() => {
      flight = undefined
    })
    return flight
  }
  return {
    renew,
    async current() {
      const session = await storage.get()
      const token = session?.accessToken
      if (!token) return undefined
      if (!isClockTrusted || !session.refreshToken || !isOld(session, aheadMs)) return token
      try {
        return await renew(token)
      } catch (fault) {
        if (isOld(session, 0)) throw fault
        return token
      }
    },
  }
}

/**
 * Stands for a keeper of tokens in cookie mode. What it gives is never sent: it tells one sign-in from the next, so that a
 * socket of before is not used again.
 */
export function newCookieKeeper(): Readonly<{ tokens: Tokens; set(): void }> {
  let signIns = 0
  return {
    tokens: {
      current: async () => String(signIns),
      // The answer that refused the cookie has cleared it: asked again, the caller is nobody, who may sign in.
      async renew(refused) {
        if (refused === String(signIns)) signIns += 1
        return String(signIns)
      },
    },
    set() {
      signIns += 1
    },
  }
}
