/** The subgraphs, each the owner of the Postgres schema that has its name. */
export const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin'] as const

/** One of `SUBGRAPHS`: at once a schema, a migrations folder and the tail of a role's name. */
export type SubgraphName = (typeof SUBGRAPHS)[number]
