import { defineVariables, limit, type Values } from '@tallystick/config'
import { ANSWER_SETTINGS, type AnswerSettings } from '../domain/even-time.ts'
import { ABUSE_SETTINGS, type AbuseSettings } from '../domain/rules/abuse.ts'

/** From when on failed sign-ins look like an attack, and how answers are kept from telling, as the environment says. */
export const attackVariables = defineVariables({
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
  ANSWER_EVEN_MS: limit(
    'How soon asking for a link or a code is answered at the earliest, so that the time does not tell whether anybody was sent one, in ms',
    ANSWER_SETTINGS.evenMs,
    [0, 2_000],
  ),
})

/** The same as what `openAuth` takes. */
export const toAbuseSettings = (values: Values<typeof attackVariables>): AbuseSettings => ({
  windowMinutes: values.ABUSE_WINDOW_MINUTES,
  networkAccountsMax: values.ABUSE_NETWORK_ACCOUNTS,
  accountNetworksMax: values.ABUSE_ACCOUNT_NETWORKS,
  sprayAccountsMax: values.ABUSE_SPRAY_ACCOUNTS,
})

/** What `openAuth` takes about answers. */
export const toAnswerSettings = (values: Values<typeof attackVariables>): AnswerSettings => ({
  evenMs: values.ANSWER_EVEN_MS,
})
