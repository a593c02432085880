import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { UserView as UserModel } from '../domain/rules/user.ts';
import type { OpenSession as SessionModel } from '../domain/rules/session.ts';
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

/** The password was right, but the person may not sign in now. Code: ACCOUNT_LOCKED. */
export type AccountLocked = Refusal & {
  __typename?: 'AccountLocked';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
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

/** The address belongs to someone already. Code: EMAIL_TAKEN. */
export type EmailTaken = Refusal & {
  __typename?: 'EmailTaken';
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

/** The refresh token is unknown, used, expired or its session has ended: sign in again. Code: INVALID_REFRESH_TOKEN. */
export type InvalidRefreshToken = Refusal & {
  __typename?: 'InvalidRefreshToken';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The only administrator cannot stop being one. Code: LAST_ADMINISTRATOR. */
export type LastAdministrator = Refusal & {
  __typename?: 'LastAdministrator';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A second factor. */
export type MfaMethod =
  /** A passkey. */
  | 'PASSKEY'
  /** A recovery code. */
  | 'RECOVERY_CODE'
  /** A code from an authenticator app. */
  | 'TOTP';

/** The password was right and a second factor is asked for. Code: MFA_REQUIRED. */
export type MfaRequired = Refusal & {
  __typename?: 'MfaRequired';
  /** Names this attempt; lives a few minutes. */
  challengeId: Scalars['ID']['output'];
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The factors that would complete it. */
  methods: Array<MfaMethod>;
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
   * Trades a refresh token for a new session state: a new access token and a new refresh token. Each refresh token works
   * once; one that comes back a second time ends the whole session, because then two parties hold it.
   */
  refreshSession: RefreshSessionResult;
  /** Signs a person in with their password and starts a session. */
  signIn: SignInResult;
  /**
   * Ends the session that the caller's access token belongs to: it cannot be refreshed any more. An access token that is
   * already out is good until it expires.
   */
  signOut: SignOutSuccess;
  /** Opens an account for a person, who starts as CUSTOMER, and signs them in. */
  signUp: SignUpResult;
};


export type MutationAssignRoleArgs = {
  input: AssignRoleInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
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

export type Query = {
  __typename?: 'Query';
  /** The person who is calling. */
  me: User;
  /** Finds an active user by e-mail address, for services that address people by it. Null when there is none. */
  userByEmail: Maybe<User>;
};


export type QueryUserByEmailArgs = {
  email: Scalars['String']['input'];
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

/** What a person may do. */
export type Role =
  /** Runs the system: sees everything, changes roles and settings. */
  | 'ADMIN'
  /** Pays and is paid. */
  | 'CUSTOMER'
  /** Sells: is paid for orders and sees reports of them. */
  | 'VENDOR';

/** A signed-in state on one device. */
export type Session = {
  __typename?: 'Session';
  /** What to send as `Authorization: Bearer …`, valid for 15 minutes. Null in cookie mode, where it stays on the server. */
  accessToken: Maybe<Scalars['String']['output']>;
  /** When the access token ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque, starts with ses_. */
  id: Scalars['ID']['output'];
  /** What `refreshSession` takes once. Null in cookie mode, where it stays on the server. */
  refreshToken: Maybe<Scalars['String']['output']>;
  /** Who is signed in. */
  user: User;
};

/** A person's credentials. */
export type SignInInput = {
  /** The address given at sign-up. */
  email: Scalars['String']['input'];
  /** The password. */
  password: Scalars['String']['input'];
};

/** The outcome of signing in. */
export type SignInResult = AccountLocked | InvalidCredentials | MfaRequired | SignInSuccess;

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

/** The person was signed up and can sign in once they have shown that the address is theirs. */
export type VerificationRequired = Refusal & {
  __typename?: 'VerificationRequired';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The password is too short, too long or too common. Code: WEAK_PASSWORD. */
export type WeakPassword = Refusal & {
  __typename?: 'WeakPassword';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};



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
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
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
  RefreshSessionResult:
    | ( InvalidRefreshToken )
    | ( Omit<RefreshSessionSuccess, 'session'> & { session: _RefType['Session'] } )
  ;
  SignInResult:
    | ( AccountLocked )
    | ( InvalidCredentials )
    | ( MfaRequired )
    | ( Omit<SignInSuccess, 'session'> & { session: _RefType['Session'] } )
  ;
  SignUpResult:
    | ( EmailTaken )
    | ( Omit<SignUpSuccess, 'session' | 'user'> & { session: _RefType['Session'], user: _RefType['User'] } )
    | ( UsernameTaken )
    | ( VerificationRequired )
    | ( WeakPassword )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( AccountLocked )
    | ( EmailTaken )
    | ( InvalidCredentials )
    | ( InvalidRefreshToken )
    | ( LastAdministrator )
    | ( MfaRequired )
    | ( UserUnknown )
    | ( UsernameTaken )
    | ( VerificationRequired )
    | ( WeakPassword )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountLocked: ResolverTypeWrapper<AccountLocked>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AssignRoleInput: AssignRoleInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AssignRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignRoleResult']>;
  AssignRoleSuccess: ResolverTypeWrapper<Omit<AssignRoleSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidRefreshToken: ResolverTypeWrapper<InvalidRefreshToken>;
  LastAdministrator: ResolverTypeWrapper<LastAdministrator>;
  MfaMethod: MfaMethod;
  MfaRequired: ResolverTypeWrapper<MfaRequired>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionResult']>;
  RefreshSessionSuccess: ResolverTypeWrapper<Omit<RefreshSessionSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  Role: Role;
  Session: ResolverTypeWrapper<SessionModel>;
  SignInInput: SignInInput;
  SignInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInResult']>;
  SignInSuccess: ResolverTypeWrapper<Omit<SignInSuccess, 'session'> & { session: ResolversTypes['Session'] }>;
  SignOutSuccess: ResolverTypeWrapper<SignOutSuccess>;
  SignUpInput: SignUpInput;
  SignUpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpResult']>;
  SignUpSuccess: ResolverTypeWrapper<Omit<SignUpSuccess, 'session' | 'user'> & { session: ResolversTypes['Session'], user: ResolversTypes['User'] }>;
  User: ResolverTypeWrapper<UserModel>;
  UserStatus: UserStatus;
  UserUnknown: ResolverTypeWrapper<UserUnknown>;
  UsernameTaken: ResolverTypeWrapper<UsernameTaken>;
  VerificationRequired: ResolverTypeWrapper<VerificationRequired>;
  WeakPassword: ResolverTypeWrapper<WeakPassword>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountLocked: AccountLocked;
  String: Scalars['String']['output'];
  AssignRoleInput: AssignRoleInput;
  ID: Scalars['ID']['output'];
  AssignRoleResult: ResolversUnionTypes<ResolversParentTypes>['AssignRoleResult'];
  AssignRoleSuccess: Omit<AssignRoleSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailTaken: EmailTaken;
  InvalidCredentials: InvalidCredentials;
  InvalidRefreshToken: InvalidRefreshToken;
  LastAdministrator: LastAdministrator;
  MfaRequired: MfaRequired;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Int: Scalars['Int']['output'];
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionResult: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionResult'];
  RefreshSessionSuccess: Omit<RefreshSessionSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  Session: SessionModel;
  SignInInput: SignInInput;
  SignInResult: ResolversUnionTypes<ResolversParentTypes>['SignInResult'];
  SignInSuccess: Omit<SignInSuccess, 'session'> & { session: ResolversParentTypes['Session'] };
  SignOutSuccess: SignOutSuccess;
  SignUpInput: SignUpInput;
  SignUpResult: ResolversUnionTypes<ResolversParentTypes>['SignUpResult'];
  SignUpSuccess: Omit<SignUpSuccess, 'session' | 'user'> & { session: ResolversParentTypes['Session'], user: ResolversParentTypes['User'] };
  User: UserModel;
  UserUnknown: UserUnknown;
  UsernameTaken: UsernameTaken;
  VerificationRequired: VerificationRequired;
  WeakPassword: WeakPassword;
};

export type AccountLockedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountLocked'] = ResolversParentTypes['AccountLocked']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssignRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignRoleResult'] = ResolversParentTypes['AssignRoleResult']> = {
  __resolveType: TypeResolveFn<'AssignRoleSuccess' | 'LastAdministrator' | 'UserUnknown', ParentType, ContextType>;
};

export type AssignRoleSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignRoleSuccess'] = ResolversParentTypes['AssignRoleSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EmailTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidRefreshTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidRefreshToken'] = ResolversParentTypes['InvalidRefreshToken']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastAdministratorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastAdministrator'] = ResolversParentTypes['LastAdministrator']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MfaRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MfaRequired'] = ResolversParentTypes['MfaRequired']> = {
  challengeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methods?: Resolver<Array<ResolversTypes['MfaMethod']>, ParentType, ContextType>;
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
  refreshSession?: Resolver<ResolversTypes['RefreshSessionResult'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInResult'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutSuccess'], ParentType, ContextType>;
  signUp?: Resolver<ResolversTypes['SignUpResult'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  userByEmail?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserByEmailArgs, 'email'>>;
};

export type RefreshSessionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionResult'] = ResolversParentTypes['RefreshSessionResult']> = {
  __resolveType: TypeResolveFn<'InvalidRefreshToken' | 'RefreshSessionSuccess', ParentType, ContextType>;
};

export type RefreshSessionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionSuccess'] = ResolversParentTypes['RefreshSessionSuccess']> = {
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'EmailTaken' | 'InvalidCredentials' | 'InvalidRefreshToken' | 'LastAdministrator' | 'MfaRequired' | 'UserUnknown' | 'UsernameTaken' | 'VerificationRequired' | 'WeakPassword', ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type SignInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInResult'] = ResolversParentTypes['SignInResult']> = {
  __resolveType: TypeResolveFn<'AccountLocked' | 'InvalidCredentials' | 'MfaRequired' | 'SignInSuccess', ParentType, ContextType>;
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

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type WeakPasswordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WeakPassword'] = ResolversParentTypes['WeakPassword']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountLocked?: AccountLockedResolvers<ContextType>;
  AssignRoleResult?: AssignRoleResultResolvers<ContextType>;
  AssignRoleSuccess?: AssignRoleSuccessResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidRefreshToken?: InvalidRefreshTokenResolvers<ContextType>;
  LastAdministrator?: LastAdministratorResolvers<ContextType>;
  MfaRequired?: MfaRequiredResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RefreshSessionResult?: RefreshSessionResultResolvers<ContextType>;
  RefreshSessionSuccess?: RefreshSessionSuccessResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SignInResult?: SignInResultResolvers<ContextType>;
  SignInSuccess?: SignInSuccessResolvers<ContextType>;
  SignOutSuccess?: SignOutSuccessResolvers<ContextType>;
  SignUpResult?: SignUpResultResolvers<ContextType>;
  SignUpSuccess?: SignUpSuccessResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserUnknown?: UserUnknownResolvers<ContextType>;
  UsernameTaken?: UsernameTakenResolvers<ContextType>;
  VerificationRequired?: VerificationRequiredResolvers<ContextType>;
  WeakPassword?: WeakPasswordResolvers<ContextType>;
};

