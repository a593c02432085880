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
      { userId: string; role: 'ADMIN' | 'CUSTOMER' | 'VENDOR'; assignedBy: string | null }
    >

type AuthEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
