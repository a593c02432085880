/** What Auth tells the rest of the system: the one file another subgraph may import. */
export type AuthEvent =
  | AuthEventOf<
      'auth:user:registered',
      { userId: string; email: string; name: string; username: string | null }
    >
  | AuthEventOf<'auth:user:logged_in', { userId: string; sessionId: string }>
  | AuthEventOf<'auth:user:logged_out', { userId: string; sessionId: string }>
  | AuthEventOf<
      'auth:session:revoked',
      {
        userId: string
        sessionId: string
        reason: 'REFRESH_TOKEN_REUSED' | 'ENDED_BY_OWNER' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET'
      }
    >
  | AuthEventOf<
      'auth:user:role_assigned',
      {
        userId: string
        role: 'ADMIN' | 'CUSTOMER' | 'VENDOR'
        assignedBy: string | null
        /** What access tokens show from now on as `ver`; an older one is refused. */
        rightsVersion: number
      }
    >
  | AuthEventOf<
      'auth:api_key:created',
      {
        keyId: string
        ownerId: string
        clientId: string
        scopes: readonly string[]
        expiresAt: string
      }
    >
  | AuthEventOf<
      'auth:api_key:rotated',
      { keyId: string; ownerId: string; previousUntil: string | null }
    >
  | AuthEventOf<'auth:api_key:revoked', { keyId: string; ownerId: string }>
  | AuthEventOf<'auth:password:changed', { userId: string }>
  | AuthEventOf<'auth:password:reset', { userId: string }>
  | AuthEventOf<
      'auth:account:locked',
      {
        userId: string
        /** Where wrong passwords came from: one network, or so many that every network they are not known on is locked. */
        scope: 'NETWORK' | 'UNKNOWN_NETWORKS'
        until: string
      }
    >
  | AuthEventOf<
      'auth:abuse:detected',
      {
        kind: 'CREDENTIAL_STUFFING' | 'PASSWORD_SPRAYING' | 'DISTRIBUTED_GUESSING'
        /** The network that tries many accounts, such as 203.0.113.0/24. */
        network: string | null
        /** The person who is tried from many networks. */
        userId: string | null
        /** Different accounts that failed within the minutes; an address that nobody has counts each time. */
        accounts: number
        /** Different networks that they failed from. */
        networks: number
        minutes: number
      }
    >
  | AuthEventOf<'auth:email:verified', { userId: string; username: string | null }>
  | AuthEventOf<'auth:phone:verified', { userId: string }>
  | AuthEventOf<
      'auth:code:requested',
      {
        /** Null when nobody has the address. */
        userId: string | null
        purpose: 'EMAIL_VERIFICATION' | 'PASSWORD_RESET' | 'PHONE_VERIFICATION' | 'NOTICE'
        channel: 'EMAIL' | 'SMS'
        /** Whether anything was sent: not to nobody, and not too often. */
        isSent: boolean
      }
    >
  | AuthEventOf<
      'auth:signing_key:rotated',
      {
        kid: string
        signsFrom: string
        /** The keys whose signatures are not valid any more, because somebody else may have them. */
        withdrawnKids: readonly string[]
      }
    >

type AuthEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
