import { defineConfig } from 'drizzle-kit'

/**
 * drizzle-kit's settings for one subgraph. Paths are from the project's root, where drizzle-kit is run.
 *
 * The journal is a table of the schema `migrations`, never of the subgraph's own: the migrator creates the journal's
 * schema first, and the `CREATE SCHEMA` of the subgraph's first migration would then fail.
 */
export const ofSubgraph = (name: string) =>
  defineConfig({
    dialect: 'postgresql',
    casing: 'snake_case',
    schema: `./subgraphs/${name}/src/db/{*tables,tables/*}.ts`,
    out: `./db/migrations/${name}`,
    schemaFilter: [name],
    migrations: { schema: 'migrations', table: name },
  })
