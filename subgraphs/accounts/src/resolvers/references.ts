/** A person as other subgraphs name them: Accounts knows no more of anyone than the id. */
export type UserReference = Readonly<{ id: string }>
