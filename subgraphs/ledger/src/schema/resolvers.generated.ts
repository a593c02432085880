import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { AccountReference as AccountModel, PaymentReference as PaymentModel } from '../resolvers/references.ts';
import type { Balance as BalanceModel } from '../domain/rules/balance.ts';
import type { LedgerTransaction as LedgerTransactionModel } from '../domain/rules/ledger-transaction.ts';
import type { Entry as EntryModel } from '../domain/rules/entry.ts';
import type { LedgerAccount as LedgerAccountModel } from '../domain/rules/ledger-account.ts';
import type { Hold as HoldModel } from '../domain/rules/hold.ts';
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

export type Account = {
  __typename?: 'Account';
  /**
   * What is in the account. Null to anyone but the owner, administrators and services: the other side of a payment never
   * sees it.
   */
  balance: Maybe<Balance>;
  /** The currency of the account, as Accounts says. */
  currency: Scalars['CurrencyCode']['output'];
  /** The account's entries, newest first. NOT_FOUND to anyone but the owner and administrators. */
  entries: EntryConnection;
  /** Opaque, starts with acc_. */
  id: Scalars['ID']['output'];
  /** Whose account it is, as Accounts says. */
  ownerId: Scalars['ID']['output'];
};


export type AccountBalanceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  clock?: InputMaybe<Clock>;
};


export type AccountEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What is in an account. available = posted − held. */
export type Balance = {
  __typename?: 'Balance';
  /** The moment for which this is true. */
  asOf: Scalars['DateTime']['output'];
  /** What can be paid from it. */
  available: Money;
  /** The sum of its open holds. */
  held: Money;
  /** The sum of the account's entries. */
  posted: Money;
  /** How many entries the account has; grows by one with each, so equal versions mean equal balances. */
  version: Scalars['Int']['output'];
};

/** Which time of an entry decides. */
export type Clock =
  /** When it happened in the world. */
  | 'EFFECTIVE'
  /** When the entry was written down. */
  | 'RECORDED';

/** One debit or credit of one ledger account. Never changed. */
export type Entry = {
  __typename?: 'Entry';
  /** How much; always positive. */
  amount: Money;
  /** The ledger account's posted balance right after this entry. Null to anyone but the owner and administrators. */
  balanceAfter: Maybe<Money>;
  /** Opaque, starts with ent_. */
  id: Scalars['ID']['output'];
  /** The ledger account that it changes. */
  ledgerAccount: LedgerAccount;
  /** Whether it debits or credits the ledger account. */
  side: Side;
};

