/** A provider of identities that an operator trusts to say who somebody is. */
export type IdentityProvider = Readonly<{
  /** What clients ask for it by. */
  name: string
  /** What people call it. */
  title: string
  /** As its id tokens say it. */
  issuer: string
  clientId: string
  clientSecret: string
  scopes: readonly string[]
  /** Whether somebody new may sign up by it, where it says that their address is verified. */
  signUp: boolean
  /** Whether it is in a network of ours: requests to others never go there. */
  privateNetwork: boolean
}>

/** Whose word on who somebody is we take, and within which bounds. */
export type IdentitySettings = Readonly<{
  providers: readonly IdentityProvider[]
  /** How long somebody may take to come back from a provider, in minutes. */
  stateMinutes: number
  /** Identities that one person may have. */
  perPersonMax: number
}>

/** What the provider of an identity is called by clients: an operator may have given it another name since it was linked. */
export const nameOf = (
  { issuer, provider }: Readonly<{ issuer: string; provider: string }>,
  { providers }: Pick<IdentitySettings, 'providers'>,
): string => providers.find((each) => each.issuer === issuer)?.name ?? provider

/** Nobody's; ten minutes, ten identities. */
export const IDENTITY_SETTINGS: IdentitySettings = {
  providers: [],
  stateMinutes: 10,
  perPersonMax: 10,
}
