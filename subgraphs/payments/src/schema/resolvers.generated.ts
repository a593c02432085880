import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { Payment as PaymentModel, PaymentTransition as PaymentTransitionModel } from '../domain/rules/payment.ts';
import type { AccountReference as AccountModel } from '../resolvers/references.ts';
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
  /** Opaque, starts with acc_. */
  id: Scalars['ID']['output'];
  /** Whose account it is, as Accounts says. */
  ownerId: Scalars['ID']['output'];
  /** Payments from or to this account, newest first. NOT_FOUND to anyone but the owner and administrators. */
  payments: PaymentConnection;
};


export type AccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How much is known of who holds an account, and so how much it may move. */
export type AccountLevel =
  /** Little is known: the lowest limits. */
  | 'BASIC'
  /** A business that has shown what it does: the highest limits. */
  | 'BUSINESS'
  /** A person who has shown who they are. Every new account. */
  | 'VERIFIED';

/** How an account stands against one limit. */
export type AccountLimit = {
  __typename?: 'AccountLimit';
  /** Which way money goes. */
  direction: LimitDirection;
  /** The limit; null when there is none. */
  limit: Maybe<Money>;
  /** What is left; null when there is no limit. */
  remaining: Maybe<Money>;
  /** When it starts anew; null for a limit on each payment. */
  resetsAt: Maybe<Scalars['DateTime']['output']>;
  /** What was moved in the window so far, fees not counted. Payments that failed, were cancelled or expired do not count. */
  used: Money;
  /** What the limit is over. */
  window: LimitWindow;
};

