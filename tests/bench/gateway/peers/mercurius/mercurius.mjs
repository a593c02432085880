/** Mercurius' gateway with JIT on, with the caller's credential passed on. */
import gateway from '@mercuriusjs/gateway'
import Fastify from 'fastify'

const { PORT, SUBGRAPHS } = process.env
const app = Fastify()
app.register(gateway, {
  jit: 1,
  gateway: {
    services: Object.entries(JSON.parse(SUBGRAPHS)).map(([name, { url, sdl }]) => ({
      name,
      url,
      schema: sdl,
      rewriteHeaders: (headers) =>
        headers?.authorization ? { authorization: headers.authorization } : {},
    })),
  },
})
await app.listen({ port: Number(PORT), host: '127.0.0.1' })
