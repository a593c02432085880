import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { UserView as UserModel } from '../domain/rules/user.ts';
import type { OpenSession as SessionModel, DeviceSession as DeviceSessionModel } from '../domain/rules/session.ts';
import type { Passkey as PasskeyModel } from '../domain/rules/passkey.ts';
import type { ApiKey as ApiKeyModel, SignedGrant as ApiKeyGrantModel } from '../domain/rules/api-key.ts';
import type { OAuthClient as OAuthClientModel } from '../domain/rules/oauth-client.ts';
import type { ConnectedApp as ConnectedAppModel, OAuthTokenGrant as OAuthTokenGrantModel } from '../domain/rules/oauth-grant.ts';
import type { KeyLimits as ApiKeyLimitsModel, SpendCap as SpendCapModel } from '../domain/rules/key-limits.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A currency: an ISO 4217 code (USD, EUR, NGN, JPY, KWD) or a listed asset (BTC, ETH, USDC, EURC), in capital letters. */
  CurrencyCode: { input: Currency; output: Currency; }
  /** A moment as ISO 8601 text with its offset from UTC, such as 2026-01-31T12:00:00.000Z. */
  DateTime: { input: Date; output: Date; }
  /**
   * An integer amount in the smallest unit of its currency, as a string of decimal digits: "1999" is 19.99 USD and 1999 JPY.
   * Up to 78 digits, no leading zeros, a minus sign only where a negative amount makes sense. Numbers are refused.
   */
  MinorUnits: { input: bigint; output: bigint; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** That an attack on sign-ins was detected. */
export type AbuseAlert = {
  __typename?: 'AbuseAlert';
  /** When it was detected. */
  at: Scalars['DateTime']['output'];
  /** Where to go on after it. */
  cursor: Scalars['String']['output'];
  /** What it looks like. */
  kind: AbuseKind;
};

/** What an attack on sign-ins may look like. docs/operating/abuse.md says from when on. */
export type AbuseKind =
  /** One network tries many accounts. */
  | 'CREDENTIAL_STUFFING'
  /** One account is tried from many networks. */
  | 'DISTRIBUTED_GUESSING'
  /** Many accounts are tried, a little each, from many networks. */
  | 'PASSWORD_SPRAYING';

/** Something that takes access away or changes it. */
export type AccessChange = {
  __typename?: 'AccessChange';
  /** When it changed. */
  at: Scalars['DateTime']['output'];
  /** Where to go on after it. */
  cursor: Scalars['String']['output'];
  /** The key that changed; null for anything else. */
  keyId: Maybe<Scalars['ID']['output']>;
  /** What changed. */
  kind: AccessChangeKind;
  /** What the version of the person's rights is since: access tokens that show an older one are refused. For USER_CHANGED only. */
  rightsVersion: Maybe<Scalars['Int']['output']>;
  /** The session that ended; null for anything else. */
  sessionId: Maybe<Scalars['ID']['output']>;
  /** Whose access: the person, or the owner of the key. */
  userId: Scalars['ID']['output'];
};

/** What may change about access. */
export type AccessChangeKind =
  /** A key was revoked or rotated: what is known of it is old. */
  | 'KEY_CHANGED'
  /** A session ended before its time: its access tokens count no more. */
  | 'SESSION_ENDED'
  /** A person's role or status changed: what is known of them, and of their keys, is old. */
  | 'USER_CHANGED';

/** The password was right, but the person may not sign in now. Code: ACCOUNT_LOCKED. */
export type AccountLocked = Refusal & {
  __typename?: 'AccountLocked';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What a program proves with that it acts for a person. Its secret is shown once, when it is made. */
export type ApiKey = {
  __typename?: 'ApiKey';
  /** The client program that it is for, whose registered operations it may run. */
  clientId: Scalars['ID']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ends by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque, starts with key_. */
  id: Scalars['ID']['output'];
  /** When it was last used, to the minute; null when it never was. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it is kept within beside its scopes. */
  limits: ApiKeyLimits;
  /** What its owner calls it. */
  name: Scalars['String']['output'];
  /** The person whom it acts as. */
  owner: User;
  /** How the key's text begins: everything before the secret, to recognise a key by. */
  prefix: Scalars['String']['output'];
  /** Until when the secret before the last rotation works; null when there is none. */
  previousSecretUntil: Maybe<Scalars['DateTime']['output']>;
  /** When it was revoked; null when it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it may do; never more than its owner may. */
  scopes: Array<Scalars['String']['output']>;
  /** How each request with the key must be signed; null where it need not be. */
  signature: Maybe<KeySignature>;
};

/** A page of API keys. */
export type ApiKeyConnection = {
  __typename?: 'ApiKeyConnection';
  /** The keys of the page, each with its cursor. */
  edges: Array<ApiKeyEdge>;
  /** The keys of the page. */
  nodes: Array<ApiKey>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An API key in a list. */
export type ApiKeyEdge = {
  __typename?: 'ApiKeyEdge';
  /** Where the key stands in the list. */
  cursor: Scalars['String']['output'];
  /** The key. */
  node: ApiKey;
};

/** The key has expired or was revoked: make a new one. Code: API_KEY_ENDED. */
export type ApiKeyEnded = Refusal & {
  __typename?: 'ApiKeyEnded';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What a live key grants to who holds its secret. */
export type ApiKeyGrant = {
  __typename?: 'ApiKeyGrant';
  /** The only accounts that may be named; null is any. */
  accountIds: Maybe<Array<Scalars['ID']['output']>>;
  /** The largest amount that one operation may name, one for each currency; none is no limit. */
  amountMax: Array<Money>;
  /** The client program whose registered operations it may run. */
  clientId: Scalars['ID']['output'];
  /** The only currencies that may be named; null is any. */
  currencies: Maybe<Array<Scalars['CurrencyCode']['output']>>;
  /** When the secret that was shown ends: with the key, or with the overlap of a rotation. */
  expiresAt: Scalars['DateTime']['output'];
  /** The key. */
  id: Scalars['ID']['output'];
  /** The person whom it acts as. */
  ownerId: Scalars['ID']['output'];
  /** How many requests a minute; null is as many as anyone. */
  requestsPerMinute: Maybe<Scalars['Int']['output']>;
  /** What its owner may be by a key: their roles as they are now, without ADMIN. */
  roles: Array<Role>;
  /** What it may do: its scopes, less those that its owner has lost since. */
  scopes: Array<Scalars['String']['output']>;
  /** What each request with this secret must be signed with; null where it need not be. */
  signature: Maybe<SignatureCheck>;
  /** How much may be spent in how long; none is no limit. */
  spendCaps: Array<SpendCap>;
};

/** What an API key is kept within. Amounts, currencies and accounts are those that variables of an operation name. */
export type ApiKeyLimits = {
  __typename?: 'ApiKeyLimits';
  /** The only accounts that may be named; null is any. */
  accountIds: Maybe<Array<Scalars['ID']['output']>>;
  /** The largest amount that one operation may name, one for each currency; none is no limit. */
  amountMax: Array<Money>;
  /** The only currencies that may be named; null is any. */
  currencies: Maybe<Array<Scalars['CurrencyCode']['output']>>;
  /** How many requests a minute; null is as many as anyone. */
  requestsPerMinute: Maybe<Scalars['Int']['output']>;
  /** How much may be spent in how long; none is no limit. */
  spendCaps: Array<SpendCap>;
};

/**
 * What an API key is to be kept within. Once a key has an amountMax or a spend cap, it may use the currencies that they name
 * and no other: if `currencies` is given as well, each of them needs one of each kind that is given at all.
 */
export type ApiKeyLimitsInput = {
  /** The only accounts that may be named, at most 100; any when left out. */
  accountIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The largest amount that one operation may name, at most one for each currency. */
  amountMax?: InputMaybe<Array<MoneyInput>>;
  /** The only currencies that may be named; any when left out. */
  currencies?: InputMaybe<Array<Scalars['CurrencyCode']['input']>>;
  /** How many requests a minute, 1 to 100000; as many as anyone when left out. */
  requestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** How much may be spent in how long, at most four for each currency. */
  spendCaps?: InputMaybe<Array<SpendCapInput>>;
};

/** Who gets which role. */
export type AssignRoleInput = {
  /** The administrator who decided; null when an operator did so at the machine itself. */
  assignedBy?: InputMaybe<Scalars['ID']['input']>;
  /** The one role they will have. */
  role: Role;
  /** The user to change. */
  userId: Scalars['ID']['input'];
};

/** The outcome of assigning a role. */
export type AssignRoleResult = AssignRoleSuccess | LastAdministrator | UserUnknown;

/** The role was assigned. */
export type AssignRoleSuccess = {
  __typename?: 'AssignRoleSuccess';
  /** The user with the new role. */
  user: User;
};

/** Who gets which status. */
export type AssignStatusInput = {
  /** The administrator who decided; null when an operator did so at the machine itself. */
  assignedBy?: InputMaybe<Scalars['ID']['input']>;
  /** Why, for the audit log: 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** The status they will have. */
  status: UserStatus;
  /** The user to change. */
  userId: Scalars['ID']['input'];
};

/** The outcome of assigning a status. */
export type AssignStatusResult = AssignStatusSuccess | LastAdministrator | StatusFinal | StatusOwn | UserUnknown;

/** The status was assigned. */
export type AssignStatusSuccess = {
  __typename?: 'AssignStatusSuccess';
  /** The user with the new status. */
  user: User;
};

/** The challenge is unknown, answered, expired, was tried too often, or is not of this session: begin again. Code: CHALLENGE_ENDED. */
export type ChallengeEnded = Refusal & {
  __typename?: 'ChallengeEnded';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A new password, by the old one. */
export type ChangePasswordInput = {
  /** The password until now. */
  currentPassword: Scalars['String']['input'];
  /** At least 8 and at most 128 characters; common passwords are refused. */
  newPassword: Scalars['String']['input'];
};

/** The outcome of changing a password. */
export type ChangePasswordResult = ChangePasswordSuccess | InvalidCredentials | WeakPassword;

/** The new password counts from now on. */
export type ChangePasswordSuccess = {
  __typename?: 'ChangePasswordSuccess';
  /** Whose password it is. */
  user: User;
};

/** Whose second factors are to go. */
export type ClearSecondFactorsInput = {
  /** Why, for the audit log: 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** The administrator who decided; null when an operator did so at the machine itself. */
  removedBy?: InputMaybe<Scalars['ID']['input']>;
  /** The user who has lost them. */
  userId: Scalars['ID']['input'];
};

/** The outcome of removing second factors. */
export type ClearSecondFactorsResult = ClearSecondFactorsSuccess | FactorsOwn | UserUnknown;

/** The user has no second factor any more. */
export type ClearSecondFactorsSuccess = {
  __typename?: 'ClearSecondFactorsSuccess';
  /** The user. */
  user: User;
};

/** A code of the app that is to be added. */
export type ConfirmTotpInput = {
  /** The six digits. */
  code: Scalars['String']['input'];
};

/** The outcome of adding an authenticator app. */
export type ConfirmTotpResult = ConfirmTotpSuccess | InvalidCode | SecondFactorsOff;

/** The app is a second factor from now on. */
export type ConfirmTotpSuccess = {
  __typename?: 'ConfirmTotpSuccess';
  /** Recovery codes, shown this once; none when the person has some already. */
  recoveryCodes: Array<Scalars['String']['output']>;
};

/** A program that may act for a person. */
export type ConnectedApp = {
  __typename?: 'ConnectedApp';
  /** The program, as it was registered. */
  clientId: Scalars['ID']['output'];
  /** When it was allowed first. */
  connectedAt: Scalars['DateTime']['output'];
  /** When it last did something, to the minute; null when it never did. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it is called. */
  name: Scalars['String']['output'];
  /** What it may do. */
  scopes: Array<Scalars['String']['output']>;
  /** Where to read about it. */
  uri: Scalars['String']['output'];
};

/** A session that a browser's cookie holds. */
export type CookieSession = {
  __typename?: 'CookieSession';
  /** When it ends unless it is used. */
  expiresAt: Scalars['DateTime']['output'];
  /** Counts the changes of the person's rights; the roles are those after so many. */
  rightsVersion: Scalars['Int']['output'];
  /** What the person may do at this moment. */
  roles: Array<Role>;
  /** The session. */
  sessionId: Scalars['ID']['output'];
  /** Whose it is. */
  userId: Scalars['ID']['output'];
};

/** An API key to be made. */
export type CreateApiKeyInput = {
  /** The client program that it is for: 1 to 128 letters, digits and any of _ . : - */
  clientId: Scalars['ID']['input'];
  /** When it ends by itself: later than now, and not later than keys of this system may live, which is also the default. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is kept within. */
  limits?: InputMaybe<ApiKeyLimitsInput>;
  /** What to call it, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Whose key; the caller's own when left out. For administrators. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** What it may do, such as payments:read; at least one, and none that its owner may not do. */
  scopes: Array<Scalars['String']['input']>;
  /** How each request with the key is to be signed, for as long as the key lives; not at all when left out. */
  signature?: InputMaybe<KeySignatureInput>;
};

/** The outcome of making an API key. */
export type CreateApiKeyResult = CreateApiKeySuccess | OwnerNotFound | ScopeNotAllowed | TooManyApiKeys;

/** The key was made. */
export type CreateApiKeySuccess = {
  __typename?: 'CreateApiKeySuccess';
  /** The key. */
  key: ApiKey;
  /** The whole text of the key, to be sent as `Authorization: Bearer tsk_…`. Shown this once. */
  secret: Scalars['String']['output'];
  /** What requests are signed with, for HMAC_SHA256 only. Shown this once. */
  signatureSecret: Maybe<Scalars['String']['output']>;
};

/** A program to be registered. */
export type CreateOAuthClientInput = {
  /** What it is. */
  kind: OAuthClientKind;
  /** What people are told it is called, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /**
   * Where codes may be sent to: at most 20 addresses of HTTPS without a fragment. On a server under development also http on this
   * machine; on a device also http on 127.0.0.1 or [::1], of any port, and a scheme with a dot such as com.example.app:/back.
   */
  redirectUris?: Array<Scalars['String']['input']>;
  /** What it may ask for: openid, profile, email, offline_access, and what its owner may do, such as payments:read. */
  scopes: Array<Scalars['String']['input']>;
  /** Where people read about it: an address of HTTPS. */
  uri: Scalars['String']['input'];
};

/** The outcome of registering a program. */
export type CreateOAuthClientResult = CreateOAuthClientSuccess | ScopeNotAllowed | TooManyOAuthClients;

/** The program is registered. */
export type CreateOAuthClientSuccess = {
  __typename?: 'CreateOAuthClientSuccess';
  /** The program. */
  client: OAuthClient;
  /** Its secret. Shown this once; null for a NATIVE one, which has none. */
  secret: Maybe<Scalars['String']['output']>;
};

/** A device that somebody is signed in on. */
export type DeviceSession = {
  __typename?: 'DeviceSession';
  /** The network address that it signed in from; null when it is not known. */
  address: Maybe<Scalars['String']['output']>;
  /** When it signed in. */
  createdAt: Scalars['DateTime']['output'];
  /** The device as it described itself when it signed in, such as “Firefox on Linux”. Anyone can describe themselves as anything. */
  device: Scalars['String']['output'];
  /**
   * When it ends unless it is used; never later than a week after it signed in, and in cookie mode after an hour without use,
   * where nothing else is set.
   */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque, starts with ses_. */
  id: Scalars['ID']['output'];
  /** Whether it is the one that asks. */
  isCurrent: Scalars['Boolean']['output'];
  /**
   * When it last signed in, refreshed its tokens (a device in use does so every 15 minutes or so) or, in cookie mode, called: to the
   * minute.
   */
  lastUsedAt: Scalars['DateTime']['output'];
};

/** The app is no second factor any more. */
export type DisableTotpSuccess = {
  __typename?: 'DisableTotpSuccess';
  /** What is left. */
  secondFactors: SecondFactors;
};

/** A program that shall not act for the caller any more. */
export type DisconnectAppInput = {
  /** The program. */
  clientId: Scalars['ID']['input'];
};

/** The program acts for the caller no more. */
export type DisconnectAppSuccess = {
  __typename?: 'DisconnectAppSuccess';
  /** The program. */
  clientId: Scalars['ID']['output'];
};

/** The address belongs to someone already. Code: EMAIL_TAKEN. */
export type EmailTaken = Refusal & {
  __typename?: 'EmailTaken';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The outcome of beginning to add an authenticator app. */
export type EnrollTotpResult = EnrollTotpSuccess | SecondFactorsOff;

/** What the app needs, shown this once. */
export type EnrollTotpSuccess = {
  __typename?: 'EnrollTotpSuccess';
  /** The same as a QR code, to be scanned: an SVG image as text. */
  qrCode: Scalars['String']['output'];
  /** The secret in Base32, to type in. */
  secret: Scalars['String']['output'];
  /** The same as an otpauth:// URI, to open on the phone that the app is on. */
  uri: Scalars['String']['output'];
};

/** Nobody takes their own factors away like this. Code: FACTORS_OWN. */
export type FactorsOwn = Refusal & {
  __typename?: 'FactorsOwn';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A browser that came back from a provider, to sign in. */
export type FinishIdentitySignInInput = {
  /** As `startIdentitySignIn` gave it. */
  handle: Scalars['String']['input'];
  /** The query of the address that the browser came back to, as it is: `location.search`. */
  parameters: Scalars['String']['input'];
  /** The provider in the path of the address that the browser came back to. Another than the visit's is refused. */
  provider: Scalars['String']['input'];
};

/** The outcome of signing in by a provider. */
export type FinishIdentitySignInResult = AccountLocked | FinishIdentitySignInSuccess | IdentityNotLinked | IdentityProviderUnavailable | InvalidIdentity | MfaRequired | VerificationRequired;

/** The person is signed in. */
export type FinishIdentitySignInSuccess = {
  __typename?: 'FinishIdentitySignInSuccess';
  /** Whether they have just signed up by it. */
  isNew: Scalars['Boolean']['output'];
  /** The new session. */
  session: Session;
};

/** A browser that came back from a provider, to link an account. */
export type FinishLinkIdentityInput = {
  /** As `startLinkIdentity` gave it. */
  handle: Scalars['String']['input'];
  /** The query of the address that the browser came back to, as it is: `location.search`. */
  parameters: Scalars['String']['input'];
  /** The provider in the path of the address that the browser came back to. Another than the visit's is refused. */
  provider: Scalars['String']['input'];
};

/** The outcome of linking an identity. */
export type FinishLinkIdentityResult = FinishLinkIdentitySuccess | IdentityProviderUnavailable | IdentityTaken | InvalidIdentity | TooManyIdentities;

/** The identity signs its person in from now on. */
export type FinishLinkIdentitySuccess = {
  __typename?: 'FinishLinkIdentitySuccess';
  /** The new identity. */
  identity: Identity;
};

/** A passkey that a browser has made. */
export type FinishPasskeyRegistrationInput = {
  /** The id that `startPasskeyRegistration` gave. */
  challengeId: Scalars['ID']['input'];
  /** How the person will tell it from others, 1 to 100 characters; the name of the device that asks when left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What `navigator.credentials.create` gave, as JSON text: `JSON.stringify(credential)`. */
  response: Scalars['String']['input'];
};

/** The outcome of adding a passkey. */
export type FinishPasskeyRegistrationResult = FinishPasskeyRegistrationSuccess | InvalidPasskey | SecondFactorsOff | TooManyPasskeys;

/** The passkey signs its person in from now on. */
export type FinishPasskeyRegistrationSuccess = {
  __typename?: 'FinishPasskeyRegistrationSuccess';
  /** The new passkey. */
  passkey: Passkey;
  /** For who has lost their passkeys, shown this once; none when the person has some already. */
  recoveryCodes: Array<Scalars['String']['output']>;
};

/** What a passkey has signed. */
export type FinishPasskeySignInInput = {
  /** The id that `startPasskeySignIn` gave. */
  challengeId: Scalars['ID']['input'];
  /** What `navigator.credentials.get` gave, as JSON text: `JSON.stringify(credential)`. */
  response: Scalars['String']['input'];
};

/** The outcome of signing in by a passkey. */
export type FinishPasskeySignInResult = AccountLocked | FinishPasskeySignInSuccess | InvalidPasskey | VerificationRequired;

/** The person is signed in. */
export type FinishPasskeySignInSuccess = {
  __typename?: 'FinishPasskeySignInSuccess';
  /** The new session. */
  session: Session;
};

/** An account with another provider by which a person signs in. */
export type Identity = {
  __typename?: 'Identity';
  /** When it was linked. */
  createdAt: Scalars['DateTime']['output'];
  /** The address that the provider last knew its person by; null when it did not say. Nobody is found by it here. */
  email: Maybe<Scalars['String']['output']>;
  /** Opaque, starts with idn_. */
  id: Scalars['ID']['output'];
  /** When it signed its person in last; null when it never did. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** The provider's name. */
  provider: Scalars['String']['output'];
  /** What people call the provider. */
  title: Scalars['String']['output'];
};

/**
 * Nobody signs in by this identity, and nobody may sign up by it: somebody has its address already, the provider has not verified it,
 * or takes nobody new. Sign in another way, then link it. Code: IDENTITY_NOT_LINKED.
 */
export type IdentityNotLinked = Refusal & {
  __typename?: 'IdentityNotLinked';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Somebody else whose word on who a person is counts here. */
export type IdentityProvider = {
  __typename?: 'IdentityProvider';
  /** What operations ask for it by. */
  name: Scalars['String']['output'];
  /** What people call it. */
  title: Scalars['String']['output'];
};

/** The provider does not answer, or not as it should. Code: IDENTITY_PROVIDER_UNAVAILABLE. */
export type IdentityProviderUnavailable = Refusal & {
  __typename?: 'IdentityProviderUnavailable';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The identity is linked already, to the caller or to somebody else. Code: IDENTITY_TAKEN. */
export type IdentityTaken = Refusal & {
  __typename?: 'IdentityTaken';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A person of another system. */
export type ImportUserInput = {
  /** The address to sign in with; unique, compared without regard to case. */
  email: Scalars['String']['input'];
  /** Whether the other system knows that the address is theirs. */
  emailVerified?: Scalars['Boolean']['input'];
  /** The name that others see. */
  name: Scalars['String']['input'];
  /** Their password's hash: bcrypt, $2a$ or $2b$, cost 12 to 15. Their first sign-in replaces it by argon2id. */
  passwordHash: Scalars['String']['input'];
  /** The handle that others see. */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of taking a person over. */
export type ImportUserResult = EmailTaken | ImportUserSuccess | UnusableHash | UsernameTaken;

/** The person is here. */
export type ImportUserSuccess = {
  __typename?: 'ImportUserSuccess';
  /** The person. */
  user: User;
};

/** The code or link is unknown, used, expired, or was tried too often; or a newer one was sent. Code: INVALID_CODE. */
export type InvalidCode = Refusal & {
  __typename?: 'InvalidCode';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** No user has this address and password together. Code: INVALID_CREDENTIALS. */
export type InvalidCredentials = Refusal & {
  __typename?: 'InvalidCredentials';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/**
 * The handle is unknown, used, over, another browser's or of another provider, the provider or the person there said no, or what it
 * says is not proven. Code: INVALID_IDENTITY.
 */
export type InvalidIdentity = Refusal & {
  __typename?: 'InvalidIdentity';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/**
 * What the passkey signed is not of its form, is not for this page, its challenge is unknown, used or over, or the passkey is not
 * known. Code: INVALID_PASSKEY.
 */
export type InvalidPasskey = Refusal & {
  __typename?: 'InvalidPasskey';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The refresh token is unknown, used, expired or its session has ended: sign in again. Code: INVALID_REFRESH_TOKEN. */
export type InvalidRefreshToken = Refusal & {
  __typename?: 'InvalidRefreshToken';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** How requests with a key must be signed. */
export type KeySignature = {
  __typename?: 'KeySignature';
  /** By what. */
  algorithm: SignatureAlgorithm;
  /** What Ed25519 signatures are checked with: 32 bytes in base64url. Null for HMAC_SHA256. */
  publicKey: Maybe<Scalars['String']['output']>;
};

/** How requests with a key are to be signed. */
export type KeySignatureInput = {
  /** By what. */
  algorithm: SignatureAlgorithm;
  /**
   * For ED25519 the partner's public key, as a JWK in JSON or its 32 bytes in base64url; never the private one. Left out for
   * HMAC_SHA256.
   */
  publicKey?: InputMaybe<Scalars['String']['input']>;
};

/** The only administrator cannot stop being one. Code: LAST_ADMINISTRATOR. */
export type LastAdministrator = Refusal & {
  __typename?: 'LastAdministrator';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/**
 * The person has no password and no other identity, so nothing sure would be left to sign in by: a passkey may be lost. Set a password
 * with `requestPasswordReset` first. Code: LAST_WAY_IN.
 */
export type LastWayIn = Refusal & {
  __typename?: 'LastWayIn';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What a challenge is answered with. */
export type MfaMethod =
  /** A passkey. */
  | 'PASSKEY'
  /** The password: for stepping up, by people who have no second factor. */
  | 'PASSWORD'
  /** A recovery code. */
  | 'RECOVERY_CODE'
  /** A code from an authenticator app. */
  | 'TOTP';

/** The password, or the identity, was right and a second factor is asked for. Code: MFA_REQUIRED. */
export type MfaRequired = Refusal & {
  __typename?: 'MfaRequired';
  /** What `verifyMfa` takes, for a few minutes and a few tries. A secret of whoever signs in. */
  challengeId: Scalars['ID']['output'];
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The factors that would complete it, the best first. */
  methods: Array<MfaMethod>;
  /** JSON for `PublicKeyCredential.parseRequestOptionsFromJSON`; null when the person has no passkey. */
  passkeyOptions: Maybe<Scalars['String']['output']>;
};

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** The amount in minor units of the currency. */
  amount: Scalars['MinorUnits']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** How many of the amount's last digits are decimals: 2 for USD, 0 for JPY, 18 for ETH. */
  exponent: Scalars['Int']['output'];
  /** The amount for people to read, exact to the last digit. */
  formatted: Scalars['String']['output'];
};


/** An amount of money. */
export type MoneyFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** An amount of money that a caller names. */
export type MoneyInput = {
  /** The amount in minor units of the currency, greater than zero unless the field says otherwise. */
  amount: Scalars['MinorUnits']['input'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Gives a user exactly one role, on behalf of an administrator, for the Admin subgraph. */
  assignRole: AssignRoleResult;
  /**
   * Gives a user a status, on behalf of an administrator, for the Admin subgraph. With any but ACTIVE every session of theirs
   * ends, and their keys are refused as long as it lasts.
   */
  assignStatus: AssignStatusResult;
  /**
   * Changes the caller's own password. Every other session of theirs ends, and they are told by mail. People only; REQUIRES_STEP_UP
   * for who has a second factor and has not shown it lately.
   */
  changePassword: ChangePasswordResult;
  /**
   * Removes every second factor of a user who has lost all of them, on behalf of an administrator, for the Admin subgraph. Every
   * session of theirs ends, and they are told by mail. One who has none is no error.
   */
  clearSecondFactors: ClearSecondFactorsResult;
  /**
   * Makes the app that `enrollTotp` showed last a second factor, in place of the one before, by a code of it. The caller is told
   * by mail. People only, who have proved lately who they are (else `REQUIRES_STEP_UP`).
   */
  confirmTotp: ConfirmTotpResult;
  /**
   * Makes an API key for the caller, or for the owner that an administrator names. A program that holds it acts as the owner,
   * within the key's scopes and limits, and never as an administrator. People only: a key does not make keys.
   */
  createApiKey: CreateApiKeyResult;
  /**
   * Registers a program that asks people to act for them (WEB, NATIVE), or that acts for the caller (SERVICE). Its secret is shown
   * once. People only, who have proved lately who they are: REQUIRES_STEP_UP otherwise.
   */
  createOAuthClient: CreateOAuthClientResult;
  /**
   * Removes the caller's authenticator app, and their recovery codes when it was their last factor. They are told by mail. One
   * that is not there is no error. People only, who have proved lately who they are (else `REQUIRES_STEP_UP`).
   */
  disableTotp: DisableTotpSuccess;
  /**
   * Ends what the caller let a program do: its codes and refresh tokens at once, its access tokens within a second. Ending what has
   * ended changes nothing. People only.
   */
  disconnectApp: DisconnectAppSuccess;
  /**
   * Shows the secret of a new authenticator app. It counts once `confirmTotp` has a code of it; one that the caller has goes
   * on until then. People only, who have proved lately who they are (else `REQUIRES_STEP_UP`).
   */
  enrollTotp: EnrollTotpResult;
  /**
   * Signs in whom the provider names, or asks for the second factor that they have (`MfaRequired`). Somebody new signs up by it if the
   * provider has verified their address and nobody here has shown that it is theirs. A handle is good for one try, by the browser
   * that has it. The session's proof is as old as the provider says: ask for a `fresh` one before what is sensitive.
   */
  finishIdentitySignIn: FinishIdentitySignInResult;
  /** Adds the account that the provider names, and tells the caller by mail. People only, as for `startLinkIdentity`. */
  finishLinkIdentity: FinishLinkIdentityResult;
  /** Adds the passkey that was made, and tells the caller by mail. A challenge is good for one try. People only, as for `startPasskeyRegistration`. */
  finishPasskeyRegistration: FinishPasskeyRegistrationResult;
  /**
   * Signs in whose passkey signed the challenge, which is good for one try. A passkey is two factors in one: no code is asked
   * for besides.
   */
  finishPasskeySignIn: FinishPasskeySignInResult;
  /** Takes a person over from another system, who keeps the password that they have there. They start as CUSTOMER. For services. */
  importUser: ImportUserResult;
  /**
   * Makes new recovery codes in place of all that there are. They are shown once. People only, who have proved lately who they
   * are (else `REQUIRES_STEP_UP`).
   */
  newRecoveryCodes: NewRecoveryCodesResult;
  /**
   * Trades a refresh token for a new session state: a new access token and a new refresh token. Each refresh token works
   * once; one that comes back a second time ends the whole session, because then two parties hold it.
   */
  refreshSession: RefreshSessionResult;
  /**
   * Gives back what was reserved, for the gateway and only for what was not applied: where the outcome is unknown the money
   * may be spent. Releasing twice, or what was never reserved, changes nothing.
   */
  releaseSpend: ReleaseSpendSuccess;
  /**
   * Removes one of the caller's passkeys, and tells them by mail. NOT_FOUND for anyone else's. Sessions that it began go on;
   * `revokeOtherSessions` ends them. Recovery codes go with the last factor. People only, who have proved lately who they are
   * (else `REQUIRES_STEP_UP`).
   */
  removePasskey: RemovePasskeySuccess;
  /** Gives one of the caller's passkeys another name. NOT_FOUND for anyone else's. People only. */
  renamePasskey: RenamePasskeySuccess;
  /**
   * Sends a link by which a person may set a new password; the link before it ends. Answers the same whether or not somebody
   * has the address.
   */
  requestPasswordReset: RequestPasswordResetSuccess;
  /** Sends a code to a phone that the caller says is theirs; the code before it ends. People only. */
  requestPhoneVerification: RequestPhoneVerificationSuccess;
  /**
   * Sends the message that verifies an address once more; the code and the link before it end. Answers the same whether or not
   * somebody has the address, and whether or not it is verified.
   */
  resendVerification: ResendVerificationSuccess;
  /**
   * Sets money aside under the spend caps of a key, before it is spent, for the gateway: it fits under every cap or nothing is
   * reserved, however many ask at once. The same reservation again is the same reservation. NOT_FOUND when the key has ended,
   * BAD_USER_INPUT when the id stands for another reservation or one that was released.
   */
  reserveSpend: ReserveSpendResult;
  /**
   * Sets a new password by such a link, once. Every session of the person ends, connected apps lose their access, identities that
   * were linked are unlinked, and nobody is signed in: a second factor is asked for as ever. API keys go on.
   */
  resetPassword: ResetPasswordResult;
  /** Ends a key at once and for good. Ending one that has ended changes nothing. */
  revokeApiKey: RevokeApiKeySuccess;
  /**
   * Ends a program at once and for good, with everything that people let it do. Ending one that has ended changes nothing. People
   * only.
   */
  revokeOAuthClient: RevokeOAuthClientSuccess;
  /** Ends every session of the caller but the current one, as `revokeSession` does. People only. */
  revokeOtherSessions: RevokeOtherSessionsSuccess;
  /**
   * Ends one of the caller's sessions, the current one included: its refresh tokens end at once, its access tokens and live
   * streams within a second. NOT_FOUND for anyone else's. Ending one that has ended changes nothing. People only.
   */
  revokeSession: RevokeSessionSuccess;
  /**
   * Gives a key a new secret. The old one goes on working for the overlap, so that programs can change over without a gap; a
   * secret that was in its overlap already ends at once.
   */
  rotateApiKey: RotateApiKeyResult;
  /**
   * Gives a program a new secret. The old one goes on working for the overlap; a secret that was in its overlap already ends at
   * once. People only, who have proved lately who they are: REQUIRES_STEP_UP otherwise.
   */
  rotateOAuthClientSecret: RotateOAuthClientSecretResult;
  /**
   * Signs a person in with their password and starts a session. Who has a second factor is asked for it first: show it to
   * `verifyMfa`.
   */
  signIn: SignInResult;
  /**
   * Ends the caller's session, of their access token or of their cookie: its refresh tokens end at once, its access tokens and
   * live streams within a second.
   */
  signOut: SignOutSuccess;
  /** Opens an account for a person, who starts as CUSTOMER, and signs them in. */
  signUp: SignUpResult;
  /**
   * Begins to sign somebody in by what another provider says of them. Keep the handle where only this page can read it, and send the
   * browser to the url. It comes back to `/sign-in/callback/<provider>`: finish there with `finishIdentitySignIn`.
   */
  startIdentitySignIn: StartIdentitySignInResult;
  /**
   * Begins to add an account with another provider to the caller's ways to sign in, as `startIdentitySignIn` does. People only, who
   * have proved lately who they are (else `REQUIRES_STEP_UP`).
   */
  startLinkIdentity: StartLinkIdentityResult;
  /**
   * Begins to add a passkey to the caller's account. Give `options` to `PublicKeyCredential.parseCreationOptionsFromJSON`, what
   * comes of it to `navigator.credentials.create`, and finish with `finishPasskeyRegistration`. People only, who have proved
   * lately who they are (else `REQUIRES_STEP_UP`).
   */
  startPasskeyRegistration: StartPasskeyRegistrationResult;
  /**
   * Begins to sign somebody in by a passkey, without a password and without saying who they are. Give `options` to
   * `PublicKeyCredential.parseRequestOptionsFromJSON`, what comes of it to `navigator.credentials.get`, and finish with
   * `finishPasskeySignIn`.
   */
  startPasskeySignIn: StartPasskeySignInSuccess;
  /**
   * Begins to prove anew who the caller is, for what answers `REQUIRES_STEP_UP`: with a second factor where they have one,
   * with their password otherwise. Answer with `verifyMfa`. People only.
   */
  startStepUp: StartStepUpSuccess;
  /**
   * Removes one of the caller's identities, and tells them by mail. NOT_FOUND for anyone else's. Every other session of theirs ends. The last
   * one of a person without a password stays. People only, who have proved lately who they are (else `REQUIRES_STEP_UP`).
   */
  unlinkIdentity: UnlinkIdentityResult;
  /**
   * Describes a program anew; what is left out stays. When it loses a scope, the access tokens that it holds end, and those that it
   * refreshes have what is left. People only, who have proved lately who they are: REQUIRES_STEP_UP otherwise.
   */
  updateOAuthClient: UpdateOAuthClientResult;
  /**
   * Uses up what a signed request is told apart by, for the gateway, once its signature was found good: a request that comes
   * again is refused, whichever gateway it comes to.
   */
  useNonce: UseNonceResult;
  /**
   * Shows that an address is the caller's own, by the token of the link or by the address and the code of the message. Signs
   * nobody in.
   */
  verifyEmail: VerifyEmailResult;
  /**
   * Completes a sign-in with a second factor, or proves anew who the caller is, for a challenge of `signIn` or `startStepUp`.
   * Give exactly one of code, recoveryCode, passkey and password.
   */
  verifyMfa: VerifyMfaResult;
  /** Shows that the phone that the last code was sent to is the caller's own. People only. */
  verifyPhone: VerifyPhoneResult;
};


export type MutationAssignRoleArgs = {
  input: AssignRoleInput;
};


export type MutationAssignStatusArgs = {
  input: AssignStatusInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationClearSecondFactorsArgs = {
  input: ClearSecondFactorsInput;
};


export type MutationConfirmTotpArgs = {
  input: ConfirmTotpInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateOAuthClientArgs = {
  input: CreateOAuthClientInput;
};


export type MutationDisconnectAppArgs = {
  input: DisconnectAppInput;
};


export type MutationFinishIdentitySignInArgs = {
  input: FinishIdentitySignInInput;
};


export type MutationFinishLinkIdentityArgs = {
  input: FinishLinkIdentityInput;
};


export type MutationFinishPasskeyRegistrationArgs = {
  input: FinishPasskeyRegistrationInput;
};


export type MutationFinishPasskeySignInArgs = {
  input: FinishPasskeySignInInput;
};


export type MutationImportUserArgs = {
  input: ImportUserInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationReleaseSpendArgs = {
  input: ReleaseSpendInput;
};


export type MutationRemovePasskeyArgs = {
  input: RemovePasskeyInput;
};


export type MutationRenamePasskeyArgs = {
  input: RenamePasskeyInput;
};


export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


export type MutationRequestPhoneVerificationArgs = {
  input: RequestPhoneVerificationInput;
};


export type MutationResendVerificationArgs = {
  input: ResendVerificationInput;
};


export type MutationReserveSpendArgs = {
  input: ReserveSpendInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRevokeOAuthClientArgs = {
  input: RevokeOAuthClientInput;
};


export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


export type MutationRotateApiKeyArgs = {
  input: RotateApiKeyInput;
};


export type MutationRotateOAuthClientSecretArgs = {
  input: RotateOAuthClientSecretInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationStartIdentitySignInArgs = {
  input: StartIdentitySignInInput;
};


export type MutationStartLinkIdentityArgs = {
  input: StartLinkIdentityInput;
};


export type MutationUnlinkIdentityArgs = {
  input: UnlinkIdentityInput;
};


export type MutationUpdateOAuthClientArgs = {
  input: UpdateOAuthClientInput;
};


export type MutationUseNonceArgs = {
  input: UseNonceInput;
};


export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};


export type MutationVerifyMfaArgs = {
  input: VerifyMfaInput;
};


export type MutationVerifyPhoneArgs = {
  input: VerifyPhoneInput;
};

/** The outcome of making recovery codes. */
export type NewRecoveryCodesResult = NewRecoveryCodesSuccess | NoSecondFactor;

/** The codes before work no more. */
export type NewRecoveryCodesSuccess = {
  __typename?: 'NewRecoveryCodesSuccess';
  /** The codes, shown this once. */
  recoveryCodes: Array<Scalars['String']['output']>;
};

/** A program on people's devices has no secret: everyone who has the program would have it. Code: NO_CLIENT_SECRET. */
export type NoClientSecret = Refusal & {
  __typename?: 'NoClientSecret';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Recovery codes stand in for a second factor, and the person has none. Code: NO_SECOND_FACTOR. */
export type NoSecondFactor = Refusal & {
  __typename?: 'NoSecondFactor';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The request has come before. Code: NONCE_USED. */
export type NonceUsed = Refusal & {
  __typename?: 'NonceUsed';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A program that was registered to act for people, or for its owner. */
export type OAuthClient = {
  __typename?: 'OAuthClient';
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque, starts with oac_: the client_id of OAuth. */
  id: Scalars['ID']['output'];
  /** What it is. */
  kind: OAuthClientKind;
  /** What people are told it is called. */
  name: Scalars['String']['output'];
  /** Until when the secret before the last rotation works; null when there is none. */
  previousSecretUntil: Maybe<Scalars['DateTime']['output']>;
  /** Where codes may be sent to, to the letter; of loopback addresses any port. None for a SERVICE. */
  redirectUris: Array<Scalars['String']['output']>;
  /** When it was revoked; null when it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it may ask for. */
  scopes: Array<Scalars['String']['output']>;
  /** Where people read about it. */
  uri: Scalars['String']['output'];
};

/** What a program can keep secret, and whom it asks. */
export type OAuthClientKind =
  /** Runs on a person's device, which keeps no secret of its maker; people allow what it does. */
  | 'NATIVE'
  /** Runs on a server and acts for its owner, whom it does not ask. */
  | 'SERVICE'
  /** Runs on a server, which keeps a secret; people allow what it does. */
  | 'WEB';

/** What a live access token grants to who holds it. */
export type OAuthTokenGrant = {
  __typename?: 'OAuthTokenGrant';
  /** The program that holds it. */
  clientId: Scalars['ID']['output'];
  /** When the token ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** The grant, which starts with oag_; of a program that acts for its owner, the program. */
  id: Scalars['ID']['output'];
  /** The person whom it acts as. */
  ownerId: Scalars['ID']['output'];
  /** What the person may be by a program: their roles as they are now, without ADMIN. */
  roles: Array<Role>;
  /** What it may do: its scopes, less those that the program or the person has lost since. */
  scopes: Array<Scalars['String']['output']>;
};

/** There is no such person, or they may not sign in. Code: OWNER_NOT_FOUND. */
export type OwnerNotFound = Refusal & {
  __typename?: 'OwnerNotFound';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Where a page stands in its list, as the Relay connection specification has it. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last item of the page; null when the page is empty. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether the list goes on after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is something before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item of the page; null when the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** A way to sign in by a device that knows its person, without a password. */
export type Passkey = {
  __typename?: 'Passkey';
  /** When it was added. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque, starts with pky_. */
  id: Scalars['ID']['output'];
  /** Whether it is kept on more than one device, as a password manager does; as the device says itself. */
  isBackedUp: Scalars['Boolean']['output'];
  /** When it was used last; null when it never was. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** How the person tells it from others. */
  name: Scalars['String']['output'];
};

/** Somebody else has verified this phone. Code: PHONE_TAKEN. */
export type PhoneTaken = Refusal & {
  __typename?: 'PhoneTaken';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /**
   * What a key grants, for the gateway. Null when there is no such key, or it has ended, or its owner may not sign in: which of
   * them is not said. Marks the key as used, at most once a minute.
   */
  apiKeyGrant: Maybe<ApiKeyGrant>;
  /**
   * The API keys of the caller, those that have ended included, newest first. Administrators may name another owner. People
   * only: a key does not manage keys.
   */
  apiKeys: ApiKeyConnection;
  /** The programs that may act for the caller, those allowed last first, at most 100. People only. */
  connectedApps: Array<ConnectedApp>;
  /**
   * Whose session a browser's cookie holds, for the gateway. Null when there is none, or it has ended, or its person may not
   * sign in: which of them is not said. Marks the session as used, at most once a minute.
   */
  cookieSession: Maybe<CookieSession>;
  /** The caller's accounts with other providers by which they sign in, oldest first. People only: a program with a key manages none. */
  identities: Array<Identity>;
  /** The providers by whose word people may sign in here; none unless an operator has set some up. */
  identityProviders: Array<IdentityProvider>;
  /**
   * Whether a caller may see what has this id, for the subgraph that answers `node`. Each subgraph answers for what it owns.
   * False alike for what does not exist, what is somebody else's and what is no id.
   */
  isVisible: Scalars['Boolean']['output'];
  /** The person who is calling. */
  me: User;
  /**
   * The programs that the caller registered, newest first, revoked ones included, at most 100. People only: a program does not
   * manage programs.
   */
  oauthClients: Array<OAuthClient>;
  /**
   * What an access token of OAuth grants, for the gateway. Null when there is no such token, or it has ended, or its person may
   * not sign in: which of them is not said. Marks the grant as used, at most once a minute.
   */
  oauthGrant: Maybe<OAuthTokenGrant>;
  /** The caller's passkeys, oldest first. People only: a program with a key manages none. */
  passkeys: Array<Passkey>;
  /** The caller's second factors. People only. */
  secondFactors: SecondFactors;
  /**
   * Where the caller is signed in: their sessions that live, newest use first, at most 100. People only: a program with a key
   * manages no sessions.
   */
  sessions: Array<DeviceSession>;
  /**
   * How somebody stands at this moment, for whoever is about to let them do what is for few: never from a cache. Null when there
   * is no such person.
   */
  standing: Maybe<Standing>;
  /** Finds an active user by e-mail address, for services that address people by it. Null when there is none. */
  userByEmail: Maybe<User>;
  /** Finds a user, for services that act for them. Null when there is none. */
  userById: Maybe<User>;
};


export type QueryApiKeyGrantArgs = {
  id: Scalars['ID']['input'];
  secretHash: Scalars['String']['input'];
};


export type QueryApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  ownerId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCookieSessionArgs = {
  secretHash: Scalars['String']['input'];
};


export type QueryIsVisibleArgs = {
  id: Scalars['ID']['input'];
  viewer: ViewerInput;
};


export type QueryOauthGrantArgs = {
  tokenHash: Scalars['String']['input'];
};


export type QueryStandingArgs = {
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  userId: Scalars['ID']['input'];
};


export type QueryUserByEmailArgs = {
  email: Scalars['String']['input'];
};


export type QueryUserByIdArgs = {
  id: Scalars['ID']['input'];
};

/** A refresh token to trade. */
export type RefreshSessionInput = {
  /** The newest refresh token of the session. */
  refreshToken: Scalars['String']['input'];
};

/** The outcome of refreshing a session. */
export type RefreshSessionResult = InvalidRefreshToken | RefreshSessionSuccess;

/** The session goes on with new tokens. */
export type RefreshSessionSuccess = {
  __typename?: 'RefreshSessionSuccess';
  /** The session with its new tokens. */
  session: Session;
};

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A reservation to be given back. */
export type ReleaseSpendInput = {
  /** The reservation. */
  reservationId: Scalars['ID']['input'];
};

/** What was reserved is free again. */
export type ReleaseSpendSuccess = {
  __typename?: 'ReleaseSpendSuccess';
  /** The reservation. */
  reservationId: Scalars['ID']['output'];
};

/** Which passkey to remove. */
export type RemovePasskeyInput = {
  /** The passkey, of the caller's own. */
  id: Scalars['ID']['input'];
};

/** The passkey signs nobody in any more. */
export type RemovePasskeySuccess = {
  __typename?: 'RemovePasskeySuccess';
  /** The passkey that was removed. */
  passkeyId: Scalars['ID']['output'];
};

/** Which passkey gets which name. */
export type RenamePasskeyInput = {
  /** The passkey, of the caller's own. */
  id: Scalars['ID']['input'];
  /** How the person will tell it from others, 1 to 100 characters. */
  name: Scalars['String']['input'];
};

/** The passkey has its new name. */
export type RenamePasskeySuccess = {
  __typename?: 'RenamePasskeySuccess';
  /** The passkey. */
  passkey: Passkey;
};

/** Whose password is to be set anew. */
export type RequestPasswordResetInput = {
  /** The address given at sign-up. */
  email: Scalars['String']['input'];
};

/** If the address is somebody's who may sign in, a message is on its way. */
export type RequestPasswordResetSuccess = {
  __typename?: 'RequestPasswordResetSuccess';
  /** For how many minutes the link works. */
  minutes: Scalars['Int']['output'];
};

/** A phone to be verified. */
export type RequestPhoneVerificationInput = {
  /** The number as E.164 writes it: a plus sign, the country, the number, such as +2348012345678. */
  phone: Scalars['String']['input'];
};

/** A code is on its way, unless too many were sent within the hour. */
export type RequestPhoneVerificationSuccess = {
  __typename?: 'RequestPhoneVerificationSuccess';
  /** For how many minutes the code works. */
  minutes: Scalars['Int']['output'];
};

/** An address to be verified. */
export type ResendVerificationInput = {
  /** The address given at sign-up. */
  email: Scalars['String']['input'];
};

/** If the address is somebody's and still to be verified, a message is on its way. */
export type ResendVerificationSuccess = {
  __typename?: 'ResendVerificationSuccess';
  /** For how many minutes a code and its link work. */
  minutes: Scalars['Int']['output'];
};

/** Money that is about to be spent by a key. */
export type ReserveSpendInput = {
  /** What is to be spent, at most 100; amounts of one currency are added up. */
  amounts: Array<MoneyInput>;
  /** The key. */
  keyId: Scalars['ID']['input'];
  /** The caller's name for the reservation, 1 to 128 characters; never used for another one. */
  reservationId: Scalars['ID']['input'];
};

/** The outcome of reserving. */
export type ReserveSpendResult = ReserveSpendSuccess | SpendCapReached;

/** The money is set aside. */
export type ReserveSpendSuccess = {
  __typename?: 'ReserveSpendSuccess';
  /** The reservation. */
  reservationId: Scalars['ID']['output'];
};

/** A new password, by a link. */
export type ResetPasswordInput = {
  /** At least 8 and at most 128 characters; common passwords are refused. */
  password: Scalars['String']['input'];
  /** What stands behind #token= in the link. */
  token: Scalars['String']['input'];
};

/** The outcome of setting a password by a link. */
export type ResetPasswordResult = InvalidCode | ResetPasswordSuccess | WeakPassword;

/** The new password counts from now on: sign in with it. */
export type ResetPasswordSuccess = {
  __typename?: 'ResetPasswordSuccess';
  /** Whose password it is. */
  user: User;
};

/** A key to be ended. */
export type RevokeApiKeyInput = {
  /** The key; the caller's own, or anyone's for administrators. */
  id: Scalars['ID']['input'];
};

/** The key has ended. */
export type RevokeApiKeySuccess = {
  __typename?: 'RevokeApiKeySuccess';
  /** The key that ended. */
  key: ApiKey;
};

/** A program to be ended. */
export type RevokeOAuthClientInput = {
  /** The program, of the caller's own. */
  id: Scalars['ID']['input'];
};

/** The program has ended. */
export type RevokeOAuthClientSuccess = {
  __typename?: 'RevokeOAuthClientSuccess';
  /** The program that ended. */
  client: OAuthClient;
};

/** The other sessions have ended. */
export type RevokeOtherSessionsSuccess = {
  __typename?: 'RevokeOtherSessionsSuccess';
  /** How many ended by this. */
  count: Scalars['Int']['output'];
};

/** Which session to end. */
export type RevokeSessionInput = {
  /** The session, of the caller's own. */
  id: Scalars['ID']['input'];
};

/** The session has ended. */
export type RevokeSessionSuccess = {
  __typename?: 'RevokeSessionSuccess';
  /** The session that ended. */
  sessionId: Scalars['ID']['output'];
};

/** What a person may do. */
export type Role =
  /** Runs the system: sees everything, changes roles and settings. */
  | 'ADMIN'
  /** Pays and is paid. */
  | 'CUSTOMER'
  /** Sells: is paid for orders and sees reports of them. */
  | 'VENDOR';

/** A key to be given a new secret. */
export type RotateApiKeyInput = {
  /** The key; the caller's own, or anyone's for administrators. */
  id: Scalars['ID']['input'];
  /** For how many minutes the old secret goes on working; 0 ends it at once. */
  overlapMinutes?: InputMaybe<Scalars['Int']['input']>;
  /**
   * The public key that signatures are checked with from now on, for a key that signs with ED25519; the one before stays when
   * left out. During the overlap each secret goes with its own.
   */
  publicKey?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of rotating a key. */
export type RotateApiKeyResult = ApiKeyEnded | RotateApiKeySuccess;

/** The key has a new secret. */
export type RotateApiKeySuccess = {
  __typename?: 'RotateApiKeySuccess';
  /** The key. */
  key: ApiKey;
  /** The whole new text of the key. Shown this once. */
  secret: Scalars['String']['output'];
  /**
   * What requests with the new text are signed with, for HMAC_SHA256 only. Shown this once. During the overlap the old text goes
   * with the old one.
   */
  signatureSecret: Maybe<Scalars['String']['output']>;
};

/** A program to be given a new secret. */
export type RotateOAuthClientSecretInput = {
  /** The program, of the caller's own. */
  id: Scalars['ID']['input'];
  /** For how many minutes the old secret goes on working; 0 ends it at once. */
  overlapMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** The outcome of giving a program a new secret. */
export type RotateOAuthClientSecretResult = NoClientSecret | RotateOAuthClientSecretSuccess;

/** The program has a new secret. */
export type RotateOAuthClientSecretSuccess = {
  __typename?: 'RotateOAuthClientSecretSuccess';
  /** The program. */
  client: OAuthClient;
  /** The new secret. Shown this once. */
  secret: Scalars['String']['output'];
};

/** The key's owner may not do what the key was to do. Code: SCOPE_NOT_ALLOWED. */
export type ScopeNotAllowed = Refusal & {
  __typename?: 'ScopeNotAllowed';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The scopes that the owner does not have. */
  scopes: Array<Scalars['String']['output']>;
};

/** What a person shows beside their password. */
export type SecondFactors = {
  __typename?: 'SecondFactors';
  /** Whether the caller should have a second factor: administrators should, and may have to. */
  isRequired: Scalars['Boolean']['output'];
  /** Their passkeys, oldest first. */
  passkeys: Array<Passkey>;
  /** How many recovery codes are unused. */
  recoveryCodesLeft: Scalars['Int']['output'];
  /** The authenticator app; null without one. */
  totp: Maybe<TotpFactor>;
};

/** This system takes no new second factors. Code: SECOND_FACTORS_OFF. */
export type SecondFactorsOff = Refusal & {
  __typename?: 'SecondFactorsOff';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A signed-in state on one device. */
export type Session = {
  __typename?: 'Session';
  /** What to send as `Authorization: Bearer …`, valid for 15 minutes. Null in cookie mode, where it stays on the server. */
  accessToken: Maybe<Scalars['String']['output']>;
  /** When the access token ends. In cookie mode, when the session ends unless it is used. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque, starts with ses_. */
  id: Scalars['ID']['output'];
  /** What `refreshSession` takes once. Null in cookie mode, where it stays on the server. */
  refreshToken: Maybe<Scalars['String']['output']>;
  /** Who is signed in. */
  user: User;
};

/** How a person proved who they are. */
export type SessionProof =
  /** By an identity that somebody else vouches for. */
  | 'IDENTITY'
  /** By a passkey. */
  | 'PASSKEY'
  /** By their password alone, or by signing up with one. */
  | 'PASSWORD'
  /** By their password and a second factor. */
  | 'SECOND_FACTOR';

/** A person's credentials. */
export type SignInInput = {
  /** The address given at sign-up. */
  email: Scalars['String']['input'];
  /** The password. */
  password: Scalars['String']['input'];
};

/** The outcome of signing in. */
export type SignInResult = AccountLocked | InvalidCredentials | MfaRequired | SignInSuccess | VerificationRequired;

/** The person is signed in. */
export type SignInSuccess = {
  __typename?: 'SignInSuccess';
  /** The new session. */
  session: Session;
};

/** The session has ended. */
export type SignOutSuccess = {
  __typename?: 'SignOutSuccess';
  /** The session that ended. */
  sessionId: Scalars['ID']['output'];
};

/** Who signs up. */
export type SignUpInput = {
  /** The address to sign in with; unique, compared without regard to case, at most 254 characters. */
  email: Scalars['String']['input'];
  /** The name that others see, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** At least 8 and at most 128 characters; common passwords are refused. */
  password: Scalars['String']['input'];
  /** The handle that others see: 3 to 30 lower-case letters, digits, dots, dashes or underscores; unique. */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of signing up. */
export type SignUpResult = EmailTaken | SignUpSuccess | UsernameTaken | VerificationRequired | WeakPassword;

/** The person was signed up and is signed in. */
export type SignUpSuccess = {
  __typename?: 'SignUpSuccess';
  /** Their first session. */
  session: Session;
  /** The new person. */
  user: User;
};

/** How the requests of a key are signed. docs/how-to/sign-partner-requests.md says what is signed. */
export type SignatureAlgorithm =
  /** Ed25519 (RFC 8032), by a private key that never leaves the partner. */
  | 'ED25519'
  /** HMAC with SHA-256, by a secret of 256 bits that is shown once, when the key is made or rotated. */
  | 'HMAC_SHA256';

/** What a signature is checked with. */
export type SignatureCheck = {
  __typename?: 'SignatureCheck';
  /** By what requests are signed. */
  algorithm: SignatureAlgorithm;
  /** The secret of HMAC_SHA256, or the public key of ED25519 in base64url. */
  key: Scalars['String']['output'];
};

/** How much a key may spend within a time that ends now. */
export type SpendCap = {
  __typename?: 'SpendCap';
  /** The sum that may not be exceeded. */
  amount: Money;
  /** The length of the time, in hours. */
  hours: Scalars['Int']['output'];
};

/** How much a key may spend within a time that ends now. */
export type SpendCapInput = {
  /** The sum that may not be exceeded. */
  amount: MoneyInput;
  /** The length of the time in hours, 1 to 744. */
  hours: Scalars['Int']['input'];
};

/** A cap has no room for it; nothing was reserved. Code: SPEND_CAP_REACHED. */
export type SpendCapReached = Refusal & {
  __typename?: 'SpendCapReached';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The length of the cap's time, in hours. */
  hours: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** What the cap has room for. */
  remaining: Money;
  /** When it would fit if nothing else were spent; what is more than the whole cap never does, and has the time when the cap is empty. */
  resetsAt: Scalars['DateTime']['output'];
};

/** How somebody stands at this moment. */
export type Standing = {
  __typename?: 'Standing';
  /** Whether they have a second factor: an authenticator app or a passkey. */
  hasSecondFactor: Scalars['Boolean']['output'];
  /** Whether the session that was named is theirs, and has neither ended nor run out. False when none was named. */
  isSessionLive: Scalars['Boolean']['output'];
  /** When they last proved who they are in that session; null when it is not live. */
  provedAt: Maybe<Scalars['DateTime']['output']>;
  /** How they did; null when the session is not live. */
  provedBy: Maybe<SessionProof>;
  /** How often their roles and status have changed: access tokens show it, and an older one is refused. */
  rightsVersion: Scalars['Int']['output'];
  /** What the person may do. */
  roles: Array<Role>;
  /** Whether the person may sign in. */
  status: UserStatus;
  /** What they can prove themselves by anew, the best first: by `startStepUp`. */
  stepUpMethods: Array<MfaMethod>;
  /** For how long a proof is enough for what is sensitive, in minutes. */
  stepUpMinutes: Scalars['Int']['output'];
};

/** By which provider to sign in. */
export type StartIdentitySignInInput = {
  /** Asks the provider to have its person prove anew who they are: for who must step up and has neither a password nor a second factor. */
  fresh?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its name, as `identityProviders` has it. */
  provider: Scalars['String']['input'];
};

/** The outcome of beginning to sign in by a provider. */
export type StartIdentitySignInResult = IdentityProviderUnavailable | StartIdentitySignInSuccess;

/** Where the browser goes. */
export type StartIdentitySignInSuccess = {
  __typename?: 'StartIdentitySignInSuccess';
  /** Shows that it is the same browser that comes back, within ten minutes. A secret; it is not in the url, and must not be in any. */
  handle: Scalars['String']['output'];
  /** The provider's page. */
  url: Scalars['String']['output'];
};

/** Of which provider to link an account. */
export type StartLinkIdentityInput = {
  /** Its name, as `identityProviders` has it. */
  provider: Scalars['String']['input'];
};

/** The outcome of beginning to link an identity. */
export type StartLinkIdentityResult = IdentityProviderUnavailable | StartLinkIdentitySuccess;

/** Where the browser goes. */
export type StartLinkIdentitySuccess = {
  __typename?: 'StartLinkIdentitySuccess';
  /** Shows that it is the same browser that comes back, within ten minutes. A secret; it is not in the url, and must not be in any. */
  handle: Scalars['String']['output'];
  /** The provider's page. */
  url: Scalars['String']['output'];
};

/** The outcome of beginning to add a passkey. */
export type StartPasskeyRegistrationResult = SecondFactorsOff | StartPasskeyRegistrationSuccess | TooManyPasskeys;

/** What the browser is to make a passkey for. */
export type StartPasskeyRegistrationSuccess = {
  __typename?: 'StartPasskeyRegistrationSuccess';
  /** Names this try, for five minutes. */
  challengeId: Scalars['ID']['output'];
  /** JSON text for `PublicKeyCredential.parseCreationOptionsFromJSON`. */
  options: Scalars['String']['output'];
};

/** What the browser is to ask a passkey. */
export type StartPasskeySignInSuccess = {
  __typename?: 'StartPasskeySignInSuccess';
  /** Names this try, for five minutes. */
  challengeId: Scalars['ID']['output'];
  /** JSON text for `PublicKeyCredential.parseRequestOptionsFromJSON`. It names no passkey: the person chooses one. */
  options: Scalars['String']['output'];
};

/** What the caller is to prove themselves with. */
export type StartStepUpSuccess = {
  __typename?: 'StartStepUpSuccess';
  /** What `verifyMfa` takes, for a few minutes and a few tries, in this session. */
  challengeId: Scalars['ID']['output'];
  /** The proofs that would do, the best first. */
  methods: Array<MfaMethod>;
  /** JSON for `PublicKeyCredential.parseRequestOptionsFromJSON`; null when the person has no passkey. */
  passkeyOptions: Maybe<Scalars['String']['output']>;
};

/** The user was archived, which is for ever. Code: STATUS_FINAL. */
export type StatusFinal = Refusal & {
  __typename?: 'StatusFinal';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Nobody stops themselves. Code: STATUS_OWN. */
export type StatusOwn = Refusal & {
  __typename?: 'StatusOwn';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Attacks on sign-ins as they are detected, in order and without a gap, for the gateway to count. */
  abuseAlerts: AbuseAlert;
  /**
   * Everything that takes access away or changes it, in order and without a gap, for the gateway: sessions that ended, users
   * whose role or status changed, keys that were revoked or rotated. Without `after` it begins with what happened in the last
   * 20 minutes or longer: always longer than an access token lives.
   */
  accessChanges: AccessChange;
};


export type SubscriptionAbuseAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionAccessChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The owner has as many keys as one person may have; revoke one first. Code: TOO_MANY_API_KEYS. */
export type TooManyApiKeys = Refusal & {
  __typename?: 'TooManyApiKeys';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many keys one person may have. */
  max: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The person has as many identities as one person may have. Code: TOO_MANY_IDENTITIES. */
export type TooManyIdentities = Refusal & {
  __typename?: 'TooManyIdentities';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many identities one person may have. */
  max: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The caller has as many programs as one person may have; revoke one first. Code: TOO_MANY_OAUTH_CLIENTS. */
export type TooManyOAuthClients = Refusal & {
  __typename?: 'TooManyOAuthClients';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many programs one person may have. */
  max: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The person has as many passkeys as one person may have. Code: TOO_MANY_PASSKEYS. */
export type TooManyPasskeys = Refusal & {
  __typename?: 'TooManyPasskeys';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many passkeys one person may have. */
  max: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** An authenticator app. */
export type TotpFactor = {
  __typename?: 'TotpFactor';
  /** When its first code was shown. */
  confirmedAt: Scalars['DateTime']['output'];
};

/** Which identity to unlink. */
export type UnlinkIdentityInput = {
  /** The identity, of the caller's own. */
  id: Scalars['ID']['input'];
};

/** The outcome of unlinking an identity. */
export type UnlinkIdentityResult = LastWayIn | UnlinkIdentitySuccess;

/** The identity signs nobody in any more. */
export type UnlinkIdentitySuccess = {
  __typename?: 'UnlinkIdentitySuccess';
  /** The identity that was unlinked. */
  identityId: Scalars['ID']['output'];
};

/** The hash is not bcrypt of cost 12 to 15. Code: UNUSABLE_HASH. */
export type UnusableHash = Refusal & {
  __typename?: 'UnusableHash';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What of a program changes. */
export type UpdateOAuthClientInput = {
  /** The program, of the caller's own. */
  id: Scalars['ID']['input'];
  /** What people are told it is called, 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Where codes may be sent to; all of them. */
  redirectUris?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What it may ask for; all of it. */
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where people read about it. */
  uri?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of describing a program anew. */
export type UpdateOAuthClientResult = ScopeNotAllowed | UpdateOAuthClientSuccess;

/** The program is described anew. */
export type UpdateOAuthClientSuccess = {
  __typename?: 'UpdateOAuthClientSuccess';
  /** The program. */
  client: OAuthClient;
};

/** What a signed request is told apart by. */
export type UseNonceInput = {
  /** From when on the request is too old to be believed: until then the nonce is kept. */
  expiresAt: Scalars['DateTime']['input'];
  /** The key that the request came with. */
  keyId: Scalars['ID']['input'];
  /** What the request calls itself, 16 to 64 letters, digits, dashes and underscores. */
  nonce: Scalars['String']['input'];
};

/** The outcome of using a nonce. */
export type UseNonceResult = NonceUsed | UseNonceSuccess;

/** The request has not come before. */
export type UseNonceSuccess = {
  __typename?: 'UseNonceSuccess';
  /** The nonce. */
  nonce: Scalars['String']['output'];
};

/** A person who can sign in. */
export type User = {
  __typename?: 'User';
  /** When the person signed up. Null to anyone but the person and administrators. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The address that the person signs in with. Null to anyone but the person and administrators. */
  email: Maybe<Scalars['String']['output']>;
  /** Whether the person has shown that the address is theirs. Null to anyone but the person and administrators. */
  emailVerified: Maybe<Scalars['Boolean']['output']>;
  /** Opaque, starts with usr_. */
  id: Scalars['ID']['output'];
  /** The name that others see. */
  name: Scalars['String']['output'];
  /** The person's phone as E.164 writes it. Null to anyone but the person and administrators. */
  phone: Maybe<Scalars['String']['output']>;
  /** Whether the person has shown that the phone is theirs. Null to anyone but the person and administrators. */
  phoneVerified: Maybe<Scalars['Boolean']['output']>;
  /** What the person may do. Null to anyone but the person and administrators. */
  roles: Maybe<Array<Role>>;
  /** Whether the person may sign in. Null to anyone but the person and administrators. */
  status: Maybe<UserStatus>;
  /** The handle that others see; unique, null when none was chosen. */
  username: Maybe<Scalars['String']['output']>;
};

/** Whether a person may sign in. */
export type UserStatus =
  /** May sign in. */
  | 'ACTIVE'
  /** Closed; kept for the books. */
  | 'ARCHIVED'
  /** Ended by time. */
  | 'EXPIRED'
  /** Locked after failed attempts, for a while. */
  | 'LOCKED'
  /** Stopped by an administrator. */
  | 'SUSPENDED';

/** There is no such user. Code: USER_UNKNOWN. */
export type UserUnknown = Refusal & {
  __typename?: 'UserUnknown';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The handle belongs to someone already. Code: USERNAME_TAKEN. */
export type UsernameTaken = Refusal & {
  __typename?: 'UsernameTaken';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/**
 * The person can sign in once they have shown that the address is theirs: a message is on its way. Signing up answers so for an
 * address that somebody has, too, and tells its owner by mail. Code: VERIFICATION_REQUIRED.
 */
export type VerificationRequired = Refusal & {
  __typename?: 'VerificationRequired';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What the message to an address held: either the token of its link, or the address and the code. */
export type VerifyEmailInput = {
  /** The six digits of the message. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** The address that the message came to. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** What stands behind #token= in the link. */
  token?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of verifying an address. */
export type VerifyEmailResult = InvalidCode | VerifyEmailSuccess;

/** The address is verified. */
export type VerifyEmailSuccess = {
  __typename?: 'VerifyEmailSuccess';
  /** Whose address it is. */
  user: User;
};

/** A challenge, and exactly one answer to it. */
export type VerifyMfaInput = {
  /** As `signIn` or `startStepUp` gave it. */
  challengeId: Scalars['ID']['input'];
  /** The six digits of the authenticator app. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** JSON text of what `navigator.credentials.get` gave for the passkeyOptions (`credential.toJSON()`). */
  passkey?: InputMaybe<Scalars['String']['input']>;
  /** The password: for stepping up, by people who have no second factor. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** A recovery code. Case, spaces and dashes do not count. */
  recoveryCode?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of answering a challenge. */
export type VerifyMfaResult = AccountLocked | ChallengeEnded | InvalidCode | InvalidCredentials | VerifyMfaSuccess;

/** The person is signed in, or has proved anew who they are. */
export type VerifyMfaSuccess = {
  __typename?: 'VerifyMfaSuccess';
  /** The new session; null after a step-up, where the caller's session goes on. */
  session: Maybe<Session>;
};

/** The code that came to a phone. */
export type VerifyPhoneInput = {
  /** The six digits of the message. */
  code: Scalars['String']['input'];
};

/** The outcome of verifying a phone. */
export type VerifyPhoneResult = InvalidCode | PhoneTaken | VerifyPhoneSuccess;

/** The phone is verified. */
export type VerifyPhoneSuccess = {
  __typename?: 'VerifyPhoneSuccess';
  /** Whose phone it is. */
  user: User;
};

/** A caller, as far as it decides what they may see. */
export type ViewerInput = {
  /** Whether they act by an API key. */
  byKey: Scalars['Boolean']['input'];
  /** Whether they may see everything; nobody may by a key. */
  isAdministrator: Scalars['Boolean']['input'];
  /** The person; for a caller with an API key its owner. */
  personId: Scalars['ID']['input'];
};

/** The password is too short, too long or too common. Code: WEAK_PASSWORD. */
export type WeakPassword = Refusal & {
  __typename?: 'WeakPassword';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** To whom an answer may be given again. */
export type CacheControl__Scope =
  /** To the same caller. */
  | 'PRIVATE'
  /** To everyone who may ask. */
  | 'PUBLIC';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  ApiKey: ApiKey;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ApiKey:
    ( { __typename: 'ApiKey' }
    & GraphQLRecursivePick<FederationTypes['ApiKey'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AssignRoleResult:
    | ( Omit<AssignRoleSuccess, 'user'> & { user: _RefType['User'] } )
    | ( LastAdministrator )
    | ( UserUnknown )
  ;
  AssignStatusResult:
    | ( Omit<AssignStatusSuccess, 'user'> & { user: _RefType['User'] } )
    | ( LastAdministrator )
    | ( StatusFinal )
    | ( StatusOwn )
    | ( UserUnknown )
  ;
  ChangePasswordResult:
    | ( Omit<ChangePasswordSuccess, 'user'> & { user: _RefType['User'] } )
    | ( InvalidCredentials )
    | ( WeakPassword )
  ;
  ClearSecondFactorsResult:
    | ( Omit<ClearSecondFactorsSuccess, 'user'> & { user: _RefType['User'] } )
    | ( FactorsOwn )
    | ( UserUnknown )
  ;
  ConfirmTotpResult:
    | ( ConfirmTotpSuccess )
    | ( InvalidCode )
    | ( SecondFactorsOff )
  ;
  CreateApiKeyResult:
    | ( Omit<CreateApiKeySuccess, 'key'> & { key: _RefType['ApiKey'] } )
    | ( OwnerNotFound )
    | ( ScopeNotAllowed )
    | ( TooManyApiKeys )
  ;
  CreateOAuthClientResult:
    | ( Omit<CreateOAuthClientSuccess, 'client'> & { client: _RefType['OAuthClient'] } )
    | ( ScopeNotAllowed )
    | ( TooManyOAuthClients )
  ;
  EnrollTotpResult:
    | ( EnrollTotpSuccess )
    | ( SecondFactorsOff )
  ;
  FinishIdentitySignInResult:
    | ( AccountLocked )
    | ( Omit<FinishIdentitySignInSuccess, 'session'> & { session: _RefType['Session'] } )
    | ( IdentityNotLinked )
    | ( IdentityProviderUnavailable )
    | ( InvalidIdentity )
    | ( MfaRequired )
    | ( VerificationRequired )
  ;
  FinishLinkIdentityResult:
    | ( FinishLinkIdentitySuccess )
    | ( IdentityProviderUnavailable )
    | ( IdentityTaken )
    | ( InvalidIdentity )
    | ( TooManyIdentities )
  ;
  FinishPasskeyRegistrationResult:
    | ( Omit<FinishPasskeyRegistrationSuccess, 'passkey'> & { passkey: _RefType['Passkey'] } )
    | ( InvalidPasskey )
    | ( SecondFactorsOff )
    | ( TooManyPasskeys )
  ;
  FinishPasskeySignInResult:
    | ( AccountLocked )
    | ( Omit<FinishPasskeySignInSuccess, 'session'> & { session: _RefType['Session'] } )
    | ( InvalidPasskey )
    | ( VerificationRequired )
  ;
  ImportUserResult:
    | ( EmailTaken )
    | ( Omit<ImportUserSuccess, 'user'> & { user: _RefType['User'] } )
    | ( UnusableHash )
    | ( UsernameTaken )
  ;
  NewRecoveryCodesResult:
    | ( NewRecoveryCodesSuccess )
    | ( NoSecondFactor )
  ;
  RefreshSessionResult:
    | ( InvalidRefreshToken )
    | ( Omit<RefreshSessionSuccess, 'session'> & { session: _RefType['Session'] } )
  ;
  ReserveSpendResult:
    | ( ReserveSpendSuccess )
    | ( Omit<SpendCapReached, 'remaining'> & { remaining: _RefType['Money'] } )
  ;
  ResetPasswordResult:
    | ( InvalidCode )
    | ( Omit<ResetPasswordSuccess, 'user'> & { user: _RefType['User'] } )
    | ( WeakPassword )
  ;
  RotateApiKeyResult:
    | ( ApiKeyEnded )
    | ( Omit<RotateApiKeySuccess, 'key'> & { key: _RefType['ApiKey'] } )
  ;
  RotateOAuthClientSecretResult:
    | ( NoClientSecret )
    | ( Omit<RotateOAuthClientSecretSuccess, 'client'> & { client: _RefType['OAuthClient'] } )
  ;
  SignInResult:
    | ( AccountLocked )
    | ( InvalidCredentials )
    | ( MfaRequired )
    | ( Omit<SignInSuccess, 'session'> & { session: _RefType['Session'] } )
    | ( VerificationRequired )
  ;
  SignUpResult:
    | ( EmailTaken )
    | ( Omit<SignUpSuccess, 'session' | 'user'> & { session: _RefType['Session'], user: _RefType['User'] } )
    | ( UsernameTaken )
    | ( VerificationRequired )
    | ( WeakPassword )
  ;
  StartIdentitySignInResult:
    | ( IdentityProviderUnavailable )
    | ( StartIdentitySignInSuccess )
  ;
  StartLinkIdentityResult:
    | ( IdentityProviderUnavailable )
    | ( StartLinkIdentitySuccess )
  ;
  StartPasskeyRegistrationResult:
    | ( SecondFactorsOff )
    | ( StartPasskeyRegistrationSuccess )
    | ( TooManyPasskeys )
  ;
  UnlinkIdentityResult:
    | ( LastWayIn )
    | ( UnlinkIdentitySuccess )
  ;
  UpdateOAuthClientResult:
    | ( ScopeNotAllowed )
    | ( Omit<UpdateOAuthClientSuccess, 'client'> & { client: _RefType['OAuthClient'] } )
  ;
  UseNonceResult:
    | ( NonceUsed )
    | ( UseNonceSuccess )
  ;
  VerifyEmailResult:
    | ( InvalidCode )
    | ( Omit<VerifyEmailSuccess, 'user'> & { user: _RefType['User'] } )
  ;
  VerifyMfaResult:
    | ( AccountLocked )
    | ( ChallengeEnded )
    | ( InvalidCode )
    | ( InvalidCredentials )
    | ( Omit<VerifyMfaSuccess, 'session'> & { session?: Maybe<_RefType['Session']> } )
  ;
  VerifyPhoneResult:
    | ( InvalidCode )
    | ( PhoneTaken )
    | ( Omit<VerifyPhoneSuccess, 'user'> & { user: _RefType['User'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( AccountLocked )
    | ( ApiKeyEnded )
    | ( ChallengeEnded )
    | ( EmailTaken )
    | ( FactorsOwn )
    | ( IdentityNotLinked )
    | ( IdentityProviderUnavailable )
    | ( IdentityTaken )
    | ( InvalidCode )
    | ( InvalidCredentials )
    | ( InvalidIdentity )
    | ( InvalidPasskey )
    | ( InvalidRefreshToken )
    | ( LastAdministrator )
    | ( LastWayIn )
    | ( MfaRequired )
    | ( NoClientSecret )
    | ( NoSecondFactor )
    | ( NonceUsed )
    | ( OwnerNotFound )
    | ( PhoneTaken )
    | ( ScopeNotAllowed )
    | ( SecondFactorsOff )
    | ( Omit<SpendCapReached, 'remaining'> & { remaining: _RefType['Money'] } )
    | ( StatusFinal )
    | ( StatusOwn )
    | ( TooManyApiKeys )
    | ( TooManyIdentities )
    | ( TooManyOAuthClients )
    | ( TooManyPasskeys )
    | ( UnusableHash )
    | ( UserUnknown )
    | ( UsernameTaken )
    | ( VerificationRequired )
    | ( WeakPassword )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AbuseAlert: ResolverTypeWrapper<AbuseAlert>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AbuseKind: AbuseKind;
  AccessChange: ResolverTypeWrapper<AccessChange>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccessChangeKind: AccessChangeKind;
  AccountLocked: ResolverTypeWrapper<AccountLocked>;
  ApiKey: ResolverTypeWrapper<ApiKeyModel>;
  ApiKeyConnection: ResolverTypeWrapper<Omit<ApiKeyConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ApiKeyEdge']>, nodes: Array<ResolversTypes['ApiKey']> }>;
  ApiKeyEdge: ResolverTypeWrapper<Omit<ApiKeyEdge, 'node'> & { node: ResolversTypes['ApiKey'] }>;
  ApiKeyEnded: ResolverTypeWrapper<ApiKeyEnded>;
  ApiKeyGrant: ResolverTypeWrapper<ApiKeyGrantModel>;
  ApiKeyLimits: ResolverTypeWrapper<ApiKeyLimitsModel>;
  ApiKeyLimitsInput: ApiKeyLimitsInput;
  AssignRoleInput: AssignRoleInput;
  AssignRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignRoleResult']>;
  AssignRoleSuccess: ResolverTypeWrapper<Omit<AssignRoleSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  AssignStatusInput: AssignStatusInput;
  AssignStatusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignStatusResult']>;
  AssignStatusSuccess: ResolverTypeWrapper<Omit<AssignStatusSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  ChallengeEnded: ResolverTypeWrapper<ChallengeEnded>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordResult']>;
  ChangePasswordSuccess: ResolverTypeWrapper<Omit<ChangePasswordSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  ClearSecondFactorsInput: ClearSecondFactorsInput;
  ClearSecondFactorsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClearSecondFactorsResult']>;
  ClearSecondFactorsSuccess: ResolverTypeWrapper<Omit<ClearSecondFactorsSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  ConfirmTotpInput: ConfirmTotpInput;
  ConfirmTotpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ConfirmTotpResult']>;
  ConfirmTotpSuccess: ResolverTypeWrapper<ConfirmTotpSuccess>;
  ConnectedApp: ResolverTypeWrapper<ConnectedAppModel>;
  CookieSession: ResolverTypeWrapper<CookieSession>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateApiKeyResult']>;
  CreateApiKeySuccess: ResolverTypeWrapper<Omit<CreateApiKeySuccess, 'key'> & { key: ResolversTypes['ApiKey'] }>;
  CreateOAuthClientInput: CreateOAuthClientInput;
  CreateOAuthClientResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateOAuthClientResult']>;
  CreateOAuthClientSuccess: ResolverTypeWrapper<Omit<CreateOAuthClientSuccess, 'client'> & { client: ResolversTypes['OAuthClient'] }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeviceSession: ResolverTypeWrapper<DeviceSessionModel>;
  DisableTotpSuccess: ResolverTypeWrapper<Omit<DisableTotpSuccess, 'secondFactors'> & { secondFactors: ResolversTypes['SecondFactors'] }>;
  DisconnectAppInput: DisconnectAppInput;
  DisconnectAppSuccess: ResolverTypeWrapper<DisconnectAppSuccess>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  EnrollTotpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EnrollTotpResult']>;
  EnrollTotpSuccess: ResolverTypeWrapper<EnrollTotpSuccess>;
  FactorsOwn: ResolverTypeWrapper<FactorsOwn>;
  FinishIdentitySignInInput: FinishIdentitySignInInput;
  FinishIdentitySignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FinishIdentitySignInResult']>;
  FinishIdentitySignInSuccess: ResolverTypeWrapper<Omit<FinishIdentitySignInSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  FinishLinkIdentityInput: FinishLinkIdentityInput;
  FinishLinkIdentityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FinishLinkIdentityResult']>;
  FinishLinkIdentitySuccess: ResolverTypeWrapper<FinishLinkIdentitySuccess>;
  FinishPasskeyRegistrationInput: FinishPasskeyRegistrationInput;
  FinishPasskeyRegistrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FinishPasskeyRegistrationResult']>;
  FinishPasskeyRegistrationSuccess: ResolverTypeWrapper<Omit<FinishPasskeyRegistrationSuccess, 'passkey'> & { passkey: ResolversTypes['Passkey'] }>;
  FinishPasskeySignInInput: FinishPasskeySignInInput;
  FinishPasskeySignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['FinishPasskeySignInResult']>;
  FinishPasskeySignInSuccess: ResolverTypeWrapper<Omit<FinishPasskeySignInSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  Identity: ResolverTypeWrapper<Identity>;
  IdentityNotLinked: ResolverTypeWrapper<IdentityNotLinked>;
  IdentityProvider: ResolverTypeWrapper<IdentityProvider>;
  IdentityProviderUnavailable: ResolverTypeWrapper<IdentityProviderUnavailable>;
  IdentityTaken: ResolverTypeWrapper<IdentityTaken>;
  ImportUserInput: ImportUserInput;
  ImportUserResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportUserResult']>;
  ImportUserSuccess: ResolverTypeWrapper<Omit<ImportUserSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  InvalidCode: ResolverTypeWrapper<InvalidCode>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidIdentity: ResolverTypeWrapper<InvalidIdentity>;
  InvalidPasskey: ResolverTypeWrapper<InvalidPasskey>;
  InvalidRefreshToken: ResolverTypeWrapper<InvalidRefreshToken>;
  KeySignature: ResolverTypeWrapper<KeySignature>;
  KeySignatureInput: KeySignatureInput;
  LastAdministrator: ResolverTypeWrapper<LastAdministrator>;
  LastWayIn: ResolverTypeWrapper<LastWayIn>;
  MfaMethod: MfaMethod;
  MfaRequired: ResolverTypeWrapper<MfaRequired>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NewRecoveryCodesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['NewRecoveryCodesResult']>;
  NewRecoveryCodesSuccess: ResolverTypeWrapper<NewRecoveryCodesSuccess>;
  NoClientSecret: ResolverTypeWrapper<NoClientSecret>;
  NoSecondFactor: ResolverTypeWrapper<NoSecondFactor>;
  NonceUsed: ResolverTypeWrapper<NonceUsed>;
  OAuthClient: ResolverTypeWrapper<OAuthClientModel>;
  OAuthClientKind: OAuthClientKind;
  OAuthTokenGrant: ResolverTypeWrapper<OAuthTokenGrantModel>;
  OwnerNotFound: ResolverTypeWrapper<OwnerNotFound>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Passkey: ResolverTypeWrapper<PasskeyModel>;
  PhoneTaken: ResolverTypeWrapper<PhoneTaken>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionResult']>;
  RefreshSessionSuccess: ResolverTypeWrapper<Omit<RefreshSessionSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  ReleaseSpendInput: ReleaseSpendInput;
  ReleaseSpendSuccess: ResolverTypeWrapper<ReleaseSpendSuccess>;
  RemovePasskeyInput: RemovePasskeyInput;
  RemovePasskeySuccess: ResolverTypeWrapper<RemovePasskeySuccess>;
  RenamePasskeyInput: RenamePasskeyInput;
  RenamePasskeySuccess: ResolverTypeWrapper<Omit<RenamePasskeySuccess, 'passkey'> & { passkey: ResolversTypes['Passkey'] }>;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetSuccess: ResolverTypeWrapper<RequestPasswordResetSuccess>;
  RequestPhoneVerificationInput: RequestPhoneVerificationInput;
  RequestPhoneVerificationSuccess: ResolverTypeWrapper<RequestPhoneVerificationSuccess>;
  ResendVerificationInput: ResendVerificationInput;
  ResendVerificationSuccess: ResolverTypeWrapper<ResendVerificationSuccess>;
  ReserveSpendInput: ReserveSpendInput;
  ReserveSpendResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReserveSpendResult']>;
  ReserveSpendSuccess: ResolverTypeWrapper<ReserveSpendSuccess>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordResult']>;
  ResetPasswordSuccess: ResolverTypeWrapper<Omit<ResetPasswordSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeySuccess: ResolverTypeWrapper<Omit<RevokeApiKeySuccess, 'key'> & { key: ResolversTypes['ApiKey'] }>;
  RevokeOAuthClientInput: RevokeOAuthClientInput;
  RevokeOAuthClientSuccess: ResolverTypeWrapper<Omit<RevokeOAuthClientSuccess, 'client'> & { client: ResolversTypes['OAuthClient'] }>;
  RevokeOtherSessionsSuccess: ResolverTypeWrapper<RevokeOtherSessionsSuccess>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionSuccess: ResolverTypeWrapper<RevokeSessionSuccess>;
  Role: Role;
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateApiKeyResult']>;
  RotateApiKeySuccess: ResolverTypeWrapper<Omit<RotateApiKeySuccess, 'key'> & { key: ResolversTypes['ApiKey'] }>;
  RotateOAuthClientSecretInput: RotateOAuthClientSecretInput;
  RotateOAuthClientSecretResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateOAuthClientSecretResult']>;
  RotateOAuthClientSecretSuccess: ResolverTypeWrapper<Omit<RotateOAuthClientSecretSuccess, 'client'> & { client: ResolversTypes['OAuthClient'] }>;
  ScopeNotAllowed: ResolverTypeWrapper<ScopeNotAllowed>;
  SecondFactors: ResolverTypeWrapper<Omit<SecondFactors, 'passkeys'> & { passkeys: Array<ResolversTypes['Passkey']> }>;
  SecondFactorsOff: ResolverTypeWrapper<SecondFactorsOff>;
  Session: ResolverTypeWrapper<SessionModel>;
  SessionProof: SessionProof;
  SignInInput: SignInInput;
  SignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>;
  SignInSuccess: ResolverTypeWrapper<Omit<SignInSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  SignOutSuccess: ResolverTypeWrapper<SignOutSuccess>;
  SignUpInput: SignUpInput;
  SignUpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpResult']>;
  SignUpSuccess: ResolverTypeWrapper<Omit<SignUpSuccess, 'session' | 'user'> & { session: ResolversTypes['Session'], user: ResolversTypes['User'] }>;
  SignatureAlgorithm: SignatureAlgorithm;
  SignatureCheck: ResolverTypeWrapper<SignatureCheck>;
  SpendCap: ResolverTypeWrapper<SpendCapModel>;
  SpendCapInput: SpendCapInput;
  SpendCapReached: ResolverTypeWrapper<Omit<SpendCapReached, 'remaining'> & { remaining: ResolversTypes['Money'] }>;
  Standing: ResolverTypeWrapper<Standing>;
  StartIdentitySignInInput: StartIdentitySignInInput;
  StartIdentitySignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartIdentitySignInResult']>;
  StartIdentitySignInSuccess: ResolverTypeWrapper<StartIdentitySignInSuccess>;
  StartLinkIdentityInput: StartLinkIdentityInput;
  StartLinkIdentityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartLinkIdentityResult']>;
  StartLinkIdentitySuccess: ResolverTypeWrapper<StartLinkIdentitySuccess>;
  StartPasskeyRegistrationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['StartPasskeyRegistrationResult']>;
  StartPasskeyRegistrationSuccess: ResolverTypeWrapper<StartPasskeyRegistrationSuccess>;
  StartPasskeySignInSuccess: ResolverTypeWrapper<StartPasskeySignInSuccess>;
  StartStepUpSuccess: ResolverTypeWrapper<StartStepUpSuccess>;
  StatusFinal: ResolverTypeWrapper<StatusFinal>;
  StatusOwn: ResolverTypeWrapper<StatusOwn>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TooManyApiKeys: ResolverTypeWrapper<TooManyApiKeys>;
  TooManyIdentities: ResolverTypeWrapper<TooManyIdentities>;
  TooManyOAuthClients: ResolverTypeWrapper<TooManyOAuthClients>;
  TooManyPasskeys: ResolverTypeWrapper<TooManyPasskeys>;
  TotpFactor: ResolverTypeWrapper<TotpFactor>;
  UnlinkIdentityInput: UnlinkIdentityInput;
  UnlinkIdentityResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UnlinkIdentityResult']>;
  UnlinkIdentitySuccess: ResolverTypeWrapper<UnlinkIdentitySuccess>;
  UnusableHash: ResolverTypeWrapper<UnusableHash>;
  UpdateOAuthClientInput: UpdateOAuthClientInput;
  UpdateOAuthClientResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateOAuthClientResult']>;
  UpdateOAuthClientSuccess: ResolverTypeWrapper<Omit<UpdateOAuthClientSuccess, 'client'> & { client: ResolversTypes['OAuthClient'] }>;
  UseNonceInput: UseNonceInput;
  UseNonceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UseNonceResult']>;
  UseNonceSuccess: ResolverTypeWrapper<UseNonceSuccess>;
  User: ResolverTypeWrapper<UserModel>;
  UserStatus: UserStatus;
  UserUnknown: ResolverTypeWrapper<UserUnknown>;
  UsernameTaken: ResolverTypeWrapper<UsernameTaken>;
  VerificationRequired: ResolverTypeWrapper<VerificationRequired>;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyEmailResult']>;
  VerifyEmailSuccess: ResolverTypeWrapper<Omit<VerifyEmailSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  VerifyMfaInput: VerifyMfaInput;
  VerifyMfaResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyMfaResult']>;
  VerifyMfaSuccess: ResolverTypeWrapper<Omit<VerifyMfaSuccess, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  VerifyPhoneInput: VerifyPhoneInput;
  VerifyPhoneResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyPhoneResult']>;
  VerifyPhoneSuccess: ResolverTypeWrapper<Omit<VerifyPhoneSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  ViewerInput: ViewerInput;
  WeakPassword: ResolverTypeWrapper<WeakPassword>;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbuseAlert: AbuseAlert;
  String: Scalars['String']['output'];
  AccessChange: AccessChange;
  ID: Scalars['ID']['output'];
  AccountLocked: AccountLocked;
  ApiKey: ApiKeyModel;
  ApiKeyConnection: Omit<ApiKeyConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ApiKeyEdge']>, nodes: Array<ResolversParentTypes['ApiKey']> };
  ApiKeyEdge: Omit<ApiKeyEdge, 'node'> & { node: ResolversParentTypes['ApiKey'] };
  ApiKeyEnded: ApiKeyEnded;
  ApiKeyGrant: ApiKeyGrantModel;
  ApiKeyLimits: ApiKeyLimitsModel;
  ApiKeyLimitsInput: ApiKeyLimitsInput;
  AssignRoleInput: AssignRoleInput;
  AssignRoleResult: ResolversUnionTypes<ResolversParentTypes>['AssignRoleResult'];
  AssignRoleSuccess: Omit<AssignRoleSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  AssignStatusInput: AssignStatusInput;
  AssignStatusResult: ResolversUnionTypes<ResolversParentTypes>['AssignStatusResult'];
  AssignStatusSuccess: Omit<AssignStatusSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  ChallengeEnded: ChallengeEnded;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordResult: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordResult'];
  ChangePasswordSuccess: Omit<ChangePasswordSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  ClearSecondFactorsInput: ClearSecondFactorsInput;
  ClearSecondFactorsResult: ResolversUnionTypes<ResolversParentTypes>['ClearSecondFactorsResult'];
  ClearSecondFactorsSuccess: Omit<ClearSecondFactorsSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  ConfirmTotpInput: ConfirmTotpInput;
  ConfirmTotpResult: ResolversUnionTypes<ResolversParentTypes>['ConfirmTotpResult'];
  ConfirmTotpSuccess: ConfirmTotpSuccess;
  ConnectedApp: ConnectedAppModel;
  CookieSession: CookieSession;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyResult: ResolversUnionTypes<ResolversParentTypes>['CreateApiKeyResult'];
  CreateApiKeySuccess: Omit<CreateApiKeySuccess, 'key'> & { key: ResolversParentTypes['ApiKey'] };
  CreateOAuthClientInput: CreateOAuthClientInput;
  CreateOAuthClientResult: ResolversUnionTypes<ResolversParentTypes>['CreateOAuthClientResult'];
  CreateOAuthClientSuccess: Omit<CreateOAuthClientSuccess, 'client'> & { client: ResolversParentTypes['OAuthClient'] };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeviceSession: DeviceSessionModel;
  DisableTotpSuccess: Omit<DisableTotpSuccess, 'secondFactors'> & { secondFactors: ResolversParentTypes['SecondFactors'] };
  DisconnectAppInput: DisconnectAppInput;
  DisconnectAppSuccess: DisconnectAppSuccess;
  EmailTaken: EmailTaken;
  EnrollTotpResult: ResolversUnionTypes<ResolversParentTypes>['EnrollTotpResult'];
  EnrollTotpSuccess: EnrollTotpSuccess;
  FactorsOwn: FactorsOwn;
  FinishIdentitySignInInput: FinishIdentitySignInInput;
  FinishIdentitySignInResult: ResolversUnionTypes<ResolversParentTypes>['FinishIdentitySignInResult'];
  FinishIdentitySignInSuccess: Omit<FinishIdentitySignInSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  FinishLinkIdentityInput: FinishLinkIdentityInput;
  FinishLinkIdentityResult: ResolversUnionTypes<ResolversParentTypes>['FinishLinkIdentityResult'];
  FinishLinkIdentitySuccess: FinishLinkIdentitySuccess;
  FinishPasskeyRegistrationInput: FinishPasskeyRegistrationInput;
  FinishPasskeyRegistrationResult: ResolversUnionTypes<ResolversParentTypes>['FinishPasskeyRegistrationResult'];
  FinishPasskeyRegistrationSuccess: Omit<FinishPasskeyRegistrationSuccess, 'passkey'> & { passkey: ResolversParentTypes['Passkey'] };
  FinishPasskeySignInInput: FinishPasskeySignInInput;
  FinishPasskeySignInResult: ResolversUnionTypes<ResolversParentTypes>['FinishPasskeySignInResult'];
  FinishPasskeySignInSuccess: Omit<FinishPasskeySignInSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  Identity: Identity;
  IdentityNotLinked: IdentityNotLinked;
  IdentityProvider: IdentityProvider;
  IdentityProviderUnavailable: IdentityProviderUnavailable;
  IdentityTaken: IdentityTaken;
  ImportUserInput: ImportUserInput;
  ImportUserResult: ResolversUnionTypes<ResolversParentTypes>['ImportUserResult'];
  ImportUserSuccess: Omit<ImportUserSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  InvalidCode: InvalidCode;
  InvalidCredentials: InvalidCredentials;
  InvalidIdentity: InvalidIdentity;
  InvalidPasskey: InvalidPasskey;
  InvalidRefreshToken: InvalidRefreshToken;
  KeySignature: KeySignature;
  KeySignatureInput: KeySignatureInput;
  LastAdministrator: LastAdministrator;
  LastWayIn: LastWayIn;
  MfaRequired: MfaRequired;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  NewRecoveryCodesResult: ResolversUnionTypes<ResolversParentTypes>['NewRecoveryCodesResult'];
  NewRecoveryCodesSuccess: NewRecoveryCodesSuccess;
  NoClientSecret: NoClientSecret;
  NoSecondFactor: NoSecondFactor;
  NonceUsed: NonceUsed;
  OAuthClient: OAuthClientModel;
  OAuthTokenGrant: OAuthTokenGrantModel;
  OwnerNotFound: OwnerNotFound;
  PageInfo: PageInfo;
  Passkey: PasskeyModel;
  PhoneTaken: PhoneTaken;
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionResult: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionResult'];
  RefreshSessionSuccess: Omit<RefreshSessionSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  ReleaseSpendInput: ReleaseSpendInput;
  ReleaseSpendSuccess: ReleaseSpendSuccess;
  RemovePasskeyInput: RemovePasskeyInput;
  RemovePasskeySuccess: RemovePasskeySuccess;
  RenamePasskeyInput: RenamePasskeyInput;
  RenamePasskeySuccess: Omit<RenamePasskeySuccess, 'passkey'> & { passkey: ResolversParentTypes['Passkey'] };
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetSuccess: RequestPasswordResetSuccess;
  RequestPhoneVerificationInput: RequestPhoneVerificationInput;
  RequestPhoneVerificationSuccess: RequestPhoneVerificationSuccess;
  ResendVerificationInput: ResendVerificationInput;
  ResendVerificationSuccess: ResendVerificationSuccess;
  ReserveSpendInput: ReserveSpendInput;
  ReserveSpendResult: ResolversUnionTypes<ResolversParentTypes>['ReserveSpendResult'];
  ReserveSpendSuccess: ReserveSpendSuccess;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordResult: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordResult'];
  ResetPasswordSuccess: Omit<ResetPasswordSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeySuccess: Omit<RevokeApiKeySuccess, 'key'> & { key: ResolversParentTypes['ApiKey'] };
  RevokeOAuthClientInput: RevokeOAuthClientInput;
  RevokeOAuthClientSuccess: Omit<RevokeOAuthClientSuccess, 'client'> & { client: ResolversParentTypes['OAuthClient'] };
  RevokeOtherSessionsSuccess: RevokeOtherSessionsSuccess;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionSuccess: RevokeSessionSuccess;
  RotateApiKeyInput: RotateApiKeyInput;
  RotateApiKeyResult: ResolversUnionTypes<ResolversParentTypes>['RotateApiKeyResult'];
  RotateApiKeySuccess: Omit<RotateApiKeySuccess, 'key'> & { key: ResolversParentTypes['ApiKey'] };
  RotateOAuthClientSecretInput: RotateOAuthClientSecretInput;
  RotateOAuthClientSecretResult: ResolversUnionTypes<ResolversParentTypes>['RotateOAuthClientSecretResult'];
  RotateOAuthClientSecretSuccess: Omit<RotateOAuthClientSecretSuccess, 'client'> & { client: ResolversParentTypes['OAuthClient'] };
  ScopeNotAllowed: ScopeNotAllowed;
  SecondFactors: Omit<SecondFactors, 'passkeys'> & { passkeys: Array<ResolversParentTypes['Passkey']> };
  SecondFactorsOff: SecondFactorsOff;
  Session: SessionModel;
  SignInInput: SignInInput;
  SignInResult: ResolversUnionTypes<ResolversParentTypes>['SignInResult'];
  SignInSuccess: Omit<SignInSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  SignOutSuccess: SignOutSuccess;
  SignUpInput: SignUpInput;
  SignUpResult: ResolversUnionTypes<ResolversParentTypes>['SignUpResult'];
  SignUpSuccess: Omit<SignUpSuccess, 'session' | 'user'> & { session: ResolversParentTypes['Session'], user: ResolversParentTypes['User'] };
  SignatureCheck: SignatureCheck;
  SpendCap: SpendCapModel;
  SpendCapInput: SpendCapInput;
  SpendCapReached: Omit<SpendCapReached, 'remaining'> & { remaining: ResolversParentTypes['Money'] };
  Standing: Standing;
  StartIdentitySignInInput: StartIdentitySignInInput;
  StartIdentitySignInResult: ResolversUnionTypes<ResolversParentTypes>['StartIdentitySignInResult'];
  StartIdentitySignInSuccess: StartIdentitySignInSuccess;
  StartLinkIdentityInput: StartLinkIdentityInput;
  StartLinkIdentityResult: ResolversUnionTypes<ResolversParentTypes>['StartLinkIdentityResult'];
  StartLinkIdentitySuccess: StartLinkIdentitySuccess;
  StartPasskeyRegistrationResult: ResolversUnionTypes<ResolversParentTypes>['StartPasskeyRegistrationResult'];
  StartPasskeyRegistrationSuccess: StartPasskeyRegistrationSuccess;
  StartPasskeySignInSuccess: StartPasskeySignInSuccess;
  StartStepUpSuccess: StartStepUpSuccess;
  StatusFinal: StatusFinal;
  StatusOwn: StatusOwn;
  Subscription: Record<PropertyKey, never>;
  TooManyApiKeys: TooManyApiKeys;
  TooManyIdentities: TooManyIdentities;
  TooManyOAuthClients: TooManyOAuthClients;
  TooManyPasskeys: TooManyPasskeys;
  TotpFactor: TotpFactor;
  UnlinkIdentityInput: UnlinkIdentityInput;
  UnlinkIdentityResult: ResolversUnionTypes<ResolversParentTypes>['UnlinkIdentityResult'];
  UnlinkIdentitySuccess: UnlinkIdentitySuccess;
  UnusableHash: UnusableHash;
  UpdateOAuthClientInput: UpdateOAuthClientInput;
  UpdateOAuthClientResult: ResolversUnionTypes<ResolversParentTypes>['UpdateOAuthClientResult'];
  UpdateOAuthClientSuccess: Omit<UpdateOAuthClientSuccess, 'client'> & { client: ResolversParentTypes['OAuthClient'] };
  UseNonceInput: UseNonceInput;
  UseNonceResult: ResolversUnionTypes<ResolversParentTypes>['UseNonceResult'];
  UseNonceSuccess: UseNonceSuccess;
  User: UserModel;
  UserUnknown: UserUnknown;
  UsernameTaken: UsernameTaken;
  VerificationRequired: VerificationRequired;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailResult: ResolversUnionTypes<ResolversParentTypes>['VerifyEmailResult'];
  VerifyEmailSuccess: Omit<VerifyEmailSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  VerifyMfaInput: VerifyMfaInput;
  VerifyMfaResult: ResolversUnionTypes<ResolversParentTypes>['VerifyMfaResult'];
  VerifyMfaSuccess: Omit<VerifyMfaSuccess, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  VerifyPhoneInput: VerifyPhoneInput;
  VerifyPhoneResult: ResolversUnionTypes<ResolversParentTypes>['VerifyPhoneResult'];
  VerifyPhoneSuccess: Omit<VerifyPhoneSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  ViewerInput: ViewerInput;
  WeakPassword: WeakPassword;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControl__Scope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AbuseAlertResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AbuseAlert'] = ResolversParentTypes['AbuseAlert']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AbuseKind'], ParentType, ContextType>;
};

export type AccessChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessChange'] = ResolversParentTypes['AccessChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AccessChangeKind'], ParentType, ContextType>;
  rightsVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AccountLockedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountLocked'] = ResolversParentTypes['AccountLocked']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey'], FederationReferenceType extends FederationReferenceTypes['ApiKey'] = FederationReferenceTypes['ApiKey']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiKey']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['ApiKeyLimits'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousSecretUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  signature?: Resolver<Maybe<ResolversTypes['KeySignature']>, ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ApiKeyEndedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyEnded'] = ResolversParentTypes['ApiKeyEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyGrantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyGrant'] = ResolversParentTypes['ApiKeyGrant']> = {
  accountIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  amountMax?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  currencies?: Resolver<Maybe<Array<ResolversTypes['CurrencyCode']>>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requestsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  signature?: Resolver<Maybe<ResolversTypes['SignatureCheck']>, ParentType, ContextType>;
  spendCaps?: Resolver<Array<ResolversTypes['SpendCap']>, ParentType, ContextType>;
};

export type ApiKeyLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyLimits'] = ResolversParentTypes['ApiKeyLimits']> = {
  accountIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  amountMax?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  currencies?: Resolver<Maybe<Array<ResolversTypes['CurrencyCode']>>, ParentType, ContextType>;
  requestsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  spendCaps?: Resolver<Array<ResolversTypes['SpendCap']>, ParentType, ContextType>;
};

export type AssignRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignRoleResult'] = ResolversParentTypes['AssignRoleResult']> = {
  __resolveType: TypeResolveFn<'AssignRoleSuccess' | 'LastAdministrator' | 'UserUnknown', ParentType, ContextType>;
};

export type AssignRoleSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignRoleSuccess'] = ResolversParentTypes['AssignRoleSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssignStatusResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignStatusResult'] = ResolversParentTypes['AssignStatusResult']> = {
  __resolveType: TypeResolveFn<'AssignStatusSuccess' | 'LastAdministrator' | 'StatusFinal' | 'StatusOwn' | 'UserUnknown', ParentType, ContextType>;
};

export type AssignStatusSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignStatusSuccess'] = ResolversParentTypes['AssignStatusSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChallengeEndedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeEnded'] = ResolversParentTypes['ChallengeEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChangePasswordResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordResult'] = ResolversParentTypes['ChangePasswordResult']> = {
  __resolveType: TypeResolveFn<'ChangePasswordSuccess' | 'InvalidCredentials' | 'WeakPassword', ParentType, ContextType>;
};

export type ChangePasswordSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordSuccess'] = ResolversParentTypes['ChangePasswordSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClearSecondFactorsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearSecondFactorsResult'] = ResolversParentTypes['ClearSecondFactorsResult']> = {
  __resolveType: TypeResolveFn<'ClearSecondFactorsSuccess' | 'FactorsOwn' | 'UserUnknown', ParentType, ContextType>;
};

export type ClearSecondFactorsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearSecondFactorsSuccess'] = ResolversParentTypes['ClearSecondFactorsSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfirmTotpResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmTotpResult'] = ResolversParentTypes['ConfirmTotpResult']> = {
  __resolveType: TypeResolveFn<'ConfirmTotpSuccess' | 'InvalidCode' | 'SecondFactorsOff', ParentType, ContextType>;
};

export type ConfirmTotpSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmTotpSuccess'] = ResolversParentTypes['ConfirmTotpSuccess']> = {
  recoveryCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectedAppResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConnectedApp'] = ResolversParentTypes['ConnectedApp']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  connectedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CookieSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CookieSession'] = ResolversParentTypes['CookieSession']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rightsVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CreateApiKeyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyResult'] = ResolversParentTypes['CreateApiKeyResult']> = {
  __resolveType: TypeResolveFn<'CreateApiKeySuccess' | 'OwnerNotFound' | 'ScopeNotAllowed' | 'TooManyApiKeys', ParentType, ContextType>;
};

export type CreateApiKeySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeySuccess'] = ResolversParentTypes['CreateApiKeySuccess']> = {
  key?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signatureSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateOAuthClientResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOAuthClientResult'] = ResolversParentTypes['CreateOAuthClientResult']> = {
  __resolveType: TypeResolveFn<'CreateOAuthClientSuccess' | 'ScopeNotAllowed' | 'TooManyOAuthClients', ParentType, ContextType>;
};

export type CreateOAuthClientSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOAuthClientSuccess'] = ResolversParentTypes['CreateOAuthClientSuccess']> = {
  client?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeviceSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeviceSession'] = ResolversParentTypes['DeviceSession']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DisableTotpSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableTotpSuccess'] = ResolversParentTypes['DisableTotpSuccess']> = {
  secondFactors?: Resolver<ResolversTypes['SecondFactors'], ParentType, ContextType>;
};

export type DisconnectAppSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisconnectAppSuccess'] = ResolversParentTypes['DisconnectAppSuccess']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type EmailTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EnrollTotpResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnrollTotpResult'] = ResolversParentTypes['EnrollTotpResult']> = {
  __resolveType: TypeResolveFn<'EnrollTotpSuccess' | 'SecondFactorsOff', ParentType, ContextType>;
};

export type EnrollTotpSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnrollTotpSuccess'] = ResolversParentTypes['EnrollTotpSuccess']> = {
  qrCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FactorsOwnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FactorsOwn'] = ResolversParentTypes['FactorsOwn']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FinishIdentitySignInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishIdentitySignInResult'] = ResolversParentTypes['FinishIdentitySignInResult']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'FinishIdentitySignInSuccess' | 'IdentityNotLinked' | 'IdentityProviderUnavailable' | 'InvalidIdentity' | 'MfaRequired' | 'VerificationRequired', ParentType, ContextType>;
};

export type FinishIdentitySignInSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishIdentitySignInSuccess'] = ResolversParentTypes['FinishIdentitySignInSuccess']> = {
  isNew?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FinishLinkIdentityResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishLinkIdentityResult'] = ResolversParentTypes['FinishLinkIdentityResult']> = {
  __resolveType: TypeResolveFn<'FinishLinkIdentitySuccess' | 'IdentityProviderUnavailable' | 'IdentityTaken' | 'InvalidIdentity' | 'TooManyIdentities', ParentType, ContextType>;
};

export type FinishLinkIdentitySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishLinkIdentitySuccess'] = ResolversParentTypes['FinishLinkIdentitySuccess']> = {
  identity?: Resolver<ResolversTypes['Identity'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FinishPasskeyRegistrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishPasskeyRegistrationResult'] = ResolversParentTypes['FinishPasskeyRegistrationResult']> = {
  __resolveType: TypeResolveFn<'FinishPasskeyRegistrationSuccess' | 'InvalidPasskey' | 'SecondFactorsOff' | 'TooManyPasskeys', ParentType, ContextType>;
};

export type FinishPasskeyRegistrationSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishPasskeyRegistrationSuccess'] = ResolversParentTypes['FinishPasskeyRegistrationSuccess']> = {
  passkey?: Resolver<ResolversTypes['Passkey'], ParentType, ContextType>;
  recoveryCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FinishPasskeySignInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishPasskeySignInResult'] = ResolversParentTypes['FinishPasskeySignInResult']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'FinishPasskeySignInSuccess' | 'InvalidPasskey' | 'VerificationRequired', ParentType, ContextType>;
};

export type FinishPasskeySignInSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinishPasskeySignInSuccess'] = ResolversParentTypes['FinishPasskeySignInSuccess']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdentityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Identity'] = ResolversParentTypes['Identity']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IdentityNotLinkedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdentityNotLinked'] = ResolversParentTypes['IdentityNotLinked']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdentityProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdentityProvider'] = ResolversParentTypes['IdentityProvider']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IdentityProviderUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdentityProviderUnavailable'] = ResolversParentTypes['IdentityProviderUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdentityTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdentityTaken'] = ResolversParentTypes['IdentityTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportUserResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportUserResult'] = ResolversParentTypes['ImportUserResult']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'ImportUserSuccess' | 'UnusableHash' | 'UsernameTaken', ParentType, ContextType>;
};

export type ImportUserSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportUserSuccess'] = ResolversParentTypes['ImportUserSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCode'] = ResolversParentTypes['InvalidCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidIdentityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidIdentity'] = ResolversParentTypes['InvalidIdentity']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidPasskeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidPasskey'] = ResolversParentTypes['InvalidPasskey']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidRefreshTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidRefreshToken'] = ResolversParentTypes['InvalidRefreshToken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KeySignatureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeySignature'] = ResolversParentTypes['KeySignature']> = {
  algorithm?: Resolver<ResolversTypes['SignatureAlgorithm'], ParentType, ContextType>;
  publicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LastAdministratorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastAdministrator'] = ResolversParentTypes['LastAdministrator']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastWayInResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastWayIn'] = ResolversParentTypes['LastWayIn']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaRequired'] = ResolversParentTypes['MfaRequired']> = {
  challengeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methods?: Resolver<Array<ResolversTypes['MfaMethod']>, ParentType, ContextType>;
  passkeyOptions?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  exponent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MoneyFormattedArgs, 'locale'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  assignRole?: Resolver<ResolversTypes['AssignRoleResult'], ParentType, ContextType, RequireFields<MutationAssignRoleArgs, 'input'>>;
  assignStatus?: Resolver<ResolversTypes['AssignStatusResult'], ParentType, ContextType, RequireFields<MutationAssignStatusArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordResult'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  clearSecondFactors?: Resolver<ResolversTypes['ClearSecondFactorsResult'], ParentType, ContextType, RequireFields<MutationClearSecondFactorsArgs, 'input'>>;
  confirmTotp?: Resolver<ResolversTypes['ConfirmTotpResult'], ParentType, ContextType, RequireFields<MutationConfirmTotpArgs, 'input'>>;
  createApiKey?: Resolver<ResolversTypes['CreateApiKeyResult'], ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createOAuthClient?: Resolver<ResolversTypes['CreateOAuthClientResult'], ParentType, ContextType, RequireFields<MutationCreateOAuthClientArgs, 'input'>>;
  disableTotp?: Resolver<ResolversTypes['DisableTotpSuccess'], ParentType, ContextType>;
  disconnectApp?: Resolver<ResolversTypes['DisconnectAppSuccess'], ParentType, ContextType, RequireFields<MutationDisconnectAppArgs, 'input'>>;
  enrollTotp?: Resolver<ResolversTypes['EnrollTotpResult'], ParentType, ContextType>;
  finishIdentitySignIn?: Resolver<ResolversTypes['FinishIdentitySignInResult'], ParentType, ContextType, RequireFields<MutationFinishIdentitySignInArgs, 'input'>>;
  finishLinkIdentity?: Resolver<ResolversTypes['FinishLinkIdentityResult'], ParentType, ContextType, RequireFields<MutationFinishLinkIdentityArgs, 'input'>>;
  finishPasskeyRegistration?: Resolver<ResolversTypes['FinishPasskeyRegistrationResult'], ParentType, ContextType, RequireFields<MutationFinishPasskeyRegistrationArgs, 'input'>>;
  finishPasskeySignIn?: Resolver<ResolversTypes['FinishPasskeySignInResult'], ParentType, ContextType, RequireFields<MutationFinishPasskeySignInArgs, 'input'>>;
  importUser?: Resolver<ResolversTypes['ImportUserResult'], ParentType, ContextType, RequireFields<MutationImportUserArgs, 'input'>>;
  newRecoveryCodes?: Resolver<ResolversTypes['NewRecoveryCodesResult'], ParentType, ContextType>;
  refreshSession?: Resolver<ResolversTypes['RefreshSessionResult'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  releaseSpend?: Resolver<ResolversTypes['ReleaseSpendSuccess'], ParentType, ContextType, RequireFields<MutationReleaseSpendArgs, 'input'>>;
  removePasskey?: Resolver<ResolversTypes['RemovePasskeySuccess'], ParentType, ContextType, RequireFields<MutationRemovePasskeyArgs, 'input'>>;
  renamePasskey?: Resolver<ResolversTypes['RenamePasskeySuccess'], ParentType, ContextType, RequireFields<MutationRenamePasskeyArgs, 'input'>>;
  requestPasswordReset?: Resolver<ResolversTypes['RequestPasswordResetSuccess'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  requestPhoneVerification?: Resolver<ResolversTypes['RequestPhoneVerificationSuccess'], ParentType, ContextType, RequireFields<MutationRequestPhoneVerificationArgs, 'input'>>;
  resendVerification?: Resolver<ResolversTypes['ResendVerificationSuccess'], ParentType, ContextType, RequireFields<MutationResendVerificationArgs, 'input'>>;
  reserveSpend?: Resolver<ResolversTypes['ReserveSpendResult'], ParentType, ContextType, RequireFields<MutationReserveSpendArgs, 'input'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordResult'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  revokeApiKey?: Resolver<ResolversTypes['RevokeApiKeySuccess'], ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeOAuthClient?: Resolver<ResolversTypes['RevokeOAuthClientSuccess'], ParentType, ContextType, RequireFields<MutationRevokeOAuthClientArgs, 'input'>>;
  revokeOtherSessions?: Resolver<ResolversTypes['RevokeOtherSessionsSuccess'], ParentType, ContextType>;
  revokeSession?: Resolver<ResolversTypes['RevokeSessionSuccess'], ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  rotateApiKey?: Resolver<ResolversTypes['RotateApiKeyResult'], ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'input'>>;
  rotateOAuthClientSecret?: Resolver<ResolversTypes['RotateOAuthClientSecretResult'], ParentType, ContextType, RequireFields<MutationRotateOAuthClientSecretArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutSuccess'], ParentType, ContextType>;
  signUp?: Resolver<ResolversTypes['SignUpResult'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  startIdentitySignIn?: Resolver<ResolversTypes['StartIdentitySignInResult'], ParentType, ContextType, RequireFields<MutationStartIdentitySignInArgs, 'input'>>;
  startLinkIdentity?: Resolver<ResolversTypes['StartLinkIdentityResult'], ParentType, ContextType, RequireFields<MutationStartLinkIdentityArgs, 'input'>>;
  startPasskeyRegistration?: Resolver<ResolversTypes['StartPasskeyRegistrationResult'], ParentType, ContextType>;
  startPasskeySignIn?: Resolver<ResolversTypes['StartPasskeySignInSuccess'], ParentType, ContextType>;
  startStepUp?: Resolver<ResolversTypes['StartStepUpSuccess'], ParentType, ContextType>;
  unlinkIdentity?: Resolver<ResolversTypes['UnlinkIdentityResult'], ParentType, ContextType, RequireFields<MutationUnlinkIdentityArgs, 'input'>>;
  updateOAuthClient?: Resolver<ResolversTypes['UpdateOAuthClientResult'], ParentType, ContextType, RequireFields<MutationUpdateOAuthClientArgs, 'input'>>;
  useNonce?: Resolver<ResolversTypes['UseNonceResult'], ParentType, ContextType, RequireFields<MutationUseNonceArgs, 'input'>>;
  verifyEmail?: Resolver<ResolversTypes['VerifyEmailResult'], ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
  verifyMfa?: Resolver<ResolversTypes['VerifyMfaResult'], ParentType, ContextType, RequireFields<MutationVerifyMfaArgs, 'input'>>;
  verifyPhone?: Resolver<ResolversTypes['VerifyPhoneResult'], ParentType, ContextType, RequireFields<MutationVerifyPhoneArgs, 'input'>>;
};

export type NewRecoveryCodesResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NewRecoveryCodesResult'] = ResolversParentTypes['NewRecoveryCodesResult']> = {
  __resolveType: TypeResolveFn<'NewRecoveryCodesSuccess' | 'NoSecondFactor', ParentType, ContextType>;
};

export type NewRecoveryCodesSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NewRecoveryCodesSuccess'] = ResolversParentTypes['NewRecoveryCodesSuccess']> = {
  recoveryCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoClientSecretResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoClientSecret'] = ResolversParentTypes['NoClientSecret']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoSecondFactorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoSecondFactor'] = ResolversParentTypes['NoSecondFactor']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NonceUsedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NonceUsed'] = ResolversParentTypes['NonceUsed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthClient'] = ResolversParentTypes['OAuthClient']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OAuthClientKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousSecretUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  redirectUris?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OAuthTokenGrantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OAuthTokenGrant'] = ResolversParentTypes['OAuthTokenGrant']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OwnerNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnerNotFound'] = ResolversParentTypes['OwnerNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PasskeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Passkey'] = ResolversParentTypes['Passkey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isBackedUp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PhoneTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PhoneTaken'] = ResolversParentTypes['PhoneTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiKeyGrant?: Resolver<Maybe<ResolversTypes['ApiKeyGrant']>, ParentType, ContextType, RequireFields<QueryApiKeyGrantArgs, 'id' | 'secretHash'>>;
  apiKeys?: Resolver<ResolversTypes['ApiKeyConnection'], ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'first'>>;
  connectedApps?: Resolver<Array<ResolversTypes['ConnectedApp']>, ParentType, ContextType>;
  cookieSession?: Resolver<Maybe<ResolversTypes['CookieSession']>, ParentType, ContextType, RequireFields<QueryCookieSessionArgs, 'secretHash'>>;
  identities?: Resolver<Array<ResolversTypes['Identity']>, ParentType, ContextType>;
  identityProviders?: Resolver<Array<ResolversTypes['IdentityProvider']>, ParentType, ContextType>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryIsVisibleArgs, 'id' | 'viewer'>>;
  me?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  oauthClients?: Resolver<Array<ResolversTypes['OAuthClient']>, ParentType, ContextType>;
  oauthGrant?: Resolver<Maybe<ResolversTypes['OAuthTokenGrant']>, ParentType, ContextType, RequireFields<QueryOauthGrantArgs, 'tokenHash'>>;
  passkeys?: Resolver<Array<ResolversTypes['Passkey']>, ParentType, ContextType>;
  secondFactors?: Resolver<ResolversTypes['SecondFactors'], ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['DeviceSession']>, ParentType, ContextType>;
  standing?: Resolver<Maybe<ResolversTypes['Standing']>, ParentType, ContextType, RequireFields<QueryStandingArgs, 'userId'>>;
  userByEmail?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserByEmailArgs, 'email'>>;
  userById?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserByIdArgs, 'id'>>;
};

export type RefreshSessionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionResult'] = ResolversParentTypes['RefreshSessionResult']> = {
  __resolveType: TypeResolveFn<'InvalidRefreshToken' | 'RefreshSessionSuccess', ParentType, ContextType>;
};

export type RefreshSessionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionSuccess'] = ResolversParentTypes['RefreshSessionSuccess']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'ApiKeyEnded' | 'ChallengeEnded' | 'EmailTaken' | 'FactorsOwn' | 'IdentityNotLinked' | 'IdentityProviderUnavailable' | 'IdentityTaken' | 'InvalidCode' | 'InvalidCredentials' | 'InvalidIdentity' | 'InvalidPasskey' | 'InvalidRefreshToken' | 'LastAdministrator' | 'LastWayIn' | 'MfaRequired' | 'NoClientSecret' | 'NoSecondFactor' | 'NonceUsed' | 'OwnerNotFound' | 'PhoneTaken' | 'ScopeNotAllowed' | 'SecondFactorsOff' | 'SpendCapReached' | 'StatusFinal' | 'StatusOwn' | 'TooManyApiKeys' | 'TooManyIdentities' | 'TooManyOAuthClients' | 'TooManyPasskeys' | 'UnusableHash' | 'UserUnknown' | 'UsernameTaken' | 'VerificationRequired' | 'WeakPassword', ParentType, ContextType>;
};

export type ReleaseSpendSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleaseSpendSuccess'] = ResolversParentTypes['ReleaseSpendSuccess']> = {
  reservationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RemovePasskeySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemovePasskeySuccess'] = ResolversParentTypes['RemovePasskeySuccess']> = {
  passkeyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RenamePasskeySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenamePasskeySuccess'] = ResolversParentTypes['RenamePasskeySuccess']> = {
  passkey?: Resolver<ResolversTypes['Passkey'], ParentType, ContextType>;
};

export type RequestPasswordResetSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetSuccess'] = ResolversParentTypes['RequestPasswordResetSuccess']> = {
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RequestPhoneVerificationSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPhoneVerificationSuccess'] = ResolversParentTypes['RequestPhoneVerificationSuccess']> = {
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ResendVerificationSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendVerificationSuccess'] = ResolversParentTypes['ResendVerificationSuccess']> = {
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReserveSpendResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReserveSpendResult'] = ResolversParentTypes['ReserveSpendResult']> = {
  __resolveType: TypeResolveFn<'ReserveSpendSuccess' | 'SpendCapReached', ParentType, ContextType>;
};

export type ReserveSpendSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReserveSpendSuccess'] = ResolversParentTypes['ReserveSpendSuccess']> = {
  reservationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResetPasswordResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordResult'] = ResolversParentTypes['ResetPasswordResult']> = {
  __resolveType: TypeResolveFn<'InvalidCode' | 'ResetPasswordSuccess' | 'WeakPassword', ParentType, ContextType>;
};

export type ResetPasswordSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordSuccess'] = ResolversParentTypes['ResetPasswordSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeApiKeySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiKeySuccess'] = ResolversParentTypes['RevokeApiKeySuccess']> = {
  key?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type RevokeOAuthClientSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeOAuthClientSuccess'] = ResolversParentTypes['RevokeOAuthClientSuccess']> = {
  client?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
};

export type RevokeOtherSessionsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeOtherSessionsSuccess'] = ResolversParentTypes['RevokeOtherSessionsSuccess']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RevokeSessionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionSuccess'] = ResolversParentTypes['RevokeSessionSuccess']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RotateApiKeyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateApiKeyResult'] = ResolversParentTypes['RotateApiKeyResult']> = {
  __resolveType: TypeResolveFn<'ApiKeyEnded' | 'RotateApiKeySuccess', ParentType, ContextType>;
};

export type RotateApiKeySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateApiKeySuccess'] = ResolversParentTypes['RotateApiKeySuccess']> = {
  key?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signatureSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RotateOAuthClientSecretResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateOAuthClientSecretResult'] = ResolversParentTypes['RotateOAuthClientSecretResult']> = {
  __resolveType: TypeResolveFn<'NoClientSecret' | 'RotateOAuthClientSecretSuccess', ParentType, ContextType>;
};

export type RotateOAuthClientSecretSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateOAuthClientSecretSuccess'] = ResolversParentTypes['RotateOAuthClientSecretSuccess']> = {
  client?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ScopeNotAllowedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ScopeNotAllowed'] = ResolversParentTypes['ScopeNotAllowed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecondFactorsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactors'] = ResolversParentTypes['SecondFactors']> = {
  isRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  passkeys?: Resolver<Array<ResolversTypes['Passkey']>, ParentType, ContextType>;
  recoveryCodesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totp?: Resolver<Maybe<ResolversTypes['TotpFactor']>, ParentType, ContextType>;
};

export type SecondFactorsOffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SecondFactorsOff'] = ResolversParentTypes['SecondFactorsOff']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type SignInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInResult'] = ResolversParentTypes['SignInResult']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'InvalidCredentials' | 'MfaRequired' | 'SignInSuccess' | 'VerificationRequired', ParentType, ContextType>;
};

export type SignInSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInSuccess'] = ResolversParentTypes['SignInSuccess']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignOutSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignOutSuccess'] = ResolversParentTypes['SignOutSuccess']> = {
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SignUpResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpResult'] = ResolversParentTypes['SignUpResult']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'SignUpSuccess' | 'UsernameTaken' | 'VerificationRequired' | 'WeakPassword', ParentType, ContextType>;
};

export type SignUpSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpSuccess'] = ResolversParentTypes['SignUpSuccess']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignatureCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignatureCheck'] = ResolversParentTypes['SignatureCheck']> = {
  algorithm?: Resolver<ResolversTypes['SignatureAlgorithm'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SpendCapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpendCap'] = ResolversParentTypes['SpendCap']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  hours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SpendCapReachedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpendCapReached'] = ResolversParentTypes['SpendCapReached']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StandingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Standing'] = ResolversParentTypes['Standing']> = {
  hasSecondFactor?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSessionLive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  provedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provedBy?: Resolver<Maybe<ResolversTypes['SessionProof']>, ParentType, ContextType>;
  rightsVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UserStatus'], ParentType, ContextType>;
  stepUpMethods?: Resolver<Array<ResolversTypes['MfaMethod']>, ParentType, ContextType>;
  stepUpMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StartIdentitySignInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartIdentitySignInResult'] = ResolversParentTypes['StartIdentitySignInResult']> = {
  __resolveType: TypeResolveFn<'IdentityProviderUnavailable' | 'StartIdentitySignInSuccess', ParentType, ContextType>;
};

export type StartIdentitySignInSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartIdentitySignInSuccess'] = ResolversParentTypes['StartIdentitySignInSuccess']> = {
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartLinkIdentityResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartLinkIdentityResult'] = ResolversParentTypes['StartLinkIdentityResult']> = {
  __resolveType: TypeResolveFn<'IdentityProviderUnavailable' | 'StartLinkIdentitySuccess', ParentType, ContextType>;
};

export type StartLinkIdentitySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartLinkIdentitySuccess'] = ResolversParentTypes['StartLinkIdentitySuccess']> = {
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartPasskeyRegistrationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartPasskeyRegistrationResult'] = ResolversParentTypes['StartPasskeyRegistrationResult']> = {
  __resolveType: TypeResolveFn<'SecondFactorsOff' | 'StartPasskeyRegistrationSuccess' | 'TooManyPasskeys', ParentType, ContextType>;
};

export type StartPasskeyRegistrationSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartPasskeyRegistrationSuccess'] = ResolversParentTypes['StartPasskeyRegistrationSuccess']> = {
  challengeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  options?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StartPasskeySignInSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartPasskeySignInSuccess'] = ResolversParentTypes['StartPasskeySignInSuccess']> = {
  challengeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  options?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StartStepUpSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartStepUpSuccess'] = ResolversParentTypes['StartStepUpSuccess']> = {
  challengeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  methods?: Resolver<Array<ResolversTypes['MfaMethod']>, ParentType, ContextType>;
  passkeyOptions?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StatusFinalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusFinal'] = ResolversParentTypes['StatusFinal']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatusOwnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusOwn'] = ResolversParentTypes['StatusOwn']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  abuseAlerts?: SubscriptionResolver<ResolversTypes['AbuseAlert'], "abuseAlerts", ParentType, ContextType, Partial<SubscriptionAbuseAlertsArgs>>;
  accessChanges?: SubscriptionResolver<ResolversTypes['AccessChange'], "accessChanges", ParentType, ContextType, Partial<SubscriptionAccessChangesArgs>>;
};

export type TooManyApiKeysResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyApiKeys'] = ResolversParentTypes['TooManyApiKeys']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyIdentitiesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyIdentities'] = ResolversParentTypes['TooManyIdentities']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyOAuthClientsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyOAuthClients'] = ResolversParentTypes['TooManyOAuthClients']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TooManyPasskeysResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyPasskeys'] = ResolversParentTypes['TooManyPasskeys']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TotpFactorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TotpFactor'] = ResolversParentTypes['TotpFactor']> = {
  confirmedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UnlinkIdentityResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkIdentityResult'] = ResolversParentTypes['UnlinkIdentityResult']> = {
  __resolveType: TypeResolveFn<'LastWayIn' | 'UnlinkIdentitySuccess', ParentType, ContextType>;
};

export type UnlinkIdentitySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnlinkIdentitySuccess'] = ResolversParentTypes['UnlinkIdentitySuccess']> = {
  identityId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnusableHashResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnusableHash'] = ResolversParentTypes['UnusableHash']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateOAuthClientResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOAuthClientResult'] = ResolversParentTypes['UpdateOAuthClientResult']> = {
  __resolveType: TypeResolveFn<'ScopeNotAllowed' | 'UpdateOAuthClientSuccess', ParentType, ContextType>;
};