/** The amount gets less than one minor unit of the other currency. Code: AMOUNT_TOO_SMALL. */
export type AmountTooSmall = Refusal & {
  __typename?: 'AmountTooSmall';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The least that gets one. */
  least: Money;
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The amount is in another currency than an account. Code: CURRENCY_MISMATCH. */
export type CurrencyMismatch = Refusal & {
  __typename?: 'CurrencyMismatch';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The currency that would fit. */
  expected: Scalars['CurrencyCode']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What is kept of exchanges of one currency for another, in one version. */
export type ExchangeSpread = {
  __typename?: 'ExchangeSpread';
  /** What is kept, in hundredths of a percent of the rate. */
  basisPoints: Scalars['Int']['output'];
  /** When it was set. */
  createdAt: Scalars['DateTime']['output'];
  /** From when on it holds, until a later one does. */
  effectiveFrom: Scalars['DateTime']['output'];
  /** The currency that is given. */
  from: Scalars['CurrencyCode']['output'];
  /** Why it was set. */
  reason: Scalars['String']['output'];
  /** The administrator who set it; null for what was shipped. */
  setBy: Maybe<Scalars['ID']['output']>;
  /** The currency that is got. */
  to: Scalars['CurrencyCode']['output'];
  /** Grows with each version of any spread. */
  version: Scalars['Int']['output'];
};

/** The fee of the amounts of a band: the fixed part and the share of the amount, within minimum and maximum. */
export type FeeBand = {
  __typename?: 'FeeBand';
  /** The share of the amount, in hundredths of a percent, rounded up to the minor unit. */
  basisPoints: Scalars['Int']['output'];
  /** The fixed part. */
  fixed: Money;
  /** The smallest amount of the band; it ends where the next one begins. */
  from: Money;
  /** The most that is charged; null when there is no such bound. */
  maximum: Maybe<Money>;
  /** The least that is charged. */
  minimum: Money;
};

/** The fee of the amounts of a band, in minor units of the schedule's currency. */
export type FeeBandInput = {
  /** The share of the amount, in hundredths of a percent, 0 to 10000. */
  basisPoints?: Scalars['Int']['input'];
  /** The fixed part. */
  fixed?: Scalars['MinorUnits']['input'];
  /** The smallest amount of the band. */
  from: Scalars['MinorUnits']['input'];
  /** The most that is charged, not below the minimum; without bound when left out. */
  maximum?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The least that is charged. */
  minimum?: Scalars['MinorUnits']['input'];
};

/** What a fee is for: a kind of payment. Refunds have none. */
export type FeeKind =
  /** To a bank account or wallet outside, by a provider. */
  | 'PAYOUT'
  /** To a vendor. */
  | 'PURCHASE'
  /** To somebody who asked for it. */
  | 'REQUEST'
  /** To somebody. */
  | 'SEND'
  /** From outside into an account, by a provider. */
  | 'TOP_UP'
  /** Between two accounts of one person. */
  | 'TRANSFER';

/** What a payment costs and brings, promised until `expiresAt`. */
export type FeeQuote = {
  __typename?: 'FeeQuote';
  /** From when on the quote is not honoured any more. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the payer is charged on top of the amount. */
  fee: Money;
  /** What to name when paying. Good for the caller, for this payment, once. */
  id: Scalars['ID']['output'];
  /** What arrives. An exchange is rounded down to the minor unit. */
  payeeAmount: Money;
  /**
   * How much of the payee's currency one unit of the payer's gets, as a decimal number cut after twelve digits or more; what
   * is kept of the exchange is taken off. Null when both are one currency.
   */
  rate: Maybe<Scalars['String']['output']>;
  /** What the payer pays in all: amount and fee. */
  total: Money;
};

/** The fees of one kind, currency and priority, in one version. */
export type FeeSchedule = {
  __typename?: 'FeeSchedule';
  /** The fees by amount, the smallest first. */
  bands: Array<FeeBand>;
  /** When it was set. */
  createdAt: Scalars['DateTime']['output'];
  /** The currency that the payer pays in. */
  currency: Scalars['CurrencyCode']['output'];
  /** From when on it holds, until a later one does. */
  effectiveFrom: Scalars['DateTime']['output'];
  /** The kind of payment. */
  kind: FeeKind;
  /** The priority. */
  priority: Priority;
  /** Why it was set. */
  reason: Scalars['String']['output'];
  /** The administrator who set it; null for what was shipped. */
  setBy: Maybe<Scalars['ID']['output']>;
  /** Grows with each version of any schedule. */
  version: Scalars['Int']['output'];
};

/** The idempotency key was used before with other content. Nothing was done. Code: IDEMPOTENCY_KEY_REUSED. */
export type IdempotencyKeyReused = Refusal & {
  __typename?: 'IdempotencyKeyReused';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The account holds less than amount and fee together. The payment was kept as FAILED. Code: INSUFFICIENT_FUNDS. */
export type InsufficientFunds = Refusal & {
  __typename?: 'InsufficientFunds';
  /** What the account could pay at that moment. */
  available: Money;
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** One of the accounts cannot take part. Code: INVALID_ACCOUNT. */
export type InvalidAccount = Refusal & {
  __typename?: 'InvalidAccount';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** What is wrong with it. */
  reason: InvalidAccountReason;
};

/** What is wrong with an account. */
export type InvalidAccountReason =
  /** There is no such account or person to pay. */
  | 'PAYEE_NOT_FOUND'
  /** The account to pay is frozen or has been closed. */
  | 'PAYEE_NOT_OPEN'
  /** The paying account does not exist or is not the caller's. */
  | 'PAYER_NOT_FOUND'
  /** The paying account is frozen or has been closed. */
  | 'PAYER_NOT_OPEN'
  /** Both sides are the same account. */
  | 'SAME_ACCOUNT';

/** Which way money goes, as seen from the account. */
export type LimitDirection =
  /** A provider brings money into the account. */
  | 'IN'
  /** The account pays. */
  | 'OUT';

/** The amount is above what the caller may move. Code: LIMIT_EXCEEDED. */
export type LimitExceeded = Refusal & {
  __typename?: 'LimitExceeded';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The limit. */
  limit: Money;
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** What is left of it. */
  remaining: Money;
  /** When it starts anew; null for a limit on each payment. */
  resetsAt: Maybe<Scalars['DateTime']['output']>;
};

/** The limits of a level in one currency, in one version. */
export type LimitSchedule = {
  __typename?: 'LimitSchedule';
  /** When it was set. */
  createdAt: Scalars['DateTime']['output'];
  /** The currency of the accounts. */
  currency: Scalars['CurrencyCode']['output'];
  /** From when on it holds, until a later one does. */
  effectiveFrom: Scalars['DateTime']['output'];
  /** Which accounts it is for. */
  level: AccountLevel;
  /** The most in a day; null when there is no limit. */
  perDay: Maybe<Money>;
  /** The most in a month; null when there is no limit. */
  perMonth: Maybe<Money>;
  /** The most in one payment; null when there is no limit. */
  perPayment: Maybe<Money>;
  /** Why it was set. */
  reason: Scalars['String']['output'];
  /** The administrator who set it; null for what was shipped. */
  setBy: Maybe<Scalars['ID']['output']>;
  /** Grows with each version of any limits. */
  version: Scalars['Int']['output'];
};

/** What a limit is over. */
export type LimitWindow =
  /** A day in the time zone of the account's owner. */
  | 'DAY'
  /** A calendar month in the time zone of the account's owner. */
  | 'MONTH'
  /** Each payment. */
  | 'PAYMENT';

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
  /** Sends money from an account of the caller to another account. */
  sendMoney: SendMoneyResult;
  /** Sets what is kept of exchanges of one currency for another from a moment on. What was set before stays written down for ever. */
  setExchangeSpread: SetExchangeSpreadSuccess;
  /**
   * Sets what payments of one kind, currency and priority cost from a moment on. What was set before stays written down for
   * ever. Quotes that were given before are honoured.
   */
  setFeeSchedule: SetFeeScheduleSuccess;
  /**
   * Sets how much accounts of a level may move from a moment on. What an account has moved in its day and month already counts.
   * What was set before stays written down for ever.
   */
  setLimits: SetLimitsSuccess;
  /** Brings money from outside into an account of the caller. */
  topUpAccount: TopUpAccountResult;
};


export type MutationSendMoneyArgs = {
  input: SendMoneyInput;
};


export type MutationSetExchangeSpreadArgs = {
  input: SetExchangeSpreadInput;
};


export type MutationSetFeeScheduleArgs = {
  input: SetFeeScheduleInput;
};


export type MutationSetLimitsArgs = {
  input: SetLimitsInput;
};


export type MutationTopUpAccountArgs = {
  input: TopUpAccountInput;
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

/** Who is paid: exactly one of the three. */
export type PayeeInput = {
  /** An account, by id. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** An account, by its ten-digit number. */
  accountNumber?: InputMaybe<Scalars['String']['input']>;
  /** A person, by e-mail address: their oldest open account in the currency. */
  email?: InputMaybe<Scalars['String']['input']>;
};

/** A payer's intent to move money to a payee, and its life. */
export type Payment = {
  __typename?: 'Payment';
  /** What the payee gets. */
  amount: Money;
  /** When the payment was accepted. */
  createdAt: Scalars['DateTime']['output'];
  /** What the payer wrote about it. Null to the payee until the money has arrived. */
  description: Maybe<Scalars['String']['output']>;
  /** What the payer is charged on top. */
  fee: Money;
  /** Opaque, starts with pay_. */
  id: Scalars['ID']['output'];
  /** What moves the money. */
  kind: PaymentKind;
  /** The account that is paid. */
  payee: Maybe<Account>;
  /** The account that pays; null when the money comes from outside. */
  payer: Maybe<Account>;
  /** How urgent the payer said it is. */
  priority: Priority;
  /** Why the payment failed or waits, as a stable code; null while there is nothing to say, and to the other side of it. */
  reason: Maybe<Scalars['String']['output']>;
  /** Where the payment stands. */
  status: PaymentStatus;
  /** Every status that it took, oldest first. */
  transitions: Array<PaymentTransition>;
  /** When its status last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** The payment was held back by a risk rule. Code: PAYMENT_BLOCKED. */
export type PaymentBlocked = Refusal & {
  __typename?: 'PaymentBlocked';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A page of payments. */
export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  /** The payments of the page, each with its cursor. */
  edges: Array<PaymentEdge>;
  /** The payments of the page. */
  nodes: Array<Payment>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** The provider declined. The payment was kept as FAILED. Code: PAYMENT_DECLINED. */
export type PaymentDeclined = Refusal & {
  __typename?: 'PaymentDeclined';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The payment that failed. */
  payment: Payment;
};

/** A payment in a list. */
export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  /** Where the payment stands in the list. */
  cursor: Scalars['String']['output'];
  /** The payment. */
  node: Payment;
};

/** Which payments to list. */
export type PaymentFilter = {
  /** Only those of one of these kinds. */
  kind?: InputMaybe<Array<PaymentKind>>;
  /** Only those with one of these statuses. */
  status?: InputMaybe<Array<PaymentStatus>>;
};

/** What moves the money. */
export type PaymentKind =
  /** From one account to another. */
  | 'SEND'
  /** From outside into an account, by a provider. */
  | 'TOP_UP';

/** Where a payment stands. */
export type PaymentStatus =
  /** Funds are reserved and not yet captured. */
  | 'AUTHORIZED'
  /** Called off before money moved. Final. */
  | 'CANCELLED'
  /** Money has moved. Final. */
  | 'COMPLETED'
  /** Not completed in time. Final. */
  | 'EXPIRED'
  /** No money moved. Final. */
  | 'FAILED'
  /** Accepted and stored; nothing has moved. */
  | 'INITIATED'
  /** Part of the money went back to the payer. */
  | 'PARTIALLY_REFUNDED'
  /** Waits for someone: a request not yet answered. */
  | 'PENDING'
  /** Money is being moved. */
  | 'PROCESSING'
  /** All of the money went back to the payer. Final. */
  | 'REFUNDED'
  /** The payer has to do something first, such as confirm at their bank. */
  | 'REQUIRES_ACTION'
  /** The provider gave no answer; it will be asked until it does. */
  | 'UNKNOWN';

/** A change of a payment's status, as it is pushed. */
export type PaymentStatusEvent = {
  __typename?: 'PaymentStatusEvent';
  /** When it changed. */
  at: Scalars['DateTime']['output'];
  /** Where this event stands; `after:` goes on from here. */
  cursor: Scalars['String']['output'];
  /** The status before; null for the first. */
  from: Maybe<PaymentStatus>;
  /** The payment, as it is now. */
  payment: Payment;
  /** The status after. */
  to: PaymentStatus;
};

/** One change of a payment's status. */
export type PaymentTransition = {
  __typename?: 'PaymentTransition';
  /** When it changed. */
  at: Scalars['DateTime']['output'];
  /** The status before; null for the first. */
  from: Maybe<PaymentStatus>;
  /** Why, as a stable code; null when there is nothing to say, and to the other side of the payment. */
  reason: Maybe<Scalars['String']['output']>;
  /** The status after. */
  to: PaymentStatus;
};

/** How urgent a payment is. */
export type Priority =
  /** Cheapest. */
  | 'ECONOMY'
  /** Fastest. */
  | 'EXPRESS'
  /** As usual. */
  | 'STANDARD';

/** An outside system that moves money. */
export type ProviderName =
  /** The built-in provider that decides by the amount's last two digits; see the simulator's page. */
  | 'SIMULATOR';

/** This system does not take money from the provider. Code: PROVIDER_NOT_ENABLED. */
export type ProviderNotEnabled = Refusal & {
  __typename?: 'ProviderNotEnabled';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** What is kept of exchanges at a moment: one spread for each pair of currencies that has any. */
  exchangeSpreads: Array<ExchangeSpread>;
  /** The fees that held, hold or will hold at a moment: one schedule for each kind, currency and priority that has any. */
  feeSchedule: Array<FeeSchedule>;
  /**
   * Whether a caller may see what has this id, for the subgraph that answers `node`. Each subgraph answers for what it owns.
   * False alike for what does not exist, what is somebody else's and what is no id.
   */
  isVisible: Scalars['Boolean']['output'];
  /** The limits that held, hold or will hold at a moment: one schedule for each level and currency that has any. */
  limitSchedule: Array<LimitSchedule>;
  /**
   * How an account of the caller stands against its limits: for each way that money goes, on each payment, in its day and in
   * its month. NOT_FOUND unless the caller owns the account or is an administrator.
   */
  myLimits: Array<AccountLimit>;
  /** One payment that the caller is party to; administrators see every payment. NOT_FOUND otherwise. */
  payment: Maybe<Payment>;
  /**
   * Payments that the caller is party to, newest first; all payments for administrators. What was sent to the caller and
   * never came is the payer's business and not listed.
   */
  payments: PaymentConnection;
  /**
   * What a payment would cost and bring, promised until the quote ends: name its id when paying. Nothing is stored until then,
   * and a quote is good for the caller alone and for one payment. BAD_USER_INPUT when there is no rate between the two
   * currencies, or the amount gets less than one minor unit.
   */
  quoteFee: FeeQuote;
};


export type QueryExchangeSpreadsArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryFeeScheduleArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryIsVisibleArgs = {
  id: Scalars['ID']['input'];
  viewer: ViewerInput;
};


export type QueryLimitScheduleArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryMyLimitsArgs = {
  accountId: Scalars['ID']['input'];
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryQuoteFeeArgs = {
  input: QuoteFeeInput;
};

/** The quote has ended. Ask for a new one. Code: QUOTE_EXPIRED. */
export type QuoteExpired = Refusal & {
  __typename?: 'QuoteExpired';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The payment that a quote is for. */
export type QuoteFeeInput = {
  /** How much, without the fee, in the currency that the payer pays in. */
  amount: MoneyInput;
  /** What kind of payment. */
  kind: FeeKind;
  /** The currency that the payee gets; the amount's own when left out. */
  payeeCurrency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** How urgent it is. */
  priority?: InputMaybe<Priority>;
};

/** The quote is for another kind, amount, priority or currency. Code: QUOTE_MISMATCH. */
export type QuoteMismatch = Refusal & {
  __typename?: 'QuoteMismatch';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The quote is none of ours, or another person's. Ask for a new one. Code: QUOTE_UNKNOWN. */
export type QuoteUnknown = Refusal & {
  __typename?: 'QuoteUnknown';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Another payment has used the quote. Ask for a new one. Code: QUOTE_USED. */
export type QuoteUsed = Refusal & {
  __typename?: 'QuoteUsed';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** There is no exchange between these currencies. Code: RATE_UNAVAILABLE. */
export type RateUnavailable = Refusal & {
  __typename?: 'RateUnavailable';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The currency that would be given. */
  from: Scalars['CurrencyCode']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The currency that would be got. */
  to: Scalars['CurrencyCode']['output'];
};

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What to send to whom. */
export type SendMoneyInput = {
  /** What the payee gets, in the currency of both accounts. */
  amount: MoneyInput;
  /** For both sides to read, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The caller's account that pays. */
  fromAccountId: Scalars['ID']['input'];
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** How urgent it is. */
  priority?: InputMaybe<Priority>;
  /** Who is paid. */
  to: PayeeInput;
};

/** The outcome of sending money. */
export type SendMoneyResult = CurrencyMismatch | IdempotencyKeyReused | InsufficientFunds | InvalidAccount | LimitExceeded | PaymentBlocked | SendMoneySuccess;

/** The payment was accepted; its status says how far it has come, COMPLETED as a rule. */
export type SendMoneySuccess = {
  __typename?: 'SendMoneySuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
};

/** A new spread. */
export type SetExchangeSpreadInput = {
  /** What is kept, in hundredths of a percent of the rate, 0 to 9999. */
  basisPoints: Scalars['Int']['input'];
  /** From when on, not in the past; now when left out. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** The currency that is given. */
  from: Scalars['CurrencyCode']['input'];
  /** Why: 1 to 500 characters. It is kept for ever, so it should say nothing that must be forgotten some day. */
  reason: Scalars['String']['input'];
  /** The currency that is got. */
  to: Scalars['CurrencyCode']['input'];
};

/** The spread was set. */
export type SetExchangeSpreadSuccess = {
  __typename?: 'SetExchangeSpreadSuccess';
  /** The new version. */
  exchangeSpread: ExchangeSpread;
};

/** New fees of one kind, currency and priority. */
export type SetFeeScheduleInput = {
  /** The fees by amount, 1 to 20: the first from 0, each from above the one before. */
  bands: Array<FeeBandInput>;
  /** The currency that the payer pays in. */
  currency: Scalars['CurrencyCode']['input'];
  /** From when on, not in the past; now when left out. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** The kind of payment. */
  kind: FeeKind;
  /** The priority. */
  priority: Priority;
  /** Why: 1 to 500 characters. It is kept for ever, so it should say nothing that must be forgotten some day. */
  reason: Scalars['String']['input'];
};

/** The fees were set. */
export type SetFeeScheduleSuccess = {
  __typename?: 'SetFeeScheduleSuccess';
  /** The new version. */
  feeSchedule: FeeSchedule;
};

/** New limits of a level in one currency, in minor units; without limit where one is left out. */
export type SetLimitsInput = {
  /** The currency of the accounts. */
  currency: Scalars['CurrencyCode']['input'];
  /** From when on, not in the past; now when left out. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which accounts they are for. */
  level: AccountLevel;
  /** The most in a day, not below that of a payment. */
  perDay?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The most in a month, not below that of a day. */
  perMonth?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The most in one payment. */
  perPayment?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Why: 1 to 500 characters. It is kept for ever, so it should say nothing that must be forgotten some day. */
  reason: Scalars['String']['input'];
};

/** The limits were set. */
export type SetLimitsSuccess = {
  __typename?: 'SetLimitsSuccess';
  /** The new version. */
  limitSchedule: LimitSchedule;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Each status that a payment takes, once and in order. With `paymentId` from the payment's beginning; with `accountId`, or
   * with neither (every payment that the caller is party to, all payments for administrators), from now on. With `after`
   * from the event that follows the cursor, without a gap.
   */
  paymentStatusChanged: PaymentStatusEvent;
};


export type SubscriptionPaymentStatusChangedArgs = {
  accountId?: InputMaybe<Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  paymentId?: InputMaybe<Scalars['ID']['input']>;
};

/** How much to bring in, and where from. */
export type TopUpAccountInput = {
  /** The caller's account that is paid. */
  accountId: Scalars['ID']['input'];
  /** How much, in the currency of the account. */
  amount: MoneyInput;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Who moves the money. */
  provider?: InputMaybe<ProviderName>;
};

/** The outcome of topping up an account. */
export type TopUpAccountResult = CurrencyMismatch | IdempotencyKeyReused | InvalidAccount | LimitExceeded | PaymentBlocked | PaymentDeclined | ProviderNotEnabled | TopUpAccountSuccess;

/** The payment was accepted; its status says how far it has come. */
export type TopUpAccountSuccess = {
  __typename?: 'TopUpAccountSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
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
  Payment: Payment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Account'], {"ownerId":true}> ) );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  SendMoneyResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( PaymentBlocked )
    | ( Omit<SendMoneySuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
  TopUpAccountResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( PaymentBlocked )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( ProviderNotEnabled )
    | ( Omit<TopUpAccountSuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( Omit<AmountTooSmall, 'least'> & { least: _RefType['Money'] } )
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( PaymentBlocked )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( ProviderNotEnabled )
    | ( QuoteExpired )
    | ( QuoteMismatch )
    | ( QuoteUnknown )
    | ( QuoteUsed )
    | ( RateUnavailable )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AccountLevel: AccountLevel;
  AccountLimit: ResolverTypeWrapper<Omit<AccountLimit, 'limit' | 'remaining' | 'used'> & { limit?: Maybe<ResolversTypes['Money']>, remaining?: Maybe<ResolversTypes['Money']>, used: ResolversTypes['Money'] }>;
  AmountTooSmall: ResolverTypeWrapper<Omit<AmountTooSmall, 'least'> & { least: ResolversTypes['Money'] }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyMismatch: ResolverTypeWrapper<CurrencyMismatch>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  ExchangeSpread: ResolverTypeWrapper<ExchangeSpread>;
  FeeBand: ResolverTypeWrapper<Omit<FeeBand, 'fixed' | 'from' | 'maximum' | 'minimum'> & { fixed: ResolversTypes['Money'], from: ResolversTypes['Money'], maximum?: Maybe<ResolversTypes['Money']>, minimum: ResolversTypes['Money'] }>;
  FeeBandInput: FeeBandInput;
  FeeKind: FeeKind;
  FeeQuote: ResolverTypeWrapper<Omit<FeeQuote, 'fee' | 'payeeAmount' | 'total'> & { fee: ResolversTypes['Money'], payeeAmount: ResolversTypes['Money'], total: ResolversTypes['Money'] }>;
  FeeSchedule: ResolverTypeWrapper<Omit<FeeSchedule, 'bands'> & { bands: Array<ResolversTypes['FeeBand']> }>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InsufficientFunds: ResolverTypeWrapper<Omit<InsufficientFunds, 'available'> & { available: ResolversTypes['Money'] }>;
  InvalidAccount: ResolverTypeWrapper<InvalidAccount>;
  InvalidAccountReason: InvalidAccountReason;
  LimitDirection: LimitDirection;
  LimitExceeded: ResolverTypeWrapper<Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: ResolversTypes['Money'], remaining: ResolversTypes['Money'] }>;
  LimitSchedule: ResolverTypeWrapper<Omit<LimitSchedule, 'perDay' | 'perMonth' | 'perPayment'> & { perDay?: Maybe<ResolversTypes['Money']>, perMonth?: Maybe<ResolversTypes['Money']>, perPayment?: Maybe<ResolversTypes['Money']> }>;
  LimitWindow: LimitWindow;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayeeInput: PayeeInput;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PaymentBlocked: ResolverTypeWrapper<PaymentBlocked>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PaymentEdge']>, nodes: Array<ResolversTypes['Payment']> }>;
  PaymentDeclined: ResolverTypeWrapper<Omit<PaymentDeclined, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentFilter: PaymentFilter;
  PaymentKind: PaymentKind;
  PaymentStatus: PaymentStatus;
  PaymentStatusEvent: ResolverTypeWrapper<Omit<PaymentStatusEvent, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentTransition: ResolverTypeWrapper<PaymentTransitionModel>;
  Priority: Priority;
  ProviderName: ProviderName;
  ProviderNotEnabled: ResolverTypeWrapper<ProviderNotEnabled>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuoteExpired: ResolverTypeWrapper<QuoteExpired>;
  QuoteFeeInput: QuoteFeeInput;
  QuoteMismatch: ResolverTypeWrapper<QuoteMismatch>;
  QuoteUnknown: ResolverTypeWrapper<QuoteUnknown>;
  QuoteUsed: ResolverTypeWrapper<QuoteUsed>;
  RateUnavailable: ResolverTypeWrapper<RateUnavailable>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  SendMoneyInput: SendMoneyInput;
  SendMoneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SendMoneyResult']>;
  SendMoneySuccess: ResolverTypeWrapper<Omit<SendMoneySuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  SetExchangeSpreadInput: SetExchangeSpreadInput;
  SetExchangeSpreadSuccess: ResolverTypeWrapper<SetExchangeSpreadSuccess>;
  SetFeeScheduleInput: SetFeeScheduleInput;
  SetFeeScheduleSuccess: ResolverTypeWrapper<Omit<SetFeeScheduleSuccess, 'feeSchedule'> & { feeSchedule: ResolversTypes['FeeSchedule'] }>;
  SetLimitsInput: SetLimitsInput;
  SetLimitsSuccess: ResolverTypeWrapper<Omit<SetLimitsSuccess, 'limitSchedule'> & { limitSchedule: ResolversTypes['LimitSchedule'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TopUpAccountInput: TopUpAccountInput;
  TopUpAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TopUpAccountResult']>;
  TopUpAccountSuccess: ResolverTypeWrapper<Omit<TopUpAccountSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
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
  AccountLimit: Omit<AccountLimit, 'limit' | 'remaining' | 'used'> & { limit?: Maybe<ResolversParentTypes['Money']>, remaining?: Maybe<ResolversParentTypes['Money']>, used: ResolversParentTypes['Money'] };
  AmountTooSmall: Omit<AmountTooSmall, 'least'> & { least: ResolversParentTypes['Money'] };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyMismatch: CurrencyMismatch;
  DateTime: Scalars['DateTime']['output'];
  ExchangeSpread: ExchangeSpread;
  FeeBand: Omit<FeeBand, 'fixed' | 'from' | 'maximum' | 'minimum'> & { fixed: ResolversParentTypes['Money'], from: ResolversParentTypes['Money'], maximum?: Maybe<ResolversParentTypes['Money']>, minimum: ResolversParentTypes['Money'] };
  FeeBandInput: FeeBandInput;
  FeeQuote: Omit<FeeQuote, 'fee' | 'payeeAmount' | 'total'> & { fee: ResolversParentTypes['Money'], payeeAmount: ResolversParentTypes['Money'], total: ResolversParentTypes['Money'] };
  FeeSchedule: Omit<FeeSchedule, 'bands'> & { bands: Array<ResolversParentTypes['FeeBand']> };
  IdempotencyKeyReused: IdempotencyKeyReused;
  InsufficientFunds: Omit<InsufficientFunds, 'available'> & { available: ResolversParentTypes['Money'] };
  InvalidAccount: InvalidAccount;
  LimitExceeded: Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: ResolversParentTypes['Money'], remaining: ResolversParentTypes['Money'] };
  LimitSchedule: Omit<LimitSchedule, 'perDay' | 'perMonth' | 'perPayment'> & { perDay?: Maybe<ResolversParentTypes['Money']>, perMonth?: Maybe<ResolversParentTypes['Money']>, perPayment?: Maybe<ResolversParentTypes['Money']> };
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PayeeInput: PayeeInput;
  Payment: PaymentModel;
  PaymentBlocked: PaymentBlocked;
  PaymentConnection: Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PaymentEdge']>, nodes: Array<ResolversParentTypes['Payment']> };
  PaymentDeclined: Omit<PaymentDeclined, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentFilter: PaymentFilter;
  PaymentStatusEvent: Omit<PaymentStatusEvent, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentTransition: PaymentTransitionModel;
  ProviderNotEnabled: ProviderNotEnabled;
  Query: Record<PropertyKey, never>;
  QuoteExpired: QuoteExpired;
  QuoteFeeInput: QuoteFeeInput;
  QuoteMismatch: QuoteMismatch;
  QuoteUnknown: QuoteUnknown;
  QuoteUsed: QuoteUsed;
  RateUnavailable: RateUnavailable;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  SendMoneyInput: SendMoneyInput;
  SendMoneyResult: ResolversUnionTypes<ResolversParentTypes>['SendMoneyResult'];
  SendMoneySuccess: Omit<SendMoneySuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  SetExchangeSpreadInput: SetExchangeSpreadInput;
  SetExchangeSpreadSuccess: SetExchangeSpreadSuccess;
  SetFeeScheduleInput: SetFeeScheduleInput;
  SetFeeScheduleSuccess: Omit<SetFeeScheduleSuccess, 'feeSchedule'> & { feeSchedule: ResolversParentTypes['FeeSchedule'] };
  SetLimitsInput: SetLimitsInput;
  SetLimitsSuccess: Omit<SetLimitsSuccess, 'limitSchedule'> & { limitSchedule: ResolversParentTypes['LimitSchedule'] };
  Subscription: Record<PropertyKey, never>;
  TopUpAccountInput: TopUpAccountInput;
  TopUpAccountResult: ResolversUnionTypes<ResolversParentTypes>['TopUpAccountResult'];
  TopUpAccountSuccess: Omit<TopUpAccountSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<ResolversTypes['PaymentConnection'], ParentType, ContextType, RequireFields<AccountPaymentsArgs, 'first'>>;
};

export type AccountLimitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountLimit'] = ResolversParentTypes['AccountLimit']> = {
  direction?: Resolver<ResolversTypes['LimitDirection'], ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  window?: Resolver<ResolversTypes['LimitWindow'], ParentType, ContextType>;
};

export type AmountTooSmallResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AmountTooSmall'] = ResolversParentTypes['AmountTooSmall']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  least?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CurrencyMismatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CurrencyMismatch'] = ResolversParentTypes['CurrencyMismatch']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExchangeSpreadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExchangeSpread'] = ResolversParentTypes['ExchangeSpread']> = {
  basisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FeeBandResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeeBand'] = ResolversParentTypes['FeeBand']> = {
  basisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fixed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  minimum?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type FeeQuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeeQuote'] = ResolversParentTypes['FeeQuote']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payeeAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type FeeScheduleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeeSchedule'] = ResolversParentTypes['FeeSchedule']> = {
  bands?: Resolver<Array<ResolversTypes['FeeBand']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeeKind'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientFundsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientFunds'] = ResolversParentTypes['InsufficientFunds']> = {
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidAccount'] = ResolversParentTypes['InvalidAccount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['InvalidAccountReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LimitExceededResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LimitExceeded'] = ResolversParentTypes['LimitExceeded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LimitScheduleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LimitSchedule'] = ResolversParentTypes['LimitSchedule']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AccountLevel'], ParentType, ContextType>;
  perDay?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  perMonth?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  perPayment?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  sendMoney?: Resolver<ResolversTypes['SendMoneyResult'], ParentType, ContextType, RequireFields<MutationSendMoneyArgs, 'input'>>;
  setExchangeSpread?: Resolver<ResolversTypes['SetExchangeSpreadSuccess'], ParentType, ContextType, RequireFields<MutationSetExchangeSpreadArgs, 'input'>>;
  setFeeSchedule?: Resolver<ResolversTypes['SetFeeScheduleSuccess'], ParentType, ContextType, RequireFields<MutationSetFeeScheduleArgs, 'input'>>;
  setLimits?: Resolver<ResolversTypes['SetLimitsSuccess'], ParentType, ContextType, RequireFields<MutationSetLimitsArgs, 'input'>>;
  topUpAccount?: Resolver<ResolversTypes['TopUpAccountResult'], ParentType, ContextType, RequireFields<MutationTopUpAccountArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentKind'], ParentType, ContextType>;
  payee?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  transitions?: Resolver<Array<ResolversTypes['PaymentTransition']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentBlockedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentBlocked'] = ResolversParentTypes['PaymentBlocked']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentDeclinedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentDeclined'] = ResolversParentTypes['PaymentDeclined']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PaymentStatusEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentStatusEvent'] = ResolversParentTypes['PaymentStatusEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['PaymentStatus']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PaymentTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentTransition'] = ResolversParentTypes['PaymentTransition']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['PaymentStatus']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type ProviderNotEnabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderNotEnabled'] = ResolversParentTypes['ProviderNotEnabled']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  exchangeSpreads?: Resolver<Array<ResolversTypes['ExchangeSpread']>, ParentType, ContextType, Partial<QueryExchangeSpreadsArgs>>;
  feeSchedule?: Resolver<Array<ResolversTypes['FeeSchedule']>, ParentType, ContextType, Partial<QueryFeeScheduleArgs>>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryIsVisibleArgs, 'id' | 'viewer'>>;
  limitSchedule?: Resolver<Array<ResolversTypes['LimitSchedule']>, ParentType, ContextType, Partial<QueryLimitScheduleArgs>>;
  myLimits?: Resolver<Array<ResolversTypes['AccountLimit']>, ParentType, ContextType, RequireFields<QueryMyLimitsArgs, 'accountId'>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  payments?: Resolver<ResolversTypes['PaymentConnection'], ParentType, ContextType, RequireFields<QueryPaymentsArgs, 'first'>>;
  quoteFee?: Resolver<ResolversTypes['FeeQuote'], ParentType, ContextType, RequireFields<QueryQuoteFeeArgs, 'input'>>;
};

export type QuoteExpiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteExpired'] = ResolversParentTypes['QuoteExpired']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteMismatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteMismatch'] = ResolversParentTypes['QuoteMismatch']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteUnknownResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteUnknown'] = ResolversParentTypes['QuoteUnknown']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteUsedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteUsed'] = ResolversParentTypes['QuoteUsed']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RateUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RateUnavailable'] = ResolversParentTypes['RateUnavailable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AmountTooSmall' | 'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'PaymentBlocked' | 'PaymentDeclined' | 'ProviderNotEnabled' | 'QuoteExpired' | 'QuoteMismatch' | 'QuoteUnknown' | 'QuoteUsed' | 'RateUnavailable', ParentType, ContextType>;
};

export type SendMoneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMoneyResult'] = ResolversParentTypes['SendMoneyResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'PaymentBlocked' | 'SendMoneySuccess', ParentType, ContextType>;
};

export type SendMoneySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMoneySuccess'] = ResolversParentTypes['SendMoneySuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetExchangeSpreadSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetExchangeSpreadSuccess'] = ResolversParentTypes['SetExchangeSpreadSuccess']> = {
  exchangeSpread?: Resolver<ResolversTypes['ExchangeSpread'], ParentType, ContextType>;
};

export type SetFeeScheduleSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetFeeScheduleSuccess'] = ResolversParentTypes['SetFeeScheduleSuccess']> = {
  feeSchedule?: Resolver<ResolversTypes['FeeSchedule'], ParentType, ContextType>;
};

export type SetLimitsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetLimitsSuccess'] = ResolversParentTypes['SetLimitsSuccess']> = {
  limitSchedule?: Resolver<ResolversTypes['LimitSchedule'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  paymentStatusChanged?: SubscriptionResolver<ResolversTypes['PaymentStatusEvent'], "paymentStatusChanged", ParentType, ContextType, Partial<SubscriptionPaymentStatusChangedArgs>>;
};

export type TopUpAccountResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TopUpAccountResult'] = ResolversParentTypes['TopUpAccountResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InvalidAccount' | 'LimitExceeded' | 'PaymentBlocked' | 'PaymentDeclined' | 'ProviderNotEnabled' | 'TopUpAccountSuccess', ParentType, ContextType>;
};

