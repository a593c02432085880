import { readdirSync } from 'node:fs'
import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import { parse, printSchema } from 'graphql'

const SUBGRAPHS = new URL('../../../subgraphs/', import.meta.url)

/** The subgraphs' SDL does not fit together; the message lists every reason. */
export class CompositionError extends Error {
  constructor(reasons: readonly string[]) {
    super(['The subgraphs do not compose:', ...reasons].join('\n  '))
    this.name = 'CompositionError'
  }
}

/**
 * Composes subgraphs, by name, into one supergraph SDL. The same input gives the same text.
 *
 * The URLs in it are for other routers (`http://auth:4000/graphql`, as `docker-compose.yml` names the containers): our
 * gateway calls doors and never reads them.
 * @throws {CompositionError}
 */
export function composeSupergraph(sdls: Readonly<Record<string, string>>): string {
  const services = Object.entries(sdls)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, sdl]) => ({
      name,
      url: `http://${name}:4000/graphql`,
      typeDefs: parse(sdl),
    }))
  const { errors, supergraphSdl: composed } = composeServices(services)
  if (errors?.length) throw new CompositionError(errors.map(({ message }) => message))
  if (composed === undefined) throw new CompositionError(['nothing was composed'])
  return `${composed.trimEnd()}\n`
}

/** What clients may see of a supergraph, as SDL: without `@inaccessible` parts and without federation's own. */
export function toApiSdl(composed: string): string {
  // Features are left unchecked: nothing is executed here, and the gateway checks them when it loads the same text.
  const supergraph = Supergraph.build(composed, { supportedFeatures: null })
  return `${printSchema(supergraph.apiSchema().toGraphQLJSSchema())}\n`
}

/** The supergraph of the subgraphs in this repository, composed now: the text of `gateway/supergraph.graphql`. */
export function supergraphSdl(): string {
  const names = readdirSync(SUBGRAPHS, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name)
  return composeSupergraph(
    Object.fromEntries(
      names.map((name) => [name, readSubgraphSdl(new URL(`${name}/src/schema/`, SUBGRAPHS))]),
    ),
  )
}

/** The public schema of the subgraphs in this repository: the text of `gateway/api.graphql`. */
export const apiSdl = (): string => toApiSdl(supergraphSdl())
