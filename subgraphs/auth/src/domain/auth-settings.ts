import { ANSWER_SETTINGS, type AnswerSettings } from './even-time.ts'
import { FACTOR_SETTINGS, type FactorSettings } from './factors/factor-settings.ts'
import { IDENTITY_SETTINGS, type IdentitySettings } from './identities/identity-settings.ts'
import { MESSAGE_SETTINGS, type MessageSettings } from './messages/message-settings.ts'
import { OAUTH_SETTINGS, type OAuthSettings } from './oauth/oauth-settings.ts'
import { PASSKEY_SETTINGS, type PasskeySettings } from './passkeys/passkey-settings.ts'
import { PASSWORD_SETTINGS, type PasswordSettings } from './passwords/password-settings.ts'
import { ABUSE_SETTINGS, type AbuseSettings } from './rules/abuse.ts'
import { SESSION_SETTINGS, type SessionSettings } from './sessions/session-settings.ts'
import {
  SIGNING_KEY_SETTINGS,
  type SigningKeySettings,
} from './signing-keys/signing-key-settings.ts'
import {
  VERIFICATION_SETTINGS,
  type VerificationSettings,
} from './verification/verification-settings.ts'

/** Limits and times of Auth that an operator may set, by matter. Those of tokens and of API keys have their own. */
export type AuthSettings = Readonly<{
  factors: FactorSettings
  abuse: AbuseSettings
  answers: AnswerSettings
  identities: IdentitySettings
  messages: MessageSettings
  oauth: OAuthSettings
  passkeys: PasskeySettings
  passwords: PasswordSettings
  sessions: SessionSettings
  signingKeys: SigningKeySettings
  verification: VerificationSettings
}>

/** What holds unless an operator says otherwise. */
export const AUTH_SETTINGS: AuthSettings = {
  factors: FACTOR_SETTINGS,
  abuse: ABUSE_SETTINGS,
  answers: ANSWER_SETTINGS,
  identities: IDENTITY_SETTINGS,
  messages: MESSAGE_SETTINGS,
  oauth: OAUTH_SETTINGS,
  passkeys: PASSKEY_SETTINGS,
  passwords: PASSWORD_SETTINGS,
  sessions: SESSION_SETTINGS,
  signingKeys: SIGNING_KEY_SETTINGS,
  verification: VERIFICATION_SETTINGS,
}
