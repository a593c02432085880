import { z } from 'zod'
import { defineVariables, variable } from './variables.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** An origin that browsers may send secrets to: HTTPS, or this machine. */
const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url !== undefined && url.origin === text.replace(/\/$/, '')
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
  if (isOrigin && isSafe) return url.origin
  context.addIssue({
    code: 'custom',
    message: 'is an origin, such as https://pay.example.com; http for this machine alone',
  })
  return z.NEVER
})

/** Where the whole world finds the gateway. */
export const publicUrlVariables = defineVariables({
  PUBLIC_URL: variable({
    schema: origin.optional(),
    description:
      'The origin at which browsers and programs reach the gateway, such as https://pay.example.com: the issuer (`iss`) of OAuth, and the origin of its own pages. With https, cookies are for https alone. http://localhost:PORT when left out.',
  }),
})

/** The origin that the environment says, without a slash at the end. */
export const publicUrlOf = ({
  PUBLIC_URL,
  PORT = 4000,
}: Readonly<{ PUBLIC_URL?: string | undefined; PORT?: number | undefined }>): string =>
  PUBLIC_URL ?? `http://localhost:${PORT}`
