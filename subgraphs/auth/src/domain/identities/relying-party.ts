import type { IdentityClaims } from '../rules/identity.ts'
import type { IdentityProvider } from './identity-settings.ts'

/** What one visit to a provider is held together by. Only `state` and hashes of the others go through the browser. */
export type Visit = Readonly<{
  state: string
  nonce: string
  verifier: string
  /** When the visit began, in seconds, if the person must prove anew who they are: else null. */
  freshSince: number | null
}>

/**
 * Why a provider's answer counts for nothing: it does not answer, it (or the person there) said no, or what it says is not
 * proven.
 */
export type IdentityFault = 'UNAVAILABLE' | 'DENIED' | 'NOT_PROVEN'

/** The way to identity providers of others. */
export type RelyingParty = Readonly<{
  /** Where the browser is sent to. @returns UNAVAILABLE when the provider does not say where that is */
  urlOf(provider: IdentityProvider, visit: Visit): Promise<URL | 'UNAVAILABLE'>
  /**
   * Trades what the browser came back with for what the provider says of the person, and checks all of it.
   *
   * @param parameters the query of the address that the browser came back to
   */
  prove(
    provider: IdentityProvider,
    visit: Visit & Readonly<{ parameters: string }>,
  ): Promise<IdentityClaims | IdentityFault>
}>
