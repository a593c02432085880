import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { Account as AccountModel } from '../domain/rules/account.ts';
import type { UserReference as UserModel } from '../resolvers/references.ts';
import type { Profile as ProfileModel } from '../domain/rules/profile.ts';
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

/**
 * A customer's account: a name and number that money can be paid to. How much is in it is the ledger's business.
 * Whoever is party to a payment sees id, number, type, currency, name and owner of the other side; the rest is the owner's.
 */
export type Account = {
  __typename?: 'Account';
  /** When it was opened. Null to anyone but the owner and administrators. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
  /** The one currency of the account. */
  currency: Scalars['CurrencyCode']['output'];
  /** Opaque, starts with acc_. */
  id: Scalars['ID']['output'];
  /** How much may be moved: each level has its limits. Null to anyone but the owner and administrators. */
  level: Maybe<AccountLevel>;
  /** What the owner calls it; shown to the other side of a payment. */
  name: Scalars['String']['output'];
  /** Ten digits, the last one a check digit, for people to write down and pay to. */
  number: Scalars['String']['output'];
  /** Whose account it is. */
  owner: User;
  /** Whose account it is, for the subgraphs that must decide who sees what. */
  ownerId: Scalars['ID']['output'];
  /** Whether money can move. Null to anyone but the owner and administrators. */
  status: Maybe<AccountStatus>;
  /** The owner's time zone, an IANA name, for the subgraphs that count by their days. */
  timeZone: Scalars['String']['output'];
  /** What the account is for. */
  type: AccountType;
};

