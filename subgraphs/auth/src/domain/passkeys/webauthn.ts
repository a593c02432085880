/**
 * The library that reads and judges what authenticators say.
 *
 * PERFORMANCE: it brings a reader of certificates along, 30 MB in memory; a process that sees no passkey does without.
 */
export const webauthn = async () => {
  const [server, forms] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ])
  return { ...server, ...forms }
}