export type UpdateOAuthClientSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOAuthClientSuccess'] = ResolversParentTypes['UpdateOAuthClientSuccess']> = {
  client?: Resolver<ResolversTypes['OAuthClient'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UseNonceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UseNonceResult'] = ResolversParentTypes['UseNonceResult']> = {
  __resolveType: TypeResolveFn<'NonceUsed' | 'UseNonceSuccess', ParentType, ContextType>;
};

export type UseNonceSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UseNonceSuccess'] = ResolversParentTypes['UseNonceSuccess']> = {
  nonce?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phoneVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['Role']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['UserStatus']>, ParentType, ContextType>;
  username?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserUnknownResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserUnknown'] = ResolversParentTypes['UserUnknown']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UsernameTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsernameTaken'] = ResolversParentTypes['UsernameTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerificationRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerificationRequired'] = ResolversParentTypes['VerificationRequired']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyEmailResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailResult'] = ResolversParentTypes['VerifyEmailResult']> = {
  __resolveType: TypeResolveFn<'InvalidCode' | 'VerifyEmailSuccess', ParentType, ContextType>;
};

export type VerifyEmailSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailSuccess'] = ResolversParentTypes['VerifyEmailSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyMfaResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyMfaResult'] = ResolversParentTypes['VerifyMfaResult']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'ChallengeEnded' | 'InvalidCode' | 'InvalidCredentials' | 'VerifyMfaSuccess', ParentType, ContextType>;
};

