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
      { userId: string; sessionId: string; reason: 'REFRESH_TOKEN_REUSED' }
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

type AuthEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
