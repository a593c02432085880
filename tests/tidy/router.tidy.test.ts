import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { gatewayVariables } from '../../gateway/src/config.ts'

const router = parse(readFileSync('deploy/router/router.yaml', 'utf8'))
const hive = parse(readFileSync('deploy/router/hive-router.yaml', 'utf8'))
const sdl = readFileSync('gateway/supergraph.graphql', 'utf8')
const standard = (name: keyof typeof gatewayVariables): number =>
  Number(gatewayVariables[name].default)
const subgraphs = [...sdl.matchAll(/@join__graph\(name: "(\w+)"/g)].map(([, name]) => name).sort()

describe('the configuration of other routers', () => {
  it('has the limits of our gateway', () => {
    expect(router.limits).toEqual({
      http_max_request_bytes: standard('BODY_BYTES_MAX'),
      parser_max_tokens: standard('QUERY_TOKENS_MAX'),
      max_depth: standard('QUERY_DEPTH_MAX'),
      max_aliases: standard('QUERY_ALIASES_MAX'),
      max_root_fields: standard('QUERY_ROOT_FIELDS_MAX'),
    })
    expect(hive.limits).toEqual({
      max_tokens: { n: standard('QUERY_TOKENS_MAX') },
      max_depth: { n: standard('QUERY_DEPTH_MAX') },
      max_aliases: { n: standard('QUERY_ALIASES_MAX') },
      max_directives: { n: standard('QUERY_DIRECTIVES_MAX') },
    })
    const deadline = `${standard('MUTATION_DEADLINE_MS') / 1000}s`
    expect(router.traffic_shaping).toEqual({
      router: { timeout: deadline },
      all: { timeout: deadline },
    })
  })

  it('names every subgraph of the supergraph, and sends none of them a person’s token', () => {
    expect(Object.keys(router.override_subgraph_url).sort()).toEqual(subgraphs)
    expect(Object.keys(hive.override_subgraph_urls).sort()).toEqual(subgraphs)
    const propagated = [...router.headers.all.request, ...hive.headers.all.request].flatMap(
      ({ propagate }) => propagate?.named ?? [],
    )
    expect(propagated).toEqual(['x-request-id', 'x-request-id'])
  })

  it('believes tokens of our issuer and audience alone, in the one algorithm that Auth signs with', () => {
    const [jwks] = router.authentication.router.jwt.jwks
    const issuer = gatewayVariables.TOKEN_ISSUER.default
    const audience = gatewayVariables.TOKEN_AUDIENCE.default
    expect(jwks).toMatchObject({ issuers: [issuer], audiences: [audience], algorithms: ['EdDSA'] })
    expect(hive.jwt).toMatchObject({
      issuers: [issuer],
      audiences: [audience],
      allowed_algorithms: ['EdDSA'],
      jwks_providers: [{ url: jwks.url }],
    })
  })

  it('lets no page in that is not listed, and asks for no introspection', () => {
    for (const { cors } of [router, hive])
      for (const { origins } of cors.policies)
        expect(origins.filter((origin: string) => origin.includes('*'))).toEqual([])
    expect(router.supergraph.introspection).toBe(false)
    expect(router.sandbox.enabled || router.homepage.enabled).toBe(false)
  })
})
