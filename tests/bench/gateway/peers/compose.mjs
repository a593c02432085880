/** The second composer: subgraphs' SDL by name as JSON on standard input, the supergraph on standard output. */
import { text } from 'node:stream/consumers'
import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'

const sdls = JSON.parse(await text(process.stdin))
const { errors, supergraphSdl } = composeServices(
  Object.entries(sdls).map(([name, sdl]) => ({
    name,
    url: `http://${name}:4000/graphql`,
    typeDefs: parse(sdl),
  })),
)
if (errors?.length) {
  for (const { message } of errors) console.error(message)
  process.exit(1)
}
process.stdout.write(supergraphSdl)
