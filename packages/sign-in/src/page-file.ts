/** Where the page is: one HTML file that stands alone, to be served as it is. */
export const pageFile: URL = new URL('../dist/sign-in.html', import.meta.url)

/** The paths that the page is served at, as patterns of Fastify; it shows what the path says. */
export const PAGE_PATHS = [
  '/sign-in',
  '/sign-in/callback/:provider',
  '/security',
  '/reset-password',
  '/verify-email',
] as const