export type TopUpAccountSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TopUpAccountSuccess'] = ResolversParentTypes['TopUpAccountSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountLimit?: AccountLimitResolvers<ContextType>;
  AmountTooSmall?: AmountTooSmallResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  CurrencyMismatch?: CurrencyMismatchResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  ExchangeSpread?: ExchangeSpreadResolvers<ContextType>;
  FeeBand?: FeeBandResolvers<ContextType>;
  FeeQuote?: FeeQuoteResolvers<ContextType>;
  FeeSchedule?: FeeScheduleResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InsufficientFunds?: InsufficientFundsResolvers<ContextType>;
  InvalidAccount?: InvalidAccountResolvers<ContextType>;
  LimitExceeded?: LimitExceededResolvers<ContextType>;
  LimitSchedule?: LimitScheduleResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentBlocked?: PaymentBlockedResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentDeclined?: PaymentDeclinedResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentStatusEvent?: PaymentStatusEventResolvers<ContextType>;
  PaymentTransition?: PaymentTransitionResolvers<ContextType>;
  ProviderNotEnabled?: ProviderNotEnabledResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuoteExpired?: QuoteExpiredResolvers<ContextType>;
  QuoteMismatch?: QuoteMismatchResolvers<ContextType>;
  QuoteUnknown?: QuoteUnknownResolvers<ContextType>;
  QuoteUsed?: QuoteUsedResolvers<ContextType>;
  RateUnavailable?: RateUnavailableResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  SendMoneyResult?: SendMoneyResultResolvers<ContextType>;
  SendMoneySuccess?: SendMoneySuccessResolvers<ContextType>;
  SetExchangeSpreadSuccess?: SetExchangeSpreadSuccessResolvers<ContextType>;
  SetFeeScheduleSuccess?: SetFeeScheduleSuccessResolvers<ContextType>;
  SetLimitsSuccess?: SetLimitsSuccessResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TopUpAccountResult?: TopUpAccountResultResolvers<ContextType>;
  TopUpAccountSuccess?: TopUpAccountSuccessResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
