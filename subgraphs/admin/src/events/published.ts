/** What Admin tells the rest of the system: the one file another subgraph may import. */
export type AdminEvent =
  | AdminEventOf<
      'admin:user:updated',
      Readonly<{ userId: string }> &
        (
          | Readonly<{ role: 'ADMIN' | 'CUSTOMER' | 'VENDOR' }>
          | Readonly<{
              status: 'ACTIVE' | 'LOCKED' | 'SUSPENDED' | 'EXPIRED' | 'ARCHIVED'
              reason: string
            }>
          | Readonly<{ secondFactors: 'REMOVED'; reason: string }>
        )
    >
  /** The chain of the audit log has grown up to the link `position`, in decimal. `hash` is that of the link, in hex. */
  | AdminEventOf<'admin:audit:linked', { position: string; hash: string }>
  | AdminEventOf<'admin:client:updated', { clientId: string; isFirstParty: boolean }>
  | AdminEventOf<'admin:operations:registered', { clientId: string; ids: readonly string[] }>
  | AdminEventOf<'admin:operations:retired', { clientId: string; ids: readonly string[] }>

type AdminEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
