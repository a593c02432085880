/** What failed sign-ins look like when somebody attacks with them: docs/operating/abuse.md. */

/**
 * One network that tries many accounts (lists of stolen passwords); many accounts tried a little each from many networks (a
 * few common passwords); one account tried from many networks.
 */
export type AbuseKind = 'CREDENTIAL_STUFFING' | 'PASSWORD_SPRAYING' | 'DISTRIBUTED_GUESSING'

/** From when on failures look like an attack. All are counted within the same time. */
export type AbuseSettings = Readonly<{
  /** The time that ends now, in minutes. */
  windowMinutes: number
  /** Different accounts that fail from one network: CREDENTIAL_STUFFING. */
  networkAccountsMax: number
  /** Different networks that one account fails from: DISTRIBUTED_GUESSING. */
  accountNetworksMax: number
  /** Different accounts that fail, each at most `SPRAY_TRIES_MAX` times from a network: PASSWORD_SPRAYING. */
  sprayAccountsMax: number
}>

/** 15 minutes; 20 accounts from a network, 10 networks of an account, 500 accounts in all. */
export const ABUSE_SETTINGS: AbuseSettings = {
  windowMinutes: 15,
  networkAccountsMax: 20,
  accountNetworksMax: 10,
  sprayAccountsMax: 500,
}

/** Who tries a few passwords with everybody stays below what locks anybody. */
export const SPRAY_TRIES_MAX = 2
/** Fewer networks than this that fail with many accounts are told of one by one. */
export const SPRAY_NETWORKS_MIN = 10

/** What was counted: one row for each network or person that fails a lot, and one for the whole system. */
export type FailureCounts = Readonly<{
  networks: readonly Readonly<{ network: string; accounts: number }>[]
  people: readonly Readonly<{ userId: string; networks: number }>[]
  everywhere: Readonly<{ accounts: number; networks: number }>
}>

/** Something that looks like an attack. */
export type Abuse = Readonly<{
  kind: AbuseKind
  network: string | null
  userId: string | null
  accounts: number
  networks: number
}>

/** The name of all of the system where an attack is about no network and no person. */
export const EVERYONE = '*'

/** What an attack is about: two of the same kind about the same are one. */
export const subjectOf = ({ network, userId }: Abuse): string => network ?? userId ?? EVERYONE

/** Everything in the counts that looks like an attack. What is exactly at a maximum does. */
export function toAbuses(
  { networks, people, everywhere }: FailureCounts,
  settings: AbuseSettings,
): Abuse[] {
  const stuffing = networks
    .filter(({ accounts }) => accounts >= settings.networkAccountsMax)
    .map(({ network, accounts }) => ({
      ...{ kind: 'CREDENTIAL_STUFFING' as const, network, userId: null },
      ...{ accounts, networks: 1 },
    }))
  const guessing = people
    .filter((each) => each.networks >= settings.accountNetworksMax)
    .map((each) => ({
      ...{ kind: 'DISTRIBUTED_GUESSING' as const, network: null, userId: each.userId },
      ...{ accounts: 1, networks: each.networks },
    }))
  const isSprayed =
    everywhere.accounts >= settings.sprayAccountsMax && everywhere.networks >= SPRAY_NETWORKS_MIN
  const spraying = { kind: 'PASSWORD_SPRAYING' as const, network: null, userId: null }
  return [...stuffing, ...guessing, ...(isSprayed ? [{ ...spraying, ...everywhere }] : [])]
}