/** A page of entries. */
export type EntryConnection = {
  __typename?: 'EntryConnection';
  /** The entries of the page, each with its cursor. */
  edges: Array<EntryEdge>;
  /** The entries of the page. */
  nodes: Array<Entry>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An entry in a list. */
export type EntryEdge = {
  __typename?: 'EntryEdge';
  /** Where the entry stands in the list. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: Entry;
};

/** One debit or credit to post. */
export type EntryInput = {
  /** How much; greater than zero. */
  amount: MoneyInput;
  /** The ledger account that it changes. */
  ledgerAccount: LedgerAccountInput;
  /** Which side. */
  side: Side;
};

/** A reservation of part of an account's balance. */
export type Hold = {
  __typename?: 'Hold';
  /** How much is reserved. */
  amount: Money;
  /** When it ends by itself; null for never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, starts with hld_. */
  id: Scalars['ID']['output'];
  /** Where it stands. */
  status: HoldStatus;
};

/** The hold could not be placed or ended. Codes: INSUFFICIENT_FUNDS, HOLD_UNKNOWN, HOLD_ENDED, ID_REUSED, CURRENCY_MISMATCH. */
export type HoldRefused = Refusal & {
  __typename?: 'HoldRefused';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Where a hold stands. */
export type HoldStatus =
  /** Given back because time ran out. */
  | 'EXPIRED'
  /** The money is reserved. */
  | 'OPEN'
  /** The money was posted. */
  | 'POSTED'
  /** Given back. */
  | 'VOIDED';

/** The hold is as asked for. */
export type HoldSuccess = {
  __typename?: 'HoldSuccess';
  /** The hold. */
  hold: Hold;
};

/** A bucket of the chart of accounts, in one currency. */
export type LedgerAccount = {
  __typename?: 'LedgerAccount';
  /** The customer's account that it is for; null for one of the house. */
  account: Maybe<Account>;
  /** What it is in the chart of accounts. */
  code: LedgerAccountCode;
  /** The one currency of the ledger account. */
  currency: Scalars['CurrencyCode']['output'];
  /** Opaque, starts with lac_. */
  id: Scalars['ID']['output'];
  /** The side on which it grows. */
  normalSide: Side;
};

/** A place in the chart of accounts. */
export type LedgerAccountCode =
  /** What we owe a customer. */
  | 'CUSTOMER_WALLET'
  /** What we earned in fees. */
  | 'FEE_INCOME'
  /** What a provider owes us until it settles. */
  | 'PROVIDER_CLEARING';

/** Names a ledger account; it is opened if this is the first that the ledger hears of it. */
export type LedgerAccountInput = {
  /** The customer's account, for CUSTOMER_WALLET. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Its place in the chart of accounts. */
  code: LedgerAccountCode;
  /** Whose account it is, for CUSTOMER_WALLET. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The provider, for PROVIDER_CLEARING. */
  provider?: InputMaybe<Scalars['String']['input']>;
};

/** A balanced set of entries, posted whole and never changed. */
export type LedgerTransaction = {
  __typename?: 'LedgerTransaction';
  /** What it is for. */
  description: Scalars['String']['output'];
  /** When it happened in the world. */
  effectiveAt: Scalars['DateTime']['output'];
  /** Its debits and credits, in the order of posting. */
  entries: Array<Entry>;
  /** Opaque, starts with ltx_. */
  id: Scalars['ID']['output'];
  /** When it was written down. */
  recordedAt: Scalars['DateTime']['output'];
};

/** One ledger transaction to post. Its id makes it idempotent: posted again with the same content, it gets the same answer. */
export type LedgerTransactionInput = {
  /** What it is for, at most 500 characters. */
  description: Scalars['String']['input'];
  /** When it happened in the world; now when left out. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 2 to 100 entries whose debits and credits come to the same in each currency. */
  entries: Array<EntryInput>;
  /** The hold that it uses up. */
  holdId?: InputMaybe<Scalars['ID']['input']>;
  /** Chosen by the caller, starts with ltx_. */
  id: Scalars['ID']['input'];
  /** The payment it belongs to. */
  paymentId?: InputMaybe<Scalars['ID']['input']>;
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
  /** Reserves part of what an account has available. */
  placeHold: PlaceHoldResult;
  /** Posts ledger transactions, each whole or not at all; one's refusal does not touch the others. */
  postLedgerTransactions: PostLedgerTransactionsSuccess;
  /** Ends a hold without posting it: the reserved money is available again. */
  voidHold: VoidHoldResult;
};


export type MutationPlaceHoldArgs = {
  input: PlaceHoldInput;
};


export type MutationPostLedgerTransactionsArgs = {
  input: PostLedgerTransactionsInput;
};


export type MutationVoidHoldArgs = {
  input: VoidHoldInput;
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

export type Payment = {
  __typename?: 'Payment';
  /** Opaque, starts with pay_. */
  id: Scalars['ID']['output'];
  /** What the payment did in the ledger, oldest first, as far as the caller is party to it. */
  ledgerTransactions: Array<LedgerTransaction>;
};

/** What to reserve. */
export type PlaceHoldInput = {
  /** How much; greater than zero. */
  amount: MoneyInput;
  /** When it ends by itself; null for never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Chosen by the caller, starts with hld_; makes it idempotent. */
  id: Scalars['ID']['input'];
  /** The ledger account to reserve from. */
  ledgerAccount: LedgerAccountInput;
};

/** The outcome of placing a hold. */
export type PlaceHoldResult = HoldRefused | HoldSuccess;

/** Ledger transactions to post. */
export type PostLedgerTransactionsInput = {
  /** 1 to 500 of them, judged in this order. */
  transactions: Array<LedgerTransactionInput>;
};

/** Every ledger transaction's outcome, in the order of the input. */
export type PostLedgerTransactionsSuccess = {
  __typename?: 'PostLedgerTransactionsSuccess';
  /** One for each. */
  outcomes: Array<PostingOutcome>;
};

/** What became of one ledger transaction. */
export type PostingOutcome = {
  __typename?: 'PostingOutcome';
  /** For INSUFFICIENT_FUNDS: what the account that fell short had available. */
  available: Maybe<Money>;
  /** The id that the caller chose. */
  id: Scalars['ID']['output'];
  /** Null when it is posted; otherwise why it is not. */
  refusal: Maybe<PostingRefusal>;
};

/** Why a ledger transaction was not posted. */
export type PostingRefusal =
  /** An entry's currency is not the ledger account's. */
  | 'CURRENCY_MISMATCH'
  /** The hold is unknown, has ended or does not cover the debit. */
  | 'HOLD_NOT_USABLE'
  /** The id was used before with other content. */
  | 'ID_REUSED'
  /** An account would fall below its floor. */
  | 'INSUFFICIENT_FUNDS'
  /** An amount is not greater than zero, or has more than 78 digits. */
  | 'INVALID_AMOUNT'
  /** Debits and credits differ in a currency, or there are fewer than two entries. */
  | 'UNBALANCED';

export type Query = {
  __typename?: 'Query';
  /** One ledger transaction that touches an account of the caller; administrators see all. NOT_FOUND otherwise. */
  ledgerTransaction: Maybe<LedgerTransaction>;
  /** What all debits and all credits come to, for each currency; equal in each row, always. */
  trialBalance: Array<TrialBalanceRow>;
};


export type QueryLedgerTransactionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTrialBalanceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Which side of a ledger account an entry is on. */
export type Side =
  /** The right side: less of an asset, more of a liability. */
  | 'CREDIT'
  /** The left side: more of an asset, less of a liability. */
  | 'DEBIT';

/** All debits and all credits of one currency. */
export type TrialBalanceRow = {
  __typename?: 'TrialBalanceRow';
  /** The sum of all credits. */
  credits: Money;
  /** The currency of the row. */
  currency: Scalars['CurrencyCode']['output'];
  /** The sum of all debits. */
  debits: Money;
};

/** Which hold to end. */
export type VoidHoldInput = {
  /** The hold's id. */
  id: Scalars['ID']['input'];
};

/** The outcome of ending a hold. */
export type VoidHoldResult = HoldRefused | HoldSuccess;



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
  LedgerTransaction: LedgerTransaction;
  Payment: Payment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Account'], {"currency":true,"ownerId":true}>
        | GraphQLRecursivePick<FederationTypes['Account'], {"currency":true,"ownerId":true}>
        | GraphQLRecursivePick<FederationTypes['Account'], {"ownerId":true}> ) );
  LedgerTransaction:
    ( { __typename: 'LedgerTransaction' }
    & GraphQLRecursivePick<FederationTypes['LedgerTransaction'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PlaceHoldResult:
    | ( HoldRefused )
    | ( Omit<HoldSuccess, 'hold'> & { hold: _RefType['Hold'] } )
  ;
  VoidHoldResult:
    | ( HoldRefused )
    | ( Omit<HoldSuccess, 'hold'> & { hold: _RefType['Hold'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal: ( HoldRefused );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Balance: ResolverTypeWrapper<BalanceModel>;
  Clock: Clock;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Entry: ResolverTypeWrapper<EntryModel>;
  EntryConnection: ResolverTypeWrapper<Omit<EntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['EntryEdge']>, nodes: Array<ResolversTypes['Entry']> }>;
  EntryEdge: ResolverTypeWrapper<Omit<EntryEdge, 'node'> & { node: ResolversTypes['Entry'] }>;
  EntryInput: EntryInput;
  Hold: ResolverTypeWrapper<HoldModel>;
  HoldRefused: ResolverTypeWrapper<HoldRefused>;
  HoldStatus: HoldStatus;
  HoldSuccess: ResolverTypeWrapper<Omit<HoldSuccess, 'hold'> & { hold: ResolversTypes['Hold'] }>;
  LedgerAccount: ResolverTypeWrapper<LedgerAccountModel>;
  LedgerAccountCode: LedgerAccountCode;
  LedgerAccountInput: LedgerAccountInput;
  LedgerTransaction: ResolverTypeWrapper<LedgerTransactionModel>;
  LedgerTransactionInput: LedgerTransactionInput;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PlaceHoldInput: PlaceHoldInput;
  PlaceHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceHoldResult']>;
  PostLedgerTransactionsInput: PostLedgerTransactionsInput;
  PostLedgerTransactionsSuccess: ResolverTypeWrapper<Omit<PostLedgerTransactionsSuccess, 'outcomes'> & { outcomes: Array<ResolversTypes['PostingOutcome']> }>;
  PostingOutcome: ResolverTypeWrapper<Omit<PostingOutcome, 'available'> & { available?: Maybe<ResolversTypes['Money']> }>;
  PostingRefusal: PostingRefusal;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  Side: Side;
  TrialBalanceRow: ResolverTypeWrapper<Omit<TrialBalanceRow, 'credits' | 'debits'> & { credits: ResolversTypes['Money'], debits: ResolversTypes['Money'] }>;
  VoidHoldInput: VoidHoldInput;
  VoidHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VoidHoldResult']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountModel;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  Balance: BalanceModel;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Entry: EntryModel;
  EntryConnection: Omit<EntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['EntryEdge']>, nodes: Array<ResolversParentTypes['Entry']> };
  EntryEdge: Omit<EntryEdge, 'node'> & { node: ResolversParentTypes['Entry'] };
  EntryInput: EntryInput;
  Hold: HoldModel;
  HoldRefused: HoldRefused;
  HoldSuccess: Omit<HoldSuccess, 'hold'> & { hold: ResolversParentTypes['Hold'] };
  LedgerAccount: LedgerAccountModel;
  LedgerAccountInput: LedgerAccountInput;
  LedgerTransaction: LedgerTransactionModel;
  LedgerTransactionInput: LedgerTransactionInput;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Payment: PaymentModel;
  PlaceHoldInput: PlaceHoldInput;
  PlaceHoldResult: ResolversUnionTypes<ResolversParentTypes>['PlaceHoldResult'];
  PostLedgerTransactionsInput: PostLedgerTransactionsInput;
  PostLedgerTransactionsSuccess: Omit<PostLedgerTransactionsSuccess, 'outcomes'> & { outcomes: Array<ResolversParentTypes['PostingOutcome']> };
  PostingOutcome: Omit<PostingOutcome, 'available'> & { available?: Maybe<ResolversParentTypes['Money']> };
  Query: Record<PropertyKey, never>;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  TrialBalanceRow: Omit<TrialBalanceRow, 'credits' | 'debits'> & { credits: ResolversParentTypes['Money'], debits: ResolversParentTypes['Money'] };
  VoidHoldInput: VoidHoldInput;
  VoidHoldResult: ResolversUnionTypes<ResolversParentTypes>['VoidHoldResult'];
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Balance']>, ParentType, ContextType, RequireFields<AccountBalanceArgs, 'clock'>>;
  entries?: Resolver<ResolversTypes['EntryConnection'], ParentType, ContextType, RequireFields<AccountEntriesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  posted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entry'] = ResolversParentTypes['Entry']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balanceAfter?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ledgerAccount?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
};

export type EntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EntryConnection'] = ResolversParentTypes['EntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Entry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EntryEdge'] = ResolversParentTypes['EntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Entry'], ParentType, ContextType>;
};

export type HoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HoldStatus'], ParentType, ContextType>;
};

export type HoldRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldRefused'] = ResolversParentTypes['HoldRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldSuccess'] = ResolversParentTypes['HoldSuccess']> = {
  hold?: Resolver<ResolversTypes['Hold'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerAccount'] = ResolversParentTypes['LedgerAccount']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['LedgerAccountCode'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  normalSide?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
};

export type LedgerTransactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerTransaction'] = ResolversParentTypes['LedgerTransaction'], FederationReferenceType extends FederationReferenceTypes['LedgerTransaction'] = FederationReferenceTypes['LedgerTransaction']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LedgerTransaction']> | FederationReferenceType, FederationReferenceType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<Array<ResolversTypes['Entry']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  placeHold?: Resolver<ResolversTypes['PlaceHoldResult'], ParentType, ContextType, RequireFields<MutationPlaceHoldArgs, 'input'>>;
  postLedgerTransactions?: Resolver<ResolversTypes['PostLedgerTransactionsSuccess'], ParentType, ContextType, RequireFields<MutationPostLedgerTransactionsArgs, 'input'>>;
  voidHold?: Resolver<ResolversTypes['VoidHoldResult'], ParentType, ContextType, RequireFields<MutationVoidHoldArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ledgerTransactions?: Resolver<Array<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
};

