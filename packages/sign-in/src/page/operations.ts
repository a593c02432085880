/** Every operation of the page. */

const REFUSAL = '... on Refusal { code message }'
const CHALLENGE = 'challengeId methods passkeyOptions'
const PASSKEY = 'id name isBackedUp createdAt lastUsedAt'

/** By name, as the gateway logs them. */
export const OPERATIONS = {
  me: 'query HostedMe { me { name email } }',
  signIn: `mutation HostedSignIn($input: SignInInput!) { signIn(input: $input) { __typename
    ... on MfaRequired { ${CHALLENGE} } ${REFUSAL} } }`,
  providers: 'query HostedProviders { identityProviders { name title } }',
  ownProviders:
    'query HostedOwnProviders { identities { provider } identityProviders { name title } }',
  startIdentitySignIn: `mutation HostedStartIdentitySignIn($input: StartIdentitySignInInput!) {
    startIdentitySignIn(input: $input) { __typename
      ... on StartIdentitySignInSuccess { url handle } ${REFUSAL} } }`,
  finishIdentitySignIn: `mutation HostedFinishIdentitySignIn($input: FinishIdentitySignInInput!) {
    finishIdentitySignIn(input: $input) { __typename ... on MfaRequired { ${CHALLENGE} } ${REFUSAL} } }`,
  startLinkIdentity: `mutation HostedStartLinkIdentity($input: StartLinkIdentityInput!) {
    startLinkIdentity(input: $input) { __typename
      ... on StartLinkIdentitySuccess { url handle } ${REFUSAL} } }`,
  finishLinkIdentity: `mutation HostedFinishLinkIdentity($input: FinishLinkIdentityInput!) {
    finishLinkIdentity(input: $input) { __typename ${REFUSAL} } }`,
  unlinkIdentity: `mutation HostedUnlinkIdentity($input: UnlinkIdentityInput!) {
    unlinkIdentity(input: $input) { __typename ${REFUSAL} } }`,
  startPasskeySignIn:
    'mutation HostedStartPasskeySignIn { startPasskeySignIn { challengeId options } }',
  finishPasskeySignIn: `mutation HostedFinishPasskeySignIn($input: FinishPasskeySignInInput!) {
    finishPasskeySignIn(input: $input) { __typename ${REFUSAL} } }`,
  verifyMfa: `mutation HostedVerifyMfa($input: VerifyMfaInput!) { verifyMfa(input: $input) { __typename ${REFUSAL} } }`,
  startStepUp: `mutation HostedStartStepUp { startStepUp { ${CHALLENGE} } }`,
  signOut: 'mutation HostedSignOut { signOut { sessionId } }',
  security: `query HostedSecurity { me { name email }
    passkeys { ${PASSKEY} }
    identityProviders { name title }
    identities { id provider title email createdAt lastUsedAt }
    secondFactors { totp { confirmedAt } recoveryCodesLeft isRequired }
    connectedApps { clientId name scopes connectedAt lastUsedAt }
    sessions { id device address createdAt lastUsedAt isCurrent } }`,
  disconnectApp: `mutation HostedDisconnectApp($input: DisconnectAppInput!) {
    disconnectApp(input: $input) { __typename } }`,
  startPasskeyRegistration: `mutation HostedStartPasskeyRegistration { startPasskeyRegistration { __typename
    ... on StartPasskeyRegistrationSuccess { challengeId options } ${REFUSAL} } }`,
  finishPasskeyRegistration: `mutation HostedFinishPasskeyRegistration($input: FinishPasskeyRegistrationInput!) {
    finishPasskeyRegistration(input: $input) { __typename
      ... on FinishPasskeyRegistrationSuccess { recoveryCodes } ${REFUSAL} } }`,
  renamePasskey: `mutation HostedRenamePasskey($input: RenamePasskeyInput!) {
    renamePasskey(input: $input) { passkey { id } } }`,
  removePasskey: `mutation HostedRemovePasskey($input: RemovePasskeyInput!) {
    removePasskey(input: $input) { passkeyId } }`,
  enrollTotp: `mutation HostedEnrollTotp { enrollTotp { __typename
    ... on EnrollTotpSuccess { secret uri qrCode } ${REFUSAL} } }`,
  confirmTotp: `mutation HostedConfirmTotp($input: ConfirmTotpInput!) { confirmTotp(input: $input) { __typename
    ... on ConfirmTotpSuccess { recoveryCodes } ${REFUSAL} } }`,
  disableTotp: 'mutation HostedDisableTotp { disableTotp { secondFactors { recoveryCodesLeft } } }',
  newRecoveryCodes: `mutation HostedNewRecoveryCodes { newRecoveryCodes { __typename
    ... on NewRecoveryCodesSuccess { recoveryCodes } ${REFUSAL} } }`,
  revokeSession: `mutation HostedRevokeSession($input: RevokeSessionInput!) {
    revokeSession(input: $input) { sessionId } }`,
  revokeOtherSessions: 'mutation HostedRevokeOtherSessions { revokeOtherSessions { count } }',
  requestPasswordReset: `mutation HostedRequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) { minutes } }`,
  resetPassword: `mutation HostedResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) { __typename ${REFUSAL} } }`,
  verifyEmail: `mutation HostedVerifyEmail($input: VerifyEmailInput!) {
    verifyEmail(input: $input) { __typename ${REFUSAL} } }`,
} as const

/** What a person is to prove themselves with. */
export type Challenge = Readonly<{
  challengeId: string
  methods: readonly ('TOTP' | 'PASSKEY' | 'RECOVERY_CODE' | 'PASSWORD')[]
  passkeyOptions: string | null
}>
