/** What Admin tells the rest of the system: the one file another subgraph may import. */
export type AdminEvent = Readonly<{
  type: 'admin:user:updated'
  body: Readonly<{ userId: string; role: 'ADMIN' | 'CUSTOMER' | 'VENDOR' }>
}>