export type PlaceHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceHoldResult'] = ResolversParentTypes['PlaceHoldResult']> = {
  __resolveType: TypeResolveFn<'HoldRefused' | 'HoldSuccess', ParentType, ContextType>;
};

export type PostLedgerTransactionsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostLedgerTransactionsSuccess'] = ResolversParentTypes['PostLedgerTransactionsSuccess']> = {
  outcomes?: Resolver<Array<ResolversTypes['PostingOutcome']>, ParentType, ContextType>;
};

export type PostingOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostingOutcome'] = ResolversParentTypes['PostingOutcome']> = {
  available?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['PostingRefusal']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  ledgerTransaction?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType, RequireFields<QueryLedgerTransactionArgs, 'id'>>;
  trialBalance?: Resolver<Array<ResolversTypes['TrialBalanceRow']>, ParentType, ContextType, Partial<QueryTrialBalanceArgs>>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'HoldRefused', ParentType, ContextType>;
};

export type TrialBalanceRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialBalanceRow'] = ResolversParentTypes['TrialBalanceRow']> = {
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type VoidHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoidHoldResult'] = ResolversParentTypes['VoidHoldResult']> = {
  __resolveType: TypeResolveFn<'HoldRefused' | 'HoldSuccess', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Entry?: EntryResolvers<ContextType>;
  EntryConnection?: EntryConnectionResolvers<ContextType>;
  EntryEdge?: EntryEdgeResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  HoldRefused?: HoldRefusedResolvers<ContextType>;
  HoldSuccess?: HoldSuccessResolvers<ContextType>;
  LedgerAccount?: LedgerAccountResolvers<ContextType>;
  LedgerTransaction?: LedgerTransactionResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PlaceHoldResult?: PlaceHoldResultResolvers<ContextType>;
  PostLedgerTransactionsSuccess?: PostLedgerTransactionsSuccessResolvers<ContextType>;
  PostingOutcome?: PostingOutcomeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  TrialBalanceRow?: TrialBalanceRowResolvers<ContextType>;
  VoidHoldResult?: VoidHoldResultResolvers<ContextType>;
};

