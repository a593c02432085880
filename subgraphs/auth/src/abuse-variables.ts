import { defineVariables, limit, type Values } from '@tallystick/config'
import { ABUSE_SETTINGS, type AbuseSettings } from './domain/rules/abuse.ts'

/** From when on failed sign-ins look like an attack, as the environment says. */
export const abuseVariables = defineVariables({
  ABUSE_WINDOW_MINUTES: limit(
    'The time within which failed sign-ins are counted to find attacks, in minutes',
    ABUSE_SETTINGS.windowMinutes,
    [5, 1_440],
  ),
  ABUSE_NETWORK_ACCOUNTS: limit(
    'Different accounts that fail to sign in from one network and look like credential stuffing',
    ABUSE_SETTINGS.networkAccountsMax,
    [3, 10_000],
  ),
  ABUSE_ACCOUNT_NETWORKS: limit(
    'Different networks that one account fails to sign in from and that look like distributed guessing',
    ABUSE_SETTINGS.accountNetworksMax,
    [3, 1_000],
  ),
  ABUSE_SPRAY_ACCOUNTS: limit(
    'Different accounts that fail a little each, from ten networks or more, and look like password spraying',
    ABUSE_SETTINGS.sprayAccountsMax,
    [20, 1_000_000],
  ),
})

/** The same as what `openAuth` takes. */
export const toAbuseSettings = (values: Values<typeof abuseVariables>): AbuseSettings => ({
  windowMinutes: values.ABUSE_WINDOW_MINUTES,
  networkAccountsMax: values.ABUSE_NETWORK_ACCOUNTS,
  accountNetworksMax: values.ABUSE_ACCOUNT_NETWORKS,
  sprayAccountsMax: values.ABUSE_SPRAY_ACCOUNTS,
})