/** A page of accounts. */
export type AccountConnection = {
  __typename?: 'AccountConnection';
  /** The accounts of the page, each with its cursor. */
  edges: Array<AccountEdge>;
  /** The accounts of the page. */
  nodes: Array<Account>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An account in a list. */
export type AccountEdge = {
  __typename?: 'AccountEdge';
  /** Where the account stands in the list. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: Account;
};

/** Which accounts to list. */
export type AccountFilter = {
  /** Only those in this currency. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Only those with this status. */
  status?: InputMaybe<AccountStatus>;
  /** Only those of this type. */
  type?: InputMaybe<AccountType>;
};

/** How much is known of who holds an account, and so how much it may move. */
export type AccountLevel =
  /** Little is known: the lowest limits. */
  | 'BASIC'
  /** A business that has shown what it does: the highest limits. */
  | 'BUSINESS'
  /** A person who has shown who they are. Every new account. */
  | 'VERIFIED';

/** Whether money can move. */
export type AccountStatus =
  /** Ended for good. */
  | 'CLOSED'
  /** Stopped for a while: neither pays nor is paid. */
  | 'FROZEN'
  /** Pays and is paid. */
  | 'OPEN';

/** What an account is for. */
export type AccountType =
  /** Takings of a vendor. */
  | 'MERCHANT'
  /** Everyday money of a person. */
  | 'WALLET';

/** The caller's role does not allow this type of account. Code: ACCOUNT_TYPE_NOT_ALLOWED. */
export type AccountTypeNotAllowed = Refusal & {
  __typename?: 'AccountTypeNotAllowed';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The role that would allow it. */
  requiredRole: Scalars['String']['output'];
};

/** The two sides of a payment, as far as they exist. */
export type AccountsOfPayment = {
  __typename?: 'AccountsOfPayment';
  /** The account that is paid. */
  payee: Maybe<Account>;
  /** The account that pays. */
  payer: Maybe<Account>;
};

/** What a payment says about its two sides. Of the three ways to name a payee exactly one is given. */
export type AccountsOfPaymentInput = {
  /** The currency of the payment. */
  currency: Scalars['CurrencyCode']['input'];
  /** The account that is paid, by id. */
  payeeAccountId?: InputMaybe<Scalars['ID']['input']>;
  /** The account that is paid, by number. */
  payeeAccountNumber?: InputMaybe<Scalars['String']['input']>;
  /** The person who is paid: their oldest open account in `currency`, opened for them if they have none yet. */
  payeeUserId?: InputMaybe<Scalars['ID']['input']>;
  /** The account that pays; null for a payment from outside. */
  payerAccountId?: InputMaybe<Scalars['ID']['input']>;
};

/** A value is not of the form that its field asks for. Code: INVALID_PROFILE. */
export type InvalidProfile = Refusal & {
  __typename?: 'InvalidProfile';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The field of the input. */
  field: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
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
  /** Opens an account in the caller's name. */
  openAccount: OpenAccountResult;
  /**
   * Says how much an account is trusted with: its limits, from its next payment on. The reason is kept in the audit log.
   * NOT_FOUND when there is no such account.
   */
  setAccountLevel: SetAccountLevelSuccess;
  /** Changes what the caller says about themselves. What is left out stays; null empties. */
  updateProfile: UpdateProfileResult;
};


export type MutationOpenAccountArgs = {
  input: OpenAccountInput;
};


export type MutationSetAccountLevelArgs = {
  input: SetAccountLevelInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};

/** What to open. */
export type OpenAccountInput = {
  /** The one currency of the account. */
  currency: Scalars['CurrencyCode']['input'];
  /** What to call it, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** What the account is for. MERCHANT is for vendors. */
  type?: InputMaybe<AccountType>;
};

/** The outcome of opening an account. */
export type OpenAccountResult = AccountTypeNotAllowed | OpenAccountSuccess | TooManyAccounts;

/** The account is open. */
export type OpenAccountSuccess = {
  __typename?: 'OpenAccountSuccess';
  /** The new account. */
  account: Account;
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

/** What a person says about themselves. */
export type Profile = {
  __typename?: 'Profile';
  /** A postal address. */
  address: Maybe<Scalars['String']['output']>;
  /** A few words. */
  bio: Maybe<Scalars['String']['output']>;
  /** The language and region for texts and amounts, as a BCP 47 tag. */
  locale: Scalars['String']['output'];
  /** A phone number in international form, such as +2348012345678. */
  phone: Maybe<Scalars['String']['output']>;
  /** The time zone for dates and daily limits, as an IANA name. */
  timeZone: Scalars['String']['output'];
  /** When the profile last changed; null while it never has. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** One account that the caller owns; administrators see every account. NOT_FOUND otherwise. */
  account: Maybe<Account>;
  /** The caller's own accounts, oldest first. A person's first look opens the wallet that everyone has if nothing else has yet. */
  accounts: AccountConnection;
  /** The accounts that a payment names, for Payments. Unknown ones are left out. */
  accountsOfPayment: AccountsOfPayment;
  /**
   * Whether a caller may see what has this id, for the subgraph that answers `node`. Each subgraph answers for what it owns.
   * False alike for what does not exist, what is somebody else's and what is no id.
   */
  isVisible: Scalars['Boolean']['output'];
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAccountsOfPaymentArgs = {
  input: AccountsOfPaymentInput;
};


export type QueryIsVisibleArgs = {
  id: Scalars['ID']['input'];
  viewer: ViewerInput;
};

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What an account is trusted with, and why. */
export type SetAccountLevelInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The level it will have. */
  level: AccountLevel;
  /** Why: 1 to 500 characters. The audit log keeps it for ever, so it should say nothing that must be forgotten some day. */
  reason: Scalars['String']['input'];
};

/** The level was set. */
export type SetAccountLevelSuccess = {
  __typename?: 'SetAccountLevelSuccess';
  /** The account as it is now. */
  account: Account;
};

/** The caller has as many accounts as one person may have. Code: TOO_MANY_ACCOUNTS. */
export type TooManyAccounts = Refusal & {
  __typename?: 'TooManyAccounts';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many one person may have. */
  maximum: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Changes to a profile. */
export type UpdateProfileInput = {
  /** A postal address, at most 500 characters. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** A few words, at most 1,000 characters. */
  bio?: InputMaybe<Scalars['String']['input']>;
  /** A BCP 47 tag; cannot be emptied. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** A phone number in international form, such as +2348012345678. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** An IANA time zone; cannot be emptied. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of changing a profile. */
export type UpdateProfileResult = InvalidProfile | UpdateProfileSuccess;

/** The profile was changed. */
export type UpdateProfileSuccess = {
  __typename?: 'UpdateProfileSuccess';
  /** The profile as it is now. */
  profile: Profile;
};

export type User = {
  __typename?: 'User';
  /** The person's accounts, oldest first. NOT_FOUND to anyone but the person and administrators. */
  accounts: AccountConnection;
  /** Opaque, starts with usr_. */
  id: Scalars['ID']['output'];
  /** What the person says about themselves. NOT_FOUND to anyone but the person and administrators. */
  profile: Profile;
};


export type UserAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  Account: Account;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  OpenAccountResult:
    | ( AccountTypeNotAllowed )
    | ( Omit<OpenAccountSuccess, 'account'> & { account: _RefType['Account'] } )
    | ( TooManyAccounts )
  ;
  UpdateProfileResult:
    | ( InvalidProfile )
    | ( Omit<UpdateProfileSuccess, 'profile'> & { profile: _RefType['Profile'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( AccountTypeNotAllowed )
    | ( InvalidProfile )
    | ( TooManyAccounts )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AccountConnection: ResolverTypeWrapper<Omit<AccountConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AccountEdge']>, nodes: Array<ResolversTypes['Account']> }>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AccountFilter: AccountFilter;
  AccountLevel: AccountLevel;
  AccountStatus: AccountStatus;
  AccountType: AccountType;
  AccountTypeNotAllowed: ResolverTypeWrapper<AccountTypeNotAllowed>;
  AccountsOfPayment: ResolverTypeWrapper<Omit<AccountsOfPayment, 'payee' | 'payer'> & { payee?: Maybe<ResolversTypes['Account']>, payer?: Maybe<ResolversTypes['Account']> }>;
  AccountsOfPaymentInput: AccountsOfPaymentInput;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  InvalidProfile: ResolverTypeWrapper<InvalidProfile>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenAccountInput: OpenAccountInput;
  OpenAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenAccountResult']>;
  OpenAccountSuccess: ResolverTypeWrapper<Omit<OpenAccountSuccess, 'account'> & { account: ResolversTypes['Account'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Profile: ResolverTypeWrapper<ProfileModel>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  SetAccountLevelInput: SetAccountLevelInput;
  SetAccountLevelSuccess: ResolverTypeWrapper<Omit<SetAccountLevelSuccess, 'account'> & { account: ResolversTypes['Account'] }>;
  TooManyAccounts: ResolverTypeWrapper<TooManyAccounts>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfileResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProfileResult']>;
  UpdateProfileSuccess: ResolverTypeWrapper<Omit<UpdateProfileSuccess, 'profile'> & { profile: ResolversTypes['Profile'] }>;
  User: ResolverTypeWrapper<UserModel>;
  ViewerInput: ViewerInput;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountModel;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AccountConnection: Omit<AccountConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AccountEdge']>, nodes: Array<ResolversParentTypes['Account']> };
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AccountFilter: AccountFilter;
  AccountTypeNotAllowed: AccountTypeNotAllowed;
  AccountsOfPayment: Omit<AccountsOfPayment, 'payee' | 'payer'> & { payee?: Maybe<ResolversParentTypes['Account']>, payer?: Maybe<ResolversParentTypes['Account']> };
  AccountsOfPaymentInput: AccountsOfPaymentInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  InvalidProfile: InvalidProfile;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  OpenAccountInput: OpenAccountInput;
  OpenAccountResult: ResolversUnionTypes<ResolversParentTypes>['OpenAccountResult'];
  OpenAccountSuccess: Omit<OpenAccountSuccess, 'account'> & { account: ResolversParentTypes['Account'] };
  PageInfo: PageInfo;
  Profile: ProfileModel;
  Query: Record<PropertyKey, never>;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  SetAccountLevelInput: SetAccountLevelInput;
  SetAccountLevelSuccess: Omit<SetAccountLevelSuccess, 'account'> & { account: ResolversParentTypes['Account'] };
  TooManyAccounts: TooManyAccounts;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfileResult: ResolversUnionTypes<ResolversParentTypes>['UpdateProfileResult'];
  UpdateProfileSuccess: Omit<UpdateProfileSuccess, 'profile'> & { profile: ResolversParentTypes['Profile'] };
  User: UserModel;
  ViewerInput: ViewerInput;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControl__Scope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['AccountLevel']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  ownerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AccountType'], ParentType, ContextType>;
};

export type AccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Account']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type AccountTypeNotAllowedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountTypeNotAllowed'] = ResolversParentTypes['AccountTypeNotAllowed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requiredRole?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountsOfPaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountsOfPayment'] = ResolversParentTypes['AccountsOfPayment']> = {
  payee?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type InvalidProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidProfile'] = ResolversParentTypes['InvalidProfile']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  openAccount?: Resolver<ResolversTypes['OpenAccountResult'], ParentType, ContextType, RequireFields<MutationOpenAccountArgs, 'input'>>;
  setAccountLevel?: Resolver<ResolversTypes['SetAccountLevelSuccess'], ParentType, ContextType, RequireFields<MutationSetAccountLevelArgs, 'input'>>;
  updateProfile?: Resolver<ResolversTypes['UpdateProfileResult'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
};

export type OpenAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenAccountResult'] = ResolversParentTypes['OpenAccountResult']> = {
  __resolveType: TypeResolveFn<'AccountTypeNotAllowed' | 'OpenAccountSuccess' | 'TooManyAccounts', ParentType, ContextType>;
};

export type OpenAccountSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenAccountSuccess'] = ResolversParentTypes['OpenAccountSuccess']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bio?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<ResolversTypes['AccountConnection'], ParentType, ContextType, RequireFields<QueryAccountsArgs, 'first'>>;
  accountsOfPayment?: Resolver<ResolversTypes['AccountsOfPayment'], ParentType, ContextType, RequireFields<QueryAccountsOfPaymentArgs, 'input'>>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryIsVisibleArgs, 'id' | 'viewer'>>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AccountTypeNotAllowed' | 'InvalidProfile' | 'TooManyAccounts', ParentType, ContextType>;
};

export type SetAccountLevelSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetAccountLevelSuccess'] = ResolversParentTypes['SetAccountLevelSuccess']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type TooManyAccountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyAccounts'] = ResolversParentTypes['TooManyAccounts']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  maximum?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateProfileResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfileResult'] = ResolversParentTypes['UpdateProfileResult']> = {
  __resolveType: TypeResolveFn<'InvalidProfile' | 'UpdateProfileSuccess', ParentType, ContextType>;
};

export type UpdateProfileSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfileSuccess'] = ResolversParentTypes['UpdateProfileSuccess']> = {
  profile?: Resolver<ResolversTypes['Profile'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accounts?: Resolver<ResolversTypes['AccountConnection'], ParentType, ContextType, RequireFields<UserAccountsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['Profile'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  AccountTypeNotAllowed?: AccountTypeNotAllowedResolvers<ContextType>;
  AccountsOfPayment?: AccountsOfPaymentResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  InvalidProfile?: InvalidProfileResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OpenAccountResult?: OpenAccountResultResolvers<ContextType>;
  OpenAccountSuccess?: OpenAccountSuccessResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Profile?: ProfileResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  SetAccountLevelSuccess?: SetAccountLevelSuccessResolvers<ContextType>;
  TooManyAccounts?: TooManyAccountsResolvers<ContextType>;
  UpdateProfileResult?: UpdateProfileResultResolvers<ContextType>;
  UpdateProfileSuccess?: UpdateProfileSuccessResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
