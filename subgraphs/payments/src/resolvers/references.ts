/** An account of the Accounts subgraph, as it comes here. */
export type AccountReference = Readonly<{
  id: string
  /** Whose account it is; only there when the gateway fetched it for a field of ours. */
  ownerId?: string
}>