export type VerifyMfaSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyMfaSuccess'] = ResolversParentTypes['VerifyMfaSuccess']> = {
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyPhoneResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyPhoneResult'] = ResolversParentTypes['VerifyPhoneResult']> = {
  __resolveType: TypeResolveFn<'InvalidCode' | 'PhoneTaken' | 'VerifyPhoneSuccess', ParentType, ContextType>;
};

export type VerifyPhoneSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyPhoneSuccess'] = ResolversParentTypes['VerifyPhoneSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WeakPasswordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WeakPassword'] = ResolversParentTypes['WeakPassword']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AbuseAlert?: AbuseAlertResolvers<ContextType>;
  AccessChange?: AccessChangeResolvers<ContextType>;
  AccountLocked?: AccountLockedResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  ApiKeyEnded?: ApiKeyEndedResolvers<ContextType>;
  ApiKeyGrant?: ApiKeyGrantResolvers<ContextType>;
  ApiKeyLimits?: ApiKeyLimitsResolvers<ContextType>;
  AssignRoleResult?: AssignRoleResultResolvers<ContextType>;
  AssignRoleSuccess?: AssignRoleSuccessResolvers<ContextType>;
  AssignStatusResult?: AssignStatusResultResolvers<ContextType>;
  AssignStatusSuccess?: AssignStatusSuccessResolvers<ContextType>;
  ChallengeEnded?: ChallengeEndedResolvers<ContextType>;
  ChangePasswordResult?: ChangePasswordResultResolvers<ContextType>;
  ChangePasswordSuccess?: ChangePasswordSuccessResolvers<ContextType>;
  ClearSecondFactorsResult?: ClearSecondFactorsResultResolvers<ContextType>;
  ClearSecondFactorsSuccess?: ClearSecondFactorsSuccessResolvers<ContextType>;
  ConfirmTotpResult?: ConfirmTotpResultResolvers<ContextType>;
  ConfirmTotpSuccess?: ConfirmTotpSuccessResolvers<ContextType>;
  ConnectedApp?: ConnectedAppResolvers<ContextType>;
  CookieSession?: CookieSessionResolvers<ContextType>;
  CreateApiKeyResult?: CreateApiKeyResultResolvers<ContextType>;
  CreateApiKeySuccess?: CreateApiKeySuccessResolvers<ContextType>;
  CreateOAuthClientResult?: CreateOAuthClientResultResolvers<ContextType>;
  CreateOAuthClientSuccess?: CreateOAuthClientSuccessResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeviceSession?: DeviceSessionResolvers<ContextType>;
  DisableTotpSuccess?: DisableTotpSuccessResolvers<ContextType>;
  DisconnectAppSuccess?: DisconnectAppSuccessResolvers<ContextType>;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  EnrollTotpResult?: EnrollTotpResultResolvers<ContextType>;
  EnrollTotpSuccess?: EnrollTotpSuccessResolvers<ContextType>;
  FactorsOwn?: FactorsOwnResolvers<ContextType>;
  FinishIdentitySignInResult?: FinishIdentitySignInResultResolvers<ContextType>;
  FinishIdentitySignInSuccess?: FinishIdentitySignInSuccessResolvers<ContextType>;
  FinishLinkIdentityResult?: FinishLinkIdentityResultResolvers<ContextType>;
  FinishLinkIdentitySuccess?: FinishLinkIdentitySuccessResolvers<ContextType>;
  FinishPasskeyRegistrationResult?: FinishPasskeyRegistrationResultResolvers<ContextType>;
  FinishPasskeyRegistrationSuccess?: FinishPasskeyRegistrationSuccessResolvers<ContextType>;
  FinishPasskeySignInResult?: FinishPasskeySignInResultResolvers<ContextType>;
  FinishPasskeySignInSuccess?: FinishPasskeySignInSuccessResolvers<ContextType>;
  Identity?: IdentityResolvers<ContextType>;
  IdentityNotLinked?: IdentityNotLinkedResolvers<ContextType>;
  IdentityProvider?: IdentityProviderResolvers<ContextType>;
  IdentityProviderUnavailable?: IdentityProviderUnavailableResolvers<ContextType>;
  IdentityTaken?: IdentityTakenResolvers<ContextType>;
  ImportUserResult?: ImportUserResultResolvers<ContextType>;
  ImportUserSuccess?: ImportUserSuccessResolvers<ContextType>;
  InvalidCode?: InvalidCodeResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidIdentity?: InvalidIdentityResolvers<ContextType>;
  InvalidPasskey?: InvalidPasskeyResolvers<ContextType>;
  InvalidRefreshToken?: InvalidRefreshTokenResolvers<ContextType>;
  KeySignature?: KeySignatureResolvers<ContextType>;
  LastAdministrator?: LastAdministratorResolvers<ContextType>;
  LastWayIn?: LastWayInResolvers<ContextType>;
  MfaRequired?: MfaRequiredResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NewRecoveryCodesResult?: NewRecoveryCodesResultResolvers<ContextType>;
  NewRecoveryCodesSuccess?: NewRecoveryCodesSuccessResolvers<ContextType>;
  NoClientSecret?: NoClientSecretResolvers<ContextType>;
  NoSecondFactor?: NoSecondFactorResolvers<ContextType>;
  NonceUsed?: NonceUsedResolvers<ContextType>;
  OAuthClient?: OAuthClientResolvers<ContextType>;
  OAuthTokenGrant?: OAuthTokenGrantResolvers<ContextType>;
  OwnerNotFound?: OwnerNotFoundResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Passkey?: PasskeyResolvers<ContextType>;
  PhoneTaken?: PhoneTakenResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RefreshSessionResult?: RefreshSessionResultResolvers<ContextType>;
  RefreshSessionSuccess?: RefreshSessionSuccessResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  ReleaseSpendSuccess?: ReleaseSpendSuccessResolvers<ContextType>;
  RemovePasskeySuccess?: RemovePasskeySuccessResolvers<ContextType>;
  RenamePasskeySuccess?: RenamePasskeySuccessResolvers<ContextType>;
  RequestPasswordResetSuccess?: RequestPasswordResetSuccessResolvers<ContextType>;
  RequestPhoneVerificationSuccess?: RequestPhoneVerificationSuccessResolvers<ContextType>;
  ResendVerificationSuccess?: ResendVerificationSuccessResolvers<ContextType>;
  ReserveSpendResult?: ReserveSpendResultResolvers<ContextType>;
  ReserveSpendSuccess?: ReserveSpendSuccessResolvers<ContextType>;
  ResetPasswordResult?: ResetPasswordResultResolvers<ContextType>;
  ResetPasswordSuccess?: ResetPasswordSuccessResolvers<ContextType>;
  RevokeApiKeySuccess?: RevokeApiKeySuccessResolvers<ContextType>;
  RevokeOAuthClientSuccess?: RevokeOAuthClientSuccessResolvers<ContextType>;
  RevokeOtherSessionsSuccess?: RevokeOtherSessionsSuccessResolvers<ContextType>;
  RevokeSessionSuccess?: RevokeSessionSuccessResolvers<ContextType>;
  RotateApiKeyResult?: RotateApiKeyResultResolvers<ContextType>;
  RotateApiKeySuccess?: RotateApiKeySuccessResolvers<ContextType>;
  RotateOAuthClientSecretResult?: RotateOAuthClientSecretResultResolvers<ContextType>;
  RotateOAuthClientSecretSuccess?: RotateOAuthClientSecretSuccessResolvers<ContextType>;
  ScopeNotAllowed?: ScopeNotAllowedResolvers<ContextType>;
  SecondFactors?: SecondFactorsResolvers<ContextType>;
  SecondFactorsOff?: SecondFactorsOffResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignInSuccess?: SignInSuccessResolvers<ContextType>;
  SignOutSuccess?: SignOutSuccessResolvers<ContextType>;
  SignUpResult?: SignUpResultResolvers<ContextType>;
  SignUpSuccess?: SignUpSuccessResolvers<ContextType>;
  SignatureCheck?: SignatureCheckResolvers<ContextType>;
  SpendCap?: SpendCapResolvers<ContextType>;
  SpendCapReached?: SpendCapReachedResolvers<ContextType>;
  Standing?: StandingResolvers<ContextType>;
  StartIdentitySignInResult?: StartIdentitySignInResultResolvers<ContextType>;
  StartIdentitySignInSuccess?: StartIdentitySignInSuccessResolvers<ContextType>;
  StartLinkIdentityResult?: StartLinkIdentityResultResolvers<ContextType>;
  StartLinkIdentitySuccess?: StartLinkIdentitySuccessResolvers<ContextType>;
  StartPasskeyRegistrationResult?: StartPasskeyRegistrationResultResolvers<ContextType>;
  StartPasskeyRegistrationSuccess?: StartPasskeyRegistrationSuccessResolvers<ContextType>;
  StartPasskeySignInSuccess?: StartPasskeySignInSuccessResolvers<ContextType>;
  StartStepUpSuccess?: StartStepUpSuccessResolvers<ContextType>;
  StatusFinal?: StatusFinalResolvers<ContextType>;
  StatusOwn?: StatusOwnResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TooManyApiKeys?: TooManyApiKeysResolvers<ContextType>;
  TooManyIdentities?: TooManyIdentitiesResolvers<ContextType>;
  TooManyOAuthClients?: TooManyOAuthClientsResolvers<ContextType>;
  TooManyPasskeys?: TooManyPasskeysResolvers<ContextType>;
  TotpFactor?: TotpFactorResolvers<ContextType>;
  UnlinkIdentityResult?: UnlinkIdentityResultResolvers<ContextType>;
  UnlinkIdentitySuccess?: UnlinkIdentitySuccessResolvers<ContextType>;
  UnusableHash?: UnusableHashResolvers<ContextType>;
  UpdateOAuthClientResult?: UpdateOAuthClientResultResolvers<ContextType>;
  UpdateOAuthClientSuccess?: UpdateOAuthClientSuccessResolvers<ContextType>;
  UseNonceResult?: UseNonceResultResolvers<ContextType>;
  UseNonceSuccess?: UseNonceSuccessResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserUnknown?: UserUnknownResolvers<ContextType>;
  UsernameTaken?: UsernameTakenResolvers<ContextType>;
  VerificationRequired?: VerificationRequiredResolvers<ContextType>;
  VerifyEmailResult?: VerifyEmailResultResolvers<ContextType>;
  VerifyEmailSuccess?: VerifyEmailSuccessResolvers<ContextType>;
  VerifyMfaResult?: VerifyMfaResultResolvers<ContextType>;
  VerifyMfaSuccess?: VerifyMfaSuccessResolvers<ContextType>;
  VerifyPhoneResult?: VerifyPhoneResultResolvers<ContextType>;
  VerifyPhoneSuccess?: VerifyPhoneSuccessResolvers<ContextType>;
  WeakPassword?: WeakPasswordResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
