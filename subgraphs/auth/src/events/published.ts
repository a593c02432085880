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
        /** REPLACED: the browser that held it by a cookie signed in anew. */
        reason:
          | 'REFRESH_TOKEN_REUSED'
          | 'ENDED_BY_OWNER'
          | 'PASSWORD_CHANGED'
          | 'PASSWORD_RESET'
          | 'REPLACED'
          | 'STATUS_CHANGED'
          | 'FACTORS_REMOVED'
          | 'IDENTITY_UNLINKED'
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
      'auth:user:status_changed',
      {
        userId: string
        from: Status
        to: Status
        /** Why, in the words of whoever decided. */
        reason: string
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
        /** What was guessed at. */
        guessed: 'PASSWORD' | 'SECOND_FACTOR'
        /** Where wrong guesses came from: one network, or so many that every network they are not known on is locked. */
        scope: 'NETWORK' | 'UNKNOWN_NETWORKS'
        until: string
      }
    >
  | AuthEventOf<
      'auth:mfa:required',
      { userId: string; purpose: 'SIGN_IN' | 'STEP_UP'; methods: readonly MfaMethod[] }
    >
  | AuthEventOf<'auth:mfa:verified', MfaAnswer>
  | AuthEventOf<'auth:mfa:failed', MfaAnswer>
  | AuthEventOf<'auth:mfa:enrolled', { userId: string; method: 'TOTP'; isReplacement: boolean }>
  | AuthEventOf<'auth:mfa:removed', { userId: string; method: 'TOTP' }>
  | AuthEventOf<
      'auth:second_factors:removed',
      {
        userId: string
        /** What there was: an app that counted, passkeys, unused recovery codes. */
        hadTotp: boolean
        passkeys: number
        recoveryCodes: number
        /** Why, in the words of whoever decided. */
        reason: string
        removedBy: string | null
      }
    >
  | AuthEventOf<'auth:recovery_codes:made', { userId: string; count: number }>
  | AuthEventOf<
      'auth:session:proved',
      { userId: string; sessionId: string; provedBy: 'PASSWORD' | 'SECOND_FACTOR' | 'PASSKEY' }
    >
  | AuthEventOf<'auth:device:new', { userId: string; sessionId: string; device: string }>
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
  | AuthEventOf<'auth:passkey:added', { userId: string; passkeyId: string }>
  | AuthEventOf<'auth:passkey:removed', { userId: string; passkeyId: string }>
  | AuthEventOf<
      'auth:passkey:used',
      { userId: string; passkeyId: string; use: 'SIGN_IN' | 'SECOND_FACTOR' }
    >
  | AuthEventOf<
      'auth:passkey:refused',
      {
        userId: string
        passkeyId: string
        use: 'SIGN_IN' | 'SECOND_FACTOR'
        /** The second one means that somebody may have a copy of the passkey. */
        reason: 'NOT_PROVEN' | 'COUNTER_WENT_BACK'
      }
    >
  | AuthEventOf<
      'auth:identity:linked',
      {
        userId: string
        identityId: string
        provider: string
        /** Whether its person signed up by it. */
        isNew: boolean
      }
    >
  | AuthEventOf<'auth:identity:unlinked', { userId: string; identityId: string; provider: string }>
  | AuthEventOf<'auth:identity:signed_in', { userId: string; identityId: string; provider: string }>
  | AuthEventOf<
      'auth:identity:refused',
      {
        /** Whose it is, or who wanted to link it; null when that is not known. */
        userId: string | null
        provider: string
        purpose: 'SIGN_IN' | 'LINK'
        /** DENIED: the person or the provider said no. KEPT_OUT: the person may not sign in. */
        reason: 'DENIED' | 'NOT_PROVEN' | 'UNAVAILABLE' | 'NOT_LINKED' | 'TAKEN' | 'KEPT_OUT'
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
  | AuthEventOf<
      'auth:oauth_client:created',
      {
        clientId: string
        ownerId: string
        kind: 'WEB' | 'NATIVE' | 'SERVICE'
        scopes: readonly string[]
      }
    >
  | AuthEventOf<
      'auth:oauth_client:updated',
      { clientId: string; ownerId: string; scopes: readonly string[] }
    >
  | AuthEventOf<
      'auth:oauth_client:secret_rotated',
      { clientId: string; ownerId: string; previousUntil: string | null }
    >
  | AuthEventOf<'auth:oauth_client:revoked', { clientId: string; ownerId: string }>
  | AuthEventOf<
      'auth:oauth_grant:given',
      { grantId: string; userId: string; clientId: string; scopes: readonly string[] }
    >
  | AuthEventOf<
      'auth:oauth_grant:revoked',
      {
        grantId: string
        userId: string
        clientId: string
        /** A code or token that came back a second time is in two hands: then everything that grew from the grant ends. */
        reason: 'DISCONNECTED' | 'CLIENT_REVOKED' | 'TOKEN_REUSED' | 'PASSWORD_RESET'
      }
    >
  | AuthEventOf<
      'auth:oauth_token:revoked',
      {
        /** The grant that the tokens were made of; null for those of a program that acts for its owner. */
        grantId: string | null
        userId: string
        clientId: string
      }
    >

type MfaMethod = 'TOTP' | 'PASSKEY' | 'RECOVERY_CODE' | 'PASSWORD'

/** An answer to a challenge: at sign-in, or by somebody who is signed in. */
type MfaAnswer = Readonly<{ userId: string; purpose: 'SIGN_IN' | 'STEP_UP'; method: MfaMethod }>

type Status = 'ACTIVE' | 'LOCKED' | 'SUSPENDED' | 'EXPIRED' | 'ARCHIVED'

type AuthEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
