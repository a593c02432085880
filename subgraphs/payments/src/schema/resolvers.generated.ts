import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { Payment as PaymentModel, PaymentTransition as PaymentTransitionModel } from '../domain/rules/payment.ts';
import type { AccountReference as AccountModel } from '../resolvers/references.ts';
import type { ForcedStatus as ForcedStatusModel } from '../domain/rules/forced-status.ts';
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

/** Which payment to call off. */
export type CancelPaymentInput = {
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of calling a payment off. */
export type CancelPaymentResult = CancelPaymentSuccess | PaymentNotReady;

/** It is CANCELLED; or where it has got to, when its provider was faster. */
export type CancelPaymentSuccess = {
  __typename?: 'CancelPaymentSuccess';
  /** The payment, as it is afterwards. */
  payment: Payment;
};

/** When the payee gets what the payer has. */
export type Capture =
  /** It is held until the payee takes it. */
  | 'ACCEPTANCE'
  /** At once. */
  | 'AUTOMATIC'
  /** It is held until the payee captures it, whole or in parts. */
  | 'MANUAL';

/** How much of which payment to capture. */
export type CapturePaymentInput = {
  /** How much, in minor units of the payment's currency; all that is left when left out. */
  amount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Whether what is left after it goes back to the payer. */
  isLast?: InputMaybe<Scalars['Boolean']['input']>;
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of capturing. */
export type CapturePaymentResult = CapturePaymentSuccess | CaptureTooLarge | IdempotencyKeyReused | PaymentNotReady;

/** It is captured: AUTHORIZED when something is still held, COMPLETED otherwise. */
export type CapturePaymentSuccess = {
  __typename?: 'CapturePaymentSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
};

/** More was asked for than is held. Nothing was done. Code: CAPTURE_TOO_LARGE. */
export type CaptureTooLarge = Refusal & {
  __typename?: 'CaptureTooLarge';
  /** How much can be captured. */
  capturable: Money;
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
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

/** Which proposal, and what. */
export type DecideForcedStatusInput = {
  /** What is decided. Nobody approves what they proposed; whoever proposed it can reject it. */
  decision: ForcedStatusDecision;
  /** The proposal, starts with fst_. */
  id: Scalars['ID']['input'];
};

/** The outcome of deciding. */
export type DecideForcedStatusResult = DecideForcedStatusSuccess | OwnProposal | PaymentNotReady | ProposalDecided;

/** It is decided. */
export type DecideForcedStatusSuccess = {
  __typename?: 'DecideForcedStatusSuccess';
  /** The proposal, decided. */
  forcedStatus: ForcedStatus;
  /** The payment, as it is afterwards. */
  payment: Payment;
};

/** Which request to decline. */
export type DeclineRequestInput = {
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of declining. */
export type DeclineRequestResult = DeclineRequestSuccess | PaymentNotReady;

/** It is CANCELLED. */
export type DeclineRequestSuccess = {
  __typename?: 'DeclineRequestSuccess';
  /** The payment, as it is afterwards. */
  payment: Payment;
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

/** What to say of which payment, and why. */
export type ForcePaymentStatusInput = {
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** What it shall become. */
  status: ForcedStatusTarget;
};

/** The outcome of proposing. */
export type ForcePaymentStatusResult = ForcePaymentStatusSuccess | PaymentNotReady | ProposalOpen;

/** It is proposed. */
export type ForcePaymentStatusSuccess = {
  __typename?: 'ForcePaymentStatusSuccess';
  /** The proposal, for another administrator to decide about. */
  forcedStatus: ForcedStatus;
};

/** A proposal to say what a provider did. */
export type ForcedStatus = {
  __typename?: 'ForcedStatus';
  /** When; null while nobody has. */
  decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** The administrator who decided; null while nobody has. */
  decidedById: Maybe<Scalars['ID']['output']>;
  /** What became of it; null while nobody has decided. */
  decision: Maybe<ForcedStatusDecision>;
  /** Opaque, starts with fst_. */
  id: Scalars['ID']['output'];
  /** The payment that waits. */
  payment: Payment;
  /** When. */
  proposedAt: Scalars['DateTime']['output'];
  /** The administrator who proposed it. */
  proposedById: Scalars['ID']['output'];
  /** Why, in words. */
  reason: Scalars['String']['output'];
  /** What it shall become. */
  to: ForcedStatusTarget;
};

/** A page of proposals. */
export type ForcedStatusConnection = {
  __typename?: 'ForcedStatusConnection';
  /** The proposals of the page, each with its cursor. */
  edges: Array<ForcedStatusEdge>;
  /** The proposals of the page. */
  nodes: Array<ForcedStatus>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** What can be decided about a proposal. */
export type ForcedStatusDecision =
  /** It is said. */
  | 'APPROVED'
  /** It is not. */
  | 'REJECTED';

/** A proposal in a list. */
export type ForcedStatusEdge = {
  __typename?: 'ForcedStatusEdge';
  /** Where the proposal stands in the list. */
  cursor: Scalars['String']['output'];
  /** The proposal. */
  node: ForcedStatus;
};

/** What a payment can be made to become. */
export type ForcedStatusTarget =
  /** As if the provider had done what it was asked. */
  | 'COMPLETED'
  /** As if the provider had declined. */
  | 'FAILED';

/** The idempotency key was used before with other content. Nothing was done. Code: IDEMPOTENCY_KEY_REUSED. */
export type IdempotencyKeyReused = Refusal & {
  __typename?: 'IdempotencyKeyReused';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What a vendor asks for. */
export type InitiatePaymentInput = {
  /** The caller's account that is to be paid. */
  accountId: Scalars['ID']['input'];
  /** How much, in the currency of the account. */
  amount: MoneyInput;
  /** Whether the money comes at once, or is held to be captured. ACCEPTANCE is for sending, not for selling. */
  capture?: InputMaybe<Capture>;
  /** For both sides to read, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Until when it can be paid, at most 90 days from now; 14 days when left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Who is to pay; anybody who knows the payment's id when left out. */
  from?: InputMaybe<PayerInput>;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Facts for programs, at most 20. */
  metadata?: InputMaybe<Array<PaymentFactInput>>;
};

/** The outcome of asking a customer for money. */
export type InitiatePaymentResult = CurrencyMismatch | IdempotencyKeyReused | InitiatePaymentSuccess | InvalidAccount;

/** The payment is PENDING until it is paid. */
export type InitiatePaymentSuccess = {
  __typename?: 'InitiatePaymentSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
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
  | 'SAME_ACCOUNT'
  /** Whoever asks and whoever is asked are the same person. */
  | 'SAME_PERSON';

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

/** Which of a vendor's payments to pay, from where. */
export type MakePaymentInput = {
  /** The caller's account that pays. */
  fromAccountId: Scalars['ID']['input'];
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of paying a vendor. */
export type MakePaymentResult = CurrencyMismatch | IdempotencyKeyReused | InsufficientFunds | InvalidAccount | LimitExceeded | MakePaymentSuccess | PaymentBlocked | PaymentNotReady;

/** It is COMPLETED, AUTHORIZED when it is to be captured, or on its way. */
export type MakePaymentSuccess = {
  __typename?: 'MakePaymentSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
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
  /** Whoever made a payment calls it off before its money has moved. Calling it off again changes nothing. */
  cancelPayment: CancelPaymentResult;
  /** The vendor captures what is held for them, whole or in parts. */
  capturePayment: CapturePaymentResult;
  /** Approves a proposal of another administrator, or rejects one. Approved, the payment goes on as if its provider had spoken. */
  decideForcedStatus: DecideForcedStatusResult;
  /** Says that the caller will not pay what they were asked for. */
  declineRequest: DeclineRequestResult;
  /**
   * Proposes what a payment shall become that waits for a word of its provider. Nothing happens before another administrator
   * has approved it.
   */
  forcePaymentStatus: ForcePaymentStatusResult;
  /** A vendor asks a customer, or whoever knows of it, for money. */
  initiatePayment: InitiatePaymentResult;
  /** A customer pays what a vendor asks for; with capture MANUAL it is held for the vendor. */
  makePayment: MakePaymentResult;
  /** Pays what the caller was asked for. */
  payRequest: PayRequestResult;
  /** The payee takes what was sent to them to be taken. Taking it again changes nothing. */
  receivePayment: ReceivePaymentResult;
  /** Gives back part of a payment that the caller got, or all that is left of it. What was charged on top of it stays. */
  refundPayment: RefundPaymentResult;
  /** Asks somebody for money. The payment waits until they pay, decline or the time is over. */
  requestMoney: RequestMoneyResult;
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
  /** Moves money between two accounts of the caller. */
  transfer: TransferResult;
  /** Changes what is written on a payment that waits to be paid. Only whoever made it can. */
  updatePayment: UpdatePaymentResult;
  /** The payee gives back what is held for them, or what is left of it. Giving it back again changes nothing. */
  voidPayment: VoidPaymentResult;
};


export type MutationCancelPaymentArgs = {
  input: CancelPaymentInput;
};


export type MutationCapturePaymentArgs = {
  input: CapturePaymentInput;
};


export type MutationDecideForcedStatusArgs = {
  input: DecideForcedStatusInput;
};


export type MutationDeclineRequestArgs = {
  input: DeclineRequestInput;
};


export type MutationForcePaymentStatusArgs = {
  input: ForcePaymentStatusInput;
};


export type MutationInitiatePaymentArgs = {
  input: InitiatePaymentInput;
};


export type MutationMakePaymentArgs = {
  input: MakePaymentInput;
};


export type MutationPayRequestArgs = {
  input: PayRequestInput;
};


export type MutationReceivePaymentArgs = {
  input: ReceivePaymentInput;
};


export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


export type MutationRequestMoneyArgs = {
  input: RequestMoneyInput;
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


export type MutationTransferArgs = {
  input: TransferInput;
};


export type MutationUpdatePaymentArgs = {
  input: UpdatePaymentInput;
};


export type MutationVoidPaymentArgs = {
  input: VoidPaymentInput;
};

/** Nobody approves what they have proposed themselves. Code: OWN_PROPOSAL. */
export type OwnProposal = Refusal & {
  __typename?: 'OwnProposal';
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

/** Which request to pay, from where. */
export type PayRequestInput = {
  /** The caller's account that pays. */
  fromAccountId: Scalars['ID']['input'];
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of paying a request. */
export type PayRequestResult = CurrencyMismatch | IdempotencyKeyReused | InsufficientFunds | InvalidAccount | LimitExceeded | PayRequestSuccess | PaymentBlocked | PaymentNotReady;

/** It is paid, or on its way. */
export type PayRequestSuccess = {
  __typename?: 'PayRequestSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
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

/** Who is asked: exactly one of the three. */
export type PayerInput = {
  /** Whose account this is, by id. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Whose account this is, by its ten-digit number. */
  accountNumber?: InputMaybe<Scalars['String']['input']>;
  /** A person, by e-mail address. */
  email?: InputMaybe<Scalars['String']['input']>;
};

/** A payer's intent to move money to a payee, and its life. */
export type Payment = {
  __typename?: 'Payment';
  /** Where the payer goes on, at the provider, while the payment is REQUIRES_ACTION; null otherwise, and to the other side. */
  actionUrl: Maybe<Scalars['String']['output']>;
  /** What the payee gets. */
  amount: Money;
  /** When the payee gets what the payer has. */
  capture: Capture;
  /** How much the payee has got so far. */
  captured: Money;
  /** When the payment was accepted. */
  createdAt: Scalars['DateTime']['output'];
  /** What the payer wrote about it. Null to the payee until the money has arrived. */
  description: Maybe<Scalars['String']['output']>;
  /** Until when it can be paid, captured or taken; null when nobody is waited for. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What the payer is charged on top. */
  fee: Money;
  /** Opaque, starts with pay_. */
  id: Scalars['ID']['output'];
  /** What moves the money. */
  kind: PaymentKind;
  /** Facts for programs, as whoever made it wrote them. */
  metadata: Array<PaymentFact>;
  /** The account that is paid; null when the money goes outside. */
  payee: Maybe<Account>;
  /** The account that pays; null when the money comes from outside. */
  payer: Maybe<Account>;
  /** How urgent the payer said it is. */
  priority: Priority;
  /** Why the payment failed or waits, as a stable code; null while there is nothing to say, and to the other side of it. */
  reason: Maybe<Scalars['String']['output']>;
  /** The payment that a REFUND gives back; null for every other kind. */
  refundOf: Maybe<Payment>;
  /** How much of it can still go back. */
  refundable: Money;
  /** How much of it refunds have given back, or are about to. */
  refunded: Money;
  /** What gives this payment back, oldest first. */
  refunds: Array<Payment>;
  /** Where the payment stands. */
  status: PaymentStatus;
  /** What it did or is doing to move money, oldest first. */
  transactions: Array<PaymentTransaction>;
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

/** A piece of an export. */
export type PaymentExportChunk = {
  __typename?: 'PaymentExportChunk';
  /** The next bytes of the file, UTF-8, in base64. Every piece is decoded by itself. */
  data: Scalars['String']['output'];
  /** Whether the file is complete with this piece. A stream that ends without is a file that is not. */
  isLast: Scalars['Boolean']['output'];
  /** How many payments the file will have. */
  totalPayments: Scalars['Int']['output'];
  /** How many payments are written so far. */
  writtenPayments: Scalars['Int']['output'];
};

/** A fact about a payment, for programs. */
export type PaymentFact = {
  __typename?: 'PaymentFact';
  /** What it is called. */
  key: Scalars['String']['output'];
  /** What it is. */
  value: Scalars['String']['output'];
};

/** A fact about a payment, for programs. */
export type PaymentFactInput = {
  /** What it is called: 1 to 40 letters, digits, dots, dashes or underscores; none twice. */
  key: Scalars['String']['input'];
  /** What it is: at most 500 characters. */
  value: Scalars['String']['input'];
};

/** Which changes to follow. */
export type PaymentFeedFilter = {
  /** Only of payments of one of these kinds. */
  kind?: InputMaybe<Array<PaymentKind>>;
  /** Only changes to one of these statuses. */
  to?: InputMaybe<Array<PaymentStatus>>;
};

/** Which payments to list. */
export type PaymentFilter = {
  /** Only those made from this moment on. */
  createdFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those made before this moment. */
  createdTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those in this currency. Amounts of different currencies do not compare. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Only those of one of these kinds. */
  kind?: InputMaybe<Array<PaymentKind>>;
  /** Only those of at most this amount, in minor units. */
  maxAmount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Only those of at least this amount, in minor units. */
  minAmount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** Only those with this account or user on either side. */
  party?: InputMaybe<Scalars['ID']['input']>;
  /** Only those with one of these statuses. */
  status?: InputMaybe<Array<PaymentStatus>>;
};

/** What a payment is for. */
export type PaymentKind =
  /** From an account to the outside, by a provider. */
  | 'PAYOUT'
  /** A vendor is paid by a customer. */
  | 'PURCHASE'
  /** Part of another payment goes back, or all of it. */
  | 'REFUND'
  /** Somebody is asked for money. */
  | 'REQUEST'
  /** From one account to somebody else's. */
  | 'SEND'
  /** From outside into an account, by a provider. */
  | 'TOP_UP'
  /** Between two accounts of one person. */
  | 'TRANSFER';

/** The payment is not where it would have to be. Nothing was done. Code: PAYMENT_NOT_READY. */
export type PaymentNotReady = Refusal & {
  __typename?: 'PaymentNotReady';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** Where it stands. */
  status: PaymentStatus;
};

/** What came of payments within a stretch of time. */
export type PaymentReport = {
  __typename?: 'PaymentReport';
  /** From this moment on. */
  from: Scalars['DateTime']['output'];
  /** By group, and by currency within each. */
  rows: Array<PaymentReportRow>;
  /** Before this moment. */
  to: Scalars['DateTime']['output'];
};

/** What makes a row of a report. */
export type PaymentReportGroup =
  /** The day on which a payment was made. */
  | 'DAY'
  /** The kind of payment. */
  | 'KIND'
  /** The month. */
  | 'MONTH'
  /** Where the payment stands. */
  | 'STATUS'
  /** The week, from Monday to Sunday. */
  | 'WEEK';

/** Which payments to report on, and how to sum them up. */
export type PaymentReportInput = {
  /** From this moment on. */
  from: Scalars['DateTime']['input'];
  /** What makes a row, besides the currency. */
  groupBy: PaymentReportGroup;
  /** Where days, weeks and months begin: a name of the IANA time zone database. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** Before this moment; at most 366 days later. */
  to: Scalars['DateTime']['input'];
};

/** What came of the payments of one group in one currency. */
export type PaymentReportRow = {
  __typename?: 'PaymentReportRow';
  /** What their payees got. */
  captured: Money;
  /** How many of them have brought their payee money. */
  completedCount: Scalars['Int']['output'];
  /** How many payments there are. */
  count: Scalars['Int']['output'];
  /** The currency. */
  currency: Scalars['CurrencyCode']['output'];
  /** How many of them ended without: failed, cancelled or expired. */
  failedCount: Scalars['Int']['output'];
  /** What was charged on top. */
  fees: Money;
  /** The group: a day, the Monday of a week or the first of a month as 2026-11-22, a kind, or a status. */
  group: Scalars['String']['output'];
  /** How much of that goes or went back. */
  refunded: Money;
};

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

/** One attempt to move money for a payment: an act of the ledger, or of a provider. */
export type PaymentTransaction = {
  __typename?: 'PaymentTransaction';
  /** How much it moves, reserves or gives back. */
  amount: Money;
  /** When it began. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque, starts with ptx_. */
  id: Scalars['ID']['output'];
  /** The provider's name for it; null as long as it has told none, and for an act of the ledger. */
  providerReference: Maybe<Scalars['String']['output']>;
  /** Why it failed, as a stable code; null while there is nothing to say, and to the other side of the payment. */
  reason: Maybe<Scalars['String']['output']>;
  /** Our name for it at the provider; null for an act of the ledger. */
  reference: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  status: PaymentTransactionStatus;
  /** What it does. */
  type: PaymentTransactionType;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Where an attempt to move money stands. */
export type PaymentTransactionStatus =
  /** Nothing was moved. */
  | 'FAILED'
  /** Begun, and not known to have ended. */
  | 'PENDING'
  /** Done. */
  | 'SUCCEEDED';

/** What an attempt to move money does. */
export type PaymentTransactionType =
  /** Moves what is reserved to the payee. */
  | 'CAPTURE'
  /** A provider brings money in. */
  | 'CHARGE'
  /** Reserves money of the payer. */
  | 'HOLD'
  /** Moves money within the house. */
  | 'POST'
  /** A provider gives back what it has brought in. */
  | 'REFUND'
  /** A provider pays money out. */
  | 'TRANSFER'
  /** Gives back what is reserved. */
  | 'VOID';

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

/** Somebody has decided about it before. Code: PROPOSAL_DECIDED. */
export type ProposalDecided = Refusal & {
  __typename?: 'ProposalDecided';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** There is a proposal for this payment that nobody has decided about. Code: PROPOSAL_OPEN. */
export type ProposalOpen = Refusal & {
  __typename?: 'ProposalOpen';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** An outside system that moves money. */
export type ProviderName =
  /** Flutterwave: cards, banks and mobile money of Africa. In NGN, USD and EUR. */
  | 'FLUTTERWAVE'
  /** Paystack: cards and banks of Nigeria, Ghana, South Africa and Kenya. In NGN and USD. */
  | 'PAYSTACK'
  /** The built-in provider that decides by the amount's last two digits; see the simulator's page. */
  | 'SIMULATOR'
  /** Stripe: cards that it holds already. In USD, EUR, NGN, JPY and KWD. */
  | 'STRIPE';

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
  /** What was proposed to be said of providers that do not speak, newest first. */
  forcedStatuses: ForcedStatusConnection;
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
  /** The payments that the caller is party to, newest first: `payments` for oneself, for administrators too. */
  paymentHistory: PaymentConnection;
  /**
   * What came of the payments that were made within a stretch of time: for a vendor, of those to their accounts; for an
   * administrator, of all. Nothing is converted: each currency has rows of its own.
   */
  paymentReport: PaymentReport;
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


export type QueryForcedStatusesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
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


export type QueryPaymentHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPaymentReportArgs = {
  input: PaymentReportInput;
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

/** Which payment to take. */
export type ReceivePaymentInput = {
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of taking a payment. */
export type ReceivePaymentResult = PaymentNotReady | ReceivePaymentSuccess;

/** The money is the payee's, or on its way. */
export type ReceivePaymentSuccess = {
  __typename?: 'ReceivePaymentSuccess';
  /** The payment, as it is afterwards. */
  payment: Payment;
};

/** How much of which payment to give back, and why. */
export type RefundPaymentInput = {
  /** How much, in minor units of the payment's currency; all that is left when left out. */
  amount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
  /** For both sides to read, at most 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** The outcome of a refund. */
export type RefundPaymentResult = IdempotencyKeyReused | InsufficientFunds | PaymentNotReady | RefundPaymentSuccess | RefundTooLarge;

/** The refund was accepted: a payment of its own, of kind REFUND. */
export type RefundPaymentSuccess = {
  __typename?: 'RefundPaymentSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
};

/** More was asked for than is left. Nothing was done. Code: REFUND_TOO_LARGE. */
export type RefundTooLarge = Refusal & {
  __typename?: 'RefundTooLarge';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** How much can still go back. */
  refundable: Money;
};

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Whom to ask for how much. */
export type RequestMoneyInput = {
  /** The caller's account that is to be paid. */
  accountId: Scalars['ID']['input'];
  /** How much, in the currency of the account. */
  amount: MoneyInput;
  /** For both sides to read, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Until when it can be paid, at most 90 days from now; 14 days when left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Who is asked. */
  from: PayerInput;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Facts for programs, at most 20. */
  metadata?: InputMaybe<Array<PaymentFactInput>>;
};

/** The outcome of asking for money. */
export type RequestMoneyResult = CurrencyMismatch | IdempotencyKeyReused | InvalidAccount | RequestMoneySuccess;

/** They are asked; the payment is PENDING until they answer. */
export type RequestMoneySuccess = {
  __typename?: 'RequestMoneySuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
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
  /** Facts for programs, at most 20. */
  metadata?: InputMaybe<Array<PaymentFactInput>>;
  /** Whether the money is held until the payee takes it with `receivePayment`; after seven days it goes back. */
  needsAcceptance?: InputMaybe<Scalars['Boolean']['input']>;
  /** How urgent it is. */
  priority?: InputMaybe<Priority>;
  /** A quote of `quoteFee` for this very payment: its fee holds, whatever has become of fees since. Used once. */
  quoteId?: InputMaybe<Scalars['ID']['input']>;
  /** Who is paid. */
  to: PayeeInput;
};

/** The outcome of sending money. */
export type SendMoneyResult = CurrencyMismatch | IdempotencyKeyReused | InsufficientFunds | InvalidAccount | LimitExceeded | PaymentBlocked | QuoteExpired | QuoteMismatch | QuoteUnknown | QuoteUsed | SendMoneySuccess;

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
   * The payments that `payments` lists with this filter as a CSV file, newest first, in pieces to be put together in order.
   * Payments that are made meanwhile are not in it.
   */
  exportPayments: PaymentExportChunk;
  /** Each status that a payment takes that the caller is party to, once and in order. */
  myPayments: PaymentStatusEvent;
  /**
   * Each status that payments take, once and in order: for a vendor, of payments to their accounts; for an administrator, of
   * all.
   */
  paymentFeed: PaymentStatusEvent;
  /**
   * Each status that a payment takes, once and in order. With `paymentId` from the payment's beginning; with `accountId`, or
   * with neither (every payment that the caller is party to, all payments for administrators), from now on. With `after`
   * from the event that follows the cursor, without a gap.
   */
  paymentStatusChanged: PaymentStatusEvent;
};


export type SubscriptionExportPaymentsArgs = {
  filter?: InputMaybe<PaymentFilter>;
};


export type SubscriptionMyPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionPaymentFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PaymentFeedFilter>;
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

/** What to move between two accounts of the caller. */
export type TransferInput = {
  /** How much, in the currency of both accounts. */
  amount: MoneyInput;
  /** At most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The account that pays. */
  fromAccountId: Scalars['ID']['input'];
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** The account that is paid. */
  toAccountId: Scalars['ID']['input'];
};

/** The outcome of moving money between two accounts. */
export type TransferResult = CurrencyMismatch | IdempotencyKeyReused | InsufficientFunds | InvalidAccount | LimitExceeded | TransferSuccess;

/** The payment was accepted; its status says how far it has come, COMPLETED as a rule. */
export type TransferSuccess = {
  __typename?: 'TransferSuccess';
  /** The payment, as it was when it was first answered. */
  payment: Payment;
  /** Whether this answer was given before, for the same idempotency key. */
  replayed: Scalars['Boolean']['output'];
};

/** What to write on a payment. What is left out stays; null empties. */
export type UpdatePaymentInput = {
  /** For both sides to read, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Facts for programs, at most 20, in place of those that are there. */
  metadata?: InputMaybe<Array<PaymentFactInput>>;
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of changing what is written on a payment. */
export type UpdatePaymentResult = PaymentNotReady | UpdatePaymentSuccess;

/** It is changed. */
export type UpdatePaymentSuccess = {
  __typename?: 'UpdatePaymentSuccess';
  /** The payment, as it is afterwards. */
  payment: Payment;
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

/** Which payment to give back. */
export type VoidPaymentInput = {
  /** The payment, starts with pay_. */
  paymentId: Scalars['ID']['input'];
};

/** The outcome of giving back what is held. */
export type VoidPaymentResult = PaymentNotReady | VoidPaymentSuccess;

/** It is CANCELLED, or COMPLETED with what was captured before. */
export type VoidPaymentSuccess = {
  __typename?: 'VoidPaymentSuccess';
  /** The payment, as it is afterwards. */
  payment: Payment;
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
  CancelPaymentResult:
    | ( Omit<CancelPaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentNotReady )
  ;
  CapturePaymentResult:
    | ( Omit<CapturePaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<CaptureTooLarge, 'capturable'> & { capturable: _RefType['Money'] } )
    | ( IdempotencyKeyReused )
    | ( PaymentNotReady )
  ;
  DecideForcedStatusResult:
    | ( Omit<DecideForcedStatusSuccess, 'forcedStatus' | 'payment'> & { forcedStatus: _RefType['ForcedStatus'], payment: _RefType['Payment'] } )
    | ( OwnProposal )
    | ( PaymentNotReady )
    | ( ProposalDecided )
  ;
  DeclineRequestResult:
    | ( Omit<DeclineRequestSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentNotReady )
  ;
  ForcePaymentStatusResult:
    | ( Omit<ForcePaymentStatusSuccess, 'forcedStatus'> & { forcedStatus: _RefType['ForcedStatus'] } )
    | ( PaymentNotReady )
    | ( ProposalOpen )
  ;
  InitiatePaymentResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InitiatePaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( InvalidAccount )
  ;
  MakePaymentResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( Omit<MakePaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentBlocked )
    | ( PaymentNotReady )
  ;
  PayRequestResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( Omit<PayRequestSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentBlocked )
    | ( PaymentNotReady )
  ;
  ReceivePaymentResult:
    | ( PaymentNotReady )
    | ( Omit<ReceivePaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
  RefundPaymentResult:
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( PaymentNotReady )
    | ( Omit<RefundPaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
  ;
  RequestMoneyResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( InvalidAccount )
    | ( Omit<RequestMoneySuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
  SendMoneyResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( PaymentBlocked )
    | ( QuoteExpired )
    | ( QuoteMismatch )
    | ( QuoteUnknown )
    | ( QuoteUsed )
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
  TransferResult:
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( Omit<TransferSuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
  UpdatePaymentResult:
    | ( PaymentNotReady )
    | ( Omit<UpdatePaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
  VoidPaymentResult:
    | ( PaymentNotReady )
    | ( Omit<VoidPaymentSuccess, 'payment'> & { payment: _RefType['Payment'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( Omit<AmountTooSmall, 'least'> & { least: _RefType['Money'] } )
    | ( Omit<CaptureTooLarge, 'capturable'> & { capturable: _RefType['Money'] } )
    | ( CurrencyMismatch )
    | ( IdempotencyKeyReused )
    | ( Omit<InsufficientFunds, 'available'> & { available: _RefType['Money'] } )
    | ( InvalidAccount )
    | ( Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: _RefType['Money'], remaining: _RefType['Money'] } )
    | ( OwnProposal )
    | ( PaymentBlocked )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentNotReady )
    | ( ProposalDecided )
    | ( ProposalOpen )
    | ( ProviderNotEnabled )
    | ( QuoteExpired )
    | ( QuoteMismatch )
    | ( QuoteUnknown )
    | ( QuoteUsed )
    | ( RateUnavailable )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
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
  CancelPaymentInput: CancelPaymentInput;
  CancelPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelPaymentResult']>;
  CancelPaymentSuccess: ResolverTypeWrapper<Omit<CancelPaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  Capture: Capture;
  CapturePaymentInput: CapturePaymentInput;
  CapturePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CapturePaymentResult']>;
  CapturePaymentSuccess: ResolverTypeWrapper<Omit<CapturePaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  CaptureTooLarge: ResolverTypeWrapper<Omit<CaptureTooLarge, 'capturable'> & { capturable: ResolversTypes['Money'] }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CurrencyMismatch: ResolverTypeWrapper<CurrencyMismatch>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DecideForcedStatusInput: DecideForcedStatusInput;
  DecideForcedStatusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DecideForcedStatusResult']>;
  DecideForcedStatusSuccess: ResolverTypeWrapper<Omit<DecideForcedStatusSuccess, 'forcedStatus' | 'payment'> & { forcedStatus: ResolversTypes['ForcedStatus'], payment: ResolversTypes['Payment'] }>;
  DeclineRequestInput: DeclineRequestInput;
  DeclineRequestResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeclineRequestResult']>;
  DeclineRequestSuccess: ResolverTypeWrapper<Omit<DeclineRequestSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  ExchangeSpread: ResolverTypeWrapper<ExchangeSpread>;
  FeeBand: ResolverTypeWrapper<Omit<FeeBand, 'fixed' | 'from' | 'maximum' | 'minimum'> & { fixed: ResolversTypes['Money'], from: ResolversTypes['Money'], maximum?: Maybe<ResolversTypes['Money']>, minimum: ResolversTypes['Money'] }>;
  FeeBandInput: FeeBandInput;
  FeeKind: FeeKind;
  FeeQuote: ResolverTypeWrapper<Omit<FeeQuote, 'fee' | 'payeeAmount' | 'total'> & { fee: ResolversTypes['Money'], payeeAmount: ResolversTypes['Money'], total: ResolversTypes['Money'] }>;
  FeeSchedule: ResolverTypeWrapper<Omit<FeeSchedule, 'bands'> & { bands: Array<ResolversTypes['FeeBand']> }>;
  ForcePaymentStatusInput: ForcePaymentStatusInput;
  ForcePaymentStatusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ForcePaymentStatusResult']>;
  ForcePaymentStatusSuccess: ResolverTypeWrapper<Omit<ForcePaymentStatusSuccess, 'forcedStatus'> & { forcedStatus: ResolversTypes['ForcedStatus'] }>;
  ForcedStatus: ResolverTypeWrapper<ForcedStatusModel>;
  ForcedStatusConnection: ResolverTypeWrapper<Omit<ForcedStatusConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ForcedStatusEdge']>, nodes: Array<ResolversTypes['ForcedStatus']> }>;
  ForcedStatusDecision: ForcedStatusDecision;
  ForcedStatusEdge: ResolverTypeWrapper<Omit<ForcedStatusEdge, 'node'> & { node: ResolversTypes['ForcedStatus'] }>;
  ForcedStatusTarget: ForcedStatusTarget;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InitiatePaymentInput: InitiatePaymentInput;
  InitiatePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['InitiatePaymentResult']>;
  InitiatePaymentSuccess: ResolverTypeWrapper<Omit<InitiatePaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  InsufficientFunds: ResolverTypeWrapper<Omit<InsufficientFunds, 'available'> & { available: ResolversTypes['Money'] }>;
  InvalidAccount: ResolverTypeWrapper<InvalidAccount>;
  InvalidAccountReason: InvalidAccountReason;
  LimitDirection: LimitDirection;
  LimitExceeded: ResolverTypeWrapper<Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: ResolversTypes['Money'], remaining: ResolversTypes['Money'] }>;
  LimitSchedule: ResolverTypeWrapper<Omit<LimitSchedule, 'perDay' | 'perMonth' | 'perPayment'> & { perDay?: Maybe<ResolversTypes['Money']>, perMonth?: Maybe<ResolversTypes['Money']>, perPayment?: Maybe<ResolversTypes['Money']> }>;
  LimitWindow: LimitWindow;
  MakePaymentInput: MakePaymentInput;
  MakePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MakePaymentResult']>;
  MakePaymentSuccess: ResolverTypeWrapper<Omit<MakePaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OwnProposal: ResolverTypeWrapper<OwnProposal>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayRequestInput: PayRequestInput;
  PayRequestResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayRequestResult']>;
  PayRequestSuccess: ResolverTypeWrapper<Omit<PayRequestSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PayeeInput: PayeeInput;
  PayerInput: PayerInput;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PaymentBlocked: ResolverTypeWrapper<PaymentBlocked>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PaymentEdge']>, nodes: Array<ResolversTypes['Payment']> }>;
  PaymentDeclined: ResolverTypeWrapper<Omit<PaymentDeclined, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentExportChunk: ResolverTypeWrapper<PaymentExportChunk>;
  PaymentFact: ResolverTypeWrapper<PaymentFact>;
  PaymentFactInput: PaymentFactInput;
  PaymentFeedFilter: PaymentFeedFilter;
  PaymentFilter: PaymentFilter;
  PaymentKind: PaymentKind;
  PaymentNotReady: ResolverTypeWrapper<PaymentNotReady>;
  PaymentReport: ResolverTypeWrapper<Omit<PaymentReport, 'rows'> & { rows: Array<ResolversTypes['PaymentReportRow']> }>;
  PaymentReportGroup: PaymentReportGroup;
  PaymentReportInput: PaymentReportInput;
  PaymentReportRow: ResolverTypeWrapper<Omit<PaymentReportRow, 'captured' | 'fees' | 'refunded'> & { captured: ResolversTypes['Money'], fees: ResolversTypes['Money'], refunded: ResolversTypes['Money'] }>;
  PaymentStatus: PaymentStatus;
  PaymentStatusEvent: ResolverTypeWrapper<Omit<PaymentStatusEvent, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentTransaction: ResolverTypeWrapper<Omit<PaymentTransaction, 'amount'> & { amount: ResolversTypes['Money'] }>;
  PaymentTransactionStatus: PaymentTransactionStatus;
  PaymentTransactionType: PaymentTransactionType;
  PaymentTransition: ResolverTypeWrapper<PaymentTransitionModel>;
  Priority: Priority;
  ProposalDecided: ResolverTypeWrapper<ProposalDecided>;
  ProposalOpen: ResolverTypeWrapper<ProposalOpen>;
  ProviderName: ProviderName;
  ProviderNotEnabled: ResolverTypeWrapper<ProviderNotEnabled>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuoteExpired: ResolverTypeWrapper<QuoteExpired>;
  QuoteFeeInput: QuoteFeeInput;
  QuoteMismatch: ResolverTypeWrapper<QuoteMismatch>;
  QuoteUnknown: ResolverTypeWrapper<QuoteUnknown>;
  QuoteUsed: ResolverTypeWrapper<QuoteUsed>;
  RateUnavailable: ResolverTypeWrapper<RateUnavailable>;
  ReceivePaymentInput: ReceivePaymentInput;
  ReceivePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReceivePaymentResult']>;
  ReceivePaymentSuccess: ResolverTypeWrapper<Omit<ReceivePaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundPaymentResult']>;
  RefundPaymentSuccess: ResolverTypeWrapper<Omit<RefundPaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  RefundTooLarge: ResolverTypeWrapper<Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversTypes['Money'] }>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  RequestMoneyInput: RequestMoneyInput;
  RequestMoneyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RequestMoneyResult']>;
  RequestMoneySuccess: ResolverTypeWrapper<Omit<RequestMoneySuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
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
  TransferInput: TransferInput;
  TransferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TransferResult']>;
  TransferSuccess: ResolverTypeWrapper<Omit<TransferSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  UpdatePaymentInput: UpdatePaymentInput;
  UpdatePaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdatePaymentResult']>;
  UpdatePaymentSuccess: ResolverTypeWrapper<Omit<UpdatePaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  ViewerInput: ViewerInput;
  VoidPaymentInput: VoidPaymentInput;
  VoidPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VoidPaymentResult']>;
  VoidPaymentSuccess: ResolverTypeWrapper<Omit<VoidPaymentSuccess, 'payment'> & { payment: ResolversTypes['Payment'] }>;
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
  CancelPaymentInput: CancelPaymentInput;
  CancelPaymentResult: ResolversUnionTypes<ResolversParentTypes>['CancelPaymentResult'];
  CancelPaymentSuccess: Omit<CancelPaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  CapturePaymentInput: CapturePaymentInput;
  CapturePaymentResult: ResolversUnionTypes<ResolversParentTypes>['CapturePaymentResult'];
  CapturePaymentSuccess: Omit<CapturePaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  CaptureTooLarge: Omit<CaptureTooLarge, 'capturable'> & { capturable: ResolversParentTypes['Money'] };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CurrencyMismatch: CurrencyMismatch;
  DateTime: Scalars['DateTime']['output'];
  DecideForcedStatusInput: DecideForcedStatusInput;
  DecideForcedStatusResult: ResolversUnionTypes<ResolversParentTypes>['DecideForcedStatusResult'];
  DecideForcedStatusSuccess: Omit<DecideForcedStatusSuccess, 'forcedStatus' | 'payment'> & { forcedStatus: ResolversParentTypes['ForcedStatus'], payment: ResolversParentTypes['Payment'] };
  DeclineRequestInput: DeclineRequestInput;
  DeclineRequestResult: ResolversUnionTypes<ResolversParentTypes>['DeclineRequestResult'];
  DeclineRequestSuccess: Omit<DeclineRequestSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  ExchangeSpread: ExchangeSpread;
  FeeBand: Omit<FeeBand, 'fixed' | 'from' | 'maximum' | 'minimum'> & { fixed: ResolversParentTypes['Money'], from: ResolversParentTypes['Money'], maximum?: Maybe<ResolversParentTypes['Money']>, minimum: ResolversParentTypes['Money'] };
  FeeBandInput: FeeBandInput;
  FeeQuote: Omit<FeeQuote, 'fee' | 'payeeAmount' | 'total'> & { fee: ResolversParentTypes['Money'], payeeAmount: ResolversParentTypes['Money'], total: ResolversParentTypes['Money'] };
  FeeSchedule: Omit<FeeSchedule, 'bands'> & { bands: Array<ResolversParentTypes['FeeBand']> };
  ForcePaymentStatusInput: ForcePaymentStatusInput;
  ForcePaymentStatusResult: ResolversUnionTypes<ResolversParentTypes>['ForcePaymentStatusResult'];
  ForcePaymentStatusSuccess: Omit<ForcePaymentStatusSuccess, 'forcedStatus'> & { forcedStatus: ResolversParentTypes['ForcedStatus'] };
  ForcedStatus: ForcedStatusModel;
  ForcedStatusConnection: Omit<ForcedStatusConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ForcedStatusEdge']>, nodes: Array<ResolversParentTypes['ForcedStatus']> };
  ForcedStatusEdge: Omit<ForcedStatusEdge, 'node'> & { node: ResolversParentTypes['ForcedStatus'] };
  IdempotencyKeyReused: IdempotencyKeyReused;
  InitiatePaymentInput: InitiatePaymentInput;
  InitiatePaymentResult: ResolversUnionTypes<ResolversParentTypes>['InitiatePaymentResult'];
  InitiatePaymentSuccess: Omit<InitiatePaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  InsufficientFunds: Omit<InsufficientFunds, 'available'> & { available: ResolversParentTypes['Money'] };
  InvalidAccount: InvalidAccount;
  LimitExceeded: Omit<LimitExceeded, 'limit' | 'remaining'> & { limit: ResolversParentTypes['Money'], remaining: ResolversParentTypes['Money'] };
  LimitSchedule: Omit<LimitSchedule, 'perDay' | 'perMonth' | 'perPayment'> & { perDay?: Maybe<ResolversParentTypes['Money']>, perMonth?: Maybe<ResolversParentTypes['Money']>, perPayment?: Maybe<ResolversParentTypes['Money']> };
  MakePaymentInput: MakePaymentInput;
  MakePaymentResult: ResolversUnionTypes<ResolversParentTypes>['MakePaymentResult'];
  MakePaymentSuccess: Omit<MakePaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  OwnProposal: OwnProposal;
  PageInfo: PageInfo;
  PayRequestInput: PayRequestInput;
  PayRequestResult: ResolversUnionTypes<ResolversParentTypes>['PayRequestResult'];
  PayRequestSuccess: Omit<PayRequestSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PayeeInput: PayeeInput;
  PayerInput: PayerInput;
  Payment: PaymentModel;
  PaymentBlocked: PaymentBlocked;
  PaymentConnection: Omit<PaymentConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PaymentEdge']>, nodes: Array<ResolversParentTypes['Payment']> };
  PaymentDeclined: Omit<PaymentDeclined, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentExportChunk: PaymentExportChunk;
  PaymentFact: PaymentFact;
  PaymentFactInput: PaymentFactInput;
  PaymentFeedFilter: PaymentFeedFilter;
  PaymentFilter: PaymentFilter;
  PaymentNotReady: PaymentNotReady;
  PaymentReport: Omit<PaymentReport, 'rows'> & { rows: Array<ResolversParentTypes['PaymentReportRow']> };
  PaymentReportInput: PaymentReportInput;
  PaymentReportRow: Omit<PaymentReportRow, 'captured' | 'fees' | 'refunded'> & { captured: ResolversParentTypes['Money'], fees: ResolversParentTypes['Money'], refunded: ResolversParentTypes['Money'] };
  PaymentStatusEvent: Omit<PaymentStatusEvent, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentTransaction: Omit<PaymentTransaction, 'amount'> & { amount: ResolversParentTypes['Money'] };
  PaymentTransition: PaymentTransitionModel;
  ProposalDecided: ProposalDecided;
  ProposalOpen: ProposalOpen;
  ProviderNotEnabled: ProviderNotEnabled;
  Query: Record<PropertyKey, never>;
  QuoteExpired: QuoteExpired;
  QuoteFeeInput: QuoteFeeInput;
  QuoteMismatch: QuoteMismatch;
  QuoteUnknown: QuoteUnknown;
  QuoteUsed: QuoteUsed;
  RateUnavailable: RateUnavailable;
  ReceivePaymentInput: ReceivePaymentInput;
  ReceivePaymentResult: ResolversUnionTypes<ResolversParentTypes>['ReceivePaymentResult'];
  ReceivePaymentSuccess: Omit<ReceivePaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentResult: ResolversUnionTypes<ResolversParentTypes>['RefundPaymentResult'];
  RefundPaymentSuccess: Omit<RefundPaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  RefundTooLarge: Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversParentTypes['Money'] };
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  RequestMoneyInput: RequestMoneyInput;
  RequestMoneyResult: ResolversUnionTypes<ResolversParentTypes>['RequestMoneyResult'];
  RequestMoneySuccess: Omit<RequestMoneySuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
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
  TransferInput: TransferInput;
  TransferResult: ResolversUnionTypes<ResolversParentTypes>['TransferResult'];
  TransferSuccess: Omit<TransferSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  UpdatePaymentInput: UpdatePaymentInput;
  UpdatePaymentResult: ResolversUnionTypes<ResolversParentTypes>['UpdatePaymentResult'];
  UpdatePaymentSuccess: Omit<UpdatePaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  ViewerInput: ViewerInput;
  VoidPaymentInput: VoidPaymentInput;
  VoidPaymentResult: ResolversUnionTypes<ResolversParentTypes>['VoidPaymentResult'];
  VoidPaymentSuccess: Omit<VoidPaymentSuccess, 'payment'> & { payment: ResolversParentTypes['Payment'] };
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

export type CancelPaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelPaymentResult'] = ResolversParentTypes['CancelPaymentResult']> = {
  __resolveType: TypeResolveFn<'CancelPaymentSuccess' | 'PaymentNotReady', ParentType, ContextType>;
};

export type CancelPaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelPaymentSuccess'] = ResolversParentTypes['CancelPaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CapturePaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CapturePaymentResult'] = ResolversParentTypes['CapturePaymentResult']> = {
  __resolveType: TypeResolveFn<'CapturePaymentSuccess' | 'CaptureTooLarge' | 'IdempotencyKeyReused' | 'PaymentNotReady', ParentType, ContextType>;
};

export type CapturePaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CapturePaymentSuccess'] = ResolversParentTypes['CapturePaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaptureTooLargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaptureTooLarge'] = ResolversParentTypes['CaptureTooLarge']> = {
  capturable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type DecideForcedStatusResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideForcedStatusResult'] = ResolversParentTypes['DecideForcedStatusResult']> = {
  __resolveType: TypeResolveFn<'DecideForcedStatusSuccess' | 'OwnProposal' | 'PaymentNotReady' | 'ProposalDecided', ParentType, ContextType>;
};

export type DecideForcedStatusSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DecideForcedStatusSuccess'] = ResolversParentTypes['DecideForcedStatusSuccess']> = {
  forcedStatus?: Resolver<ResolversTypes['ForcedStatus'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeclineRequestResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclineRequestResult'] = ResolversParentTypes['DeclineRequestResult']> = {
  __resolveType: TypeResolveFn<'DeclineRequestSuccess' | 'PaymentNotReady', ParentType, ContextType>;
};

export type DeclineRequestSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclineRequestSuccess'] = ResolversParentTypes['DeclineRequestSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

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

export type ForcePaymentStatusResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForcePaymentStatusResult'] = ResolversParentTypes['ForcePaymentStatusResult']> = {
  __resolveType: TypeResolveFn<'ForcePaymentStatusSuccess' | 'PaymentNotReady' | 'ProposalOpen', ParentType, ContextType>;
};

export type ForcePaymentStatusSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForcePaymentStatusSuccess'] = ResolversParentTypes['ForcePaymentStatusSuccess']> = {
  forcedStatus?: Resolver<ResolversTypes['ForcedStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ForcedStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForcedStatus'] = ResolversParentTypes['ForcedStatus']> = {
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedById?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['ForcedStatusDecision']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  proposedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  proposedById?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ForcedStatusTarget'], ParentType, ContextType>;
};

export type ForcedStatusConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForcedStatusConnection'] = ResolversParentTypes['ForcedStatusConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ForcedStatusEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ForcedStatus']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ForcedStatusEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ForcedStatusEdge'] = ResolversParentTypes['ForcedStatusEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ForcedStatus'], ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InitiatePaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InitiatePaymentResult'] = ResolversParentTypes['InitiatePaymentResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InitiatePaymentSuccess' | 'InvalidAccount', ParentType, ContextType>;
};

export type InitiatePaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InitiatePaymentSuccess'] = ResolversParentTypes['InitiatePaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type MakePaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MakePaymentResult'] = ResolversParentTypes['MakePaymentResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'MakePaymentSuccess' | 'PaymentBlocked' | 'PaymentNotReady', ParentType, ContextType>;
};

export type MakePaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MakePaymentSuccess'] = ResolversParentTypes['MakePaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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
  cancelPayment?: Resolver<ResolversTypes['CancelPaymentResult'], ParentType, ContextType, RequireFields<MutationCancelPaymentArgs, 'input'>>;
  capturePayment?: Resolver<ResolversTypes['CapturePaymentResult'], ParentType, ContextType, RequireFields<MutationCapturePaymentArgs, 'input'>>;
  decideForcedStatus?: Resolver<ResolversTypes['DecideForcedStatusResult'], ParentType, ContextType, RequireFields<MutationDecideForcedStatusArgs, 'input'>>;
  declineRequest?: Resolver<ResolversTypes['DeclineRequestResult'], ParentType, ContextType, RequireFields<MutationDeclineRequestArgs, 'input'>>;
  forcePaymentStatus?: Resolver<ResolversTypes['ForcePaymentStatusResult'], ParentType, ContextType, RequireFields<MutationForcePaymentStatusArgs, 'input'>>;
  initiatePayment?: Resolver<ResolversTypes['InitiatePaymentResult'], ParentType, ContextType, RequireFields<MutationInitiatePaymentArgs, 'input'>>;
  makePayment?: Resolver<ResolversTypes['MakePaymentResult'], ParentType, ContextType, RequireFields<MutationMakePaymentArgs, 'input'>>;
  payRequest?: Resolver<ResolversTypes['PayRequestResult'], ParentType, ContextType, RequireFields<MutationPayRequestArgs, 'input'>>;
  receivePayment?: Resolver<ResolversTypes['ReceivePaymentResult'], ParentType, ContextType, RequireFields<MutationReceivePaymentArgs, 'input'>>;
  refundPayment?: Resolver<ResolversTypes['RefundPaymentResult'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  requestMoney?: Resolver<ResolversTypes['RequestMoneyResult'], ParentType, ContextType, RequireFields<MutationRequestMoneyArgs, 'input'>>;
  sendMoney?: Resolver<ResolversTypes['SendMoneyResult'], ParentType, ContextType, RequireFields<MutationSendMoneyArgs, 'input'>>;
  setExchangeSpread?: Resolver<ResolversTypes['SetExchangeSpreadSuccess'], ParentType, ContextType, RequireFields<MutationSetExchangeSpreadArgs, 'input'>>;
  setFeeSchedule?: Resolver<ResolversTypes['SetFeeScheduleSuccess'], ParentType, ContextType, RequireFields<MutationSetFeeScheduleArgs, 'input'>>;
  setLimits?: Resolver<ResolversTypes['SetLimitsSuccess'], ParentType, ContextType, RequireFields<MutationSetLimitsArgs, 'input'>>;
  topUpAccount?: Resolver<ResolversTypes['TopUpAccountResult'], ParentType, ContextType, RequireFields<MutationTopUpAccountArgs, 'input'>>;
  transfer?: Resolver<ResolversTypes['TransferResult'], ParentType, ContextType, RequireFields<MutationTransferArgs, 'input'>>;
  updatePayment?: Resolver<ResolversTypes['UpdatePaymentResult'], ParentType, ContextType, RequireFields<MutationUpdatePaymentArgs, 'input'>>;
  voidPayment?: Resolver<ResolversTypes['VoidPaymentResult'], ParentType, ContextType, RequireFields<MutationVoidPaymentArgs, 'input'>>;
};

export type OwnProposalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnProposal'] = ResolversParentTypes['OwnProposal']> = {
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

export type PayRequestResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayRequestResult'] = ResolversParentTypes['PayRequestResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'PayRequestSuccess' | 'PaymentBlocked' | 'PaymentNotReady', ParentType, ContextType>;
};

export type PayRequestSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayRequestSuccess'] = ResolversParentTypes['PayRequestSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  capture?: Resolver<ResolversTypes['Capture'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentKind'], ParentType, ContextType>;
  metadata?: Resolver<Array<ResolversTypes['PaymentFact']>, ParentType, ContextType>;
  payee?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refundOf?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  transactions?: Resolver<Array<ResolversTypes['PaymentTransaction']>, ParentType, ContextType>;
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

export type PaymentExportChunkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentExportChunk'] = ResolversParentTypes['PaymentExportChunk']> = {
  data?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isLast?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  totalPayments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  writtenPayments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentFactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentFact'] = ResolversParentTypes['PaymentFact']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PaymentNotReadyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentNotReady'] = ResolversParentTypes['PaymentNotReady']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentReport'] = ResolversParentTypes['PaymentReport']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['PaymentReportRow']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentReportRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentReportRow'] = ResolversParentTypes['PaymentReportRow']> = {
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  completedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  failedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fees?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PaymentStatusEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentStatusEvent'] = ResolversParentTypes['PaymentStatusEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['PaymentStatus']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PaymentTransactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentTransaction'] = ResolversParentTypes['PaymentTransaction']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  providerReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentTransactionStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['PaymentTransactionType'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentTransition'] = ResolversParentTypes['PaymentTransition']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['PaymentStatus']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type ProposalDecidedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProposalDecided'] = ResolversParentTypes['ProposalDecided']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProposalOpenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProposalOpen'] = ResolversParentTypes['ProposalOpen']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderNotEnabledResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderNotEnabled'] = ResolversParentTypes['ProviderNotEnabled']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  exchangeSpreads?: Resolver<Array<ResolversTypes['ExchangeSpread']>, ParentType, ContextType, Partial<QueryExchangeSpreadsArgs>>;
  feeSchedule?: Resolver<Array<ResolversTypes['FeeSchedule']>, ParentType, ContextType, Partial<QueryFeeScheduleArgs>>;
  forcedStatuses?: Resolver<ResolversTypes['ForcedStatusConnection'], ParentType, ContextType, RequireFields<QueryForcedStatusesArgs, 'first' | 'isOpen'>>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryIsVisibleArgs, 'id' | 'viewer'>>;
  limitSchedule?: Resolver<Array<ResolversTypes['LimitSchedule']>, ParentType, ContextType, Partial<QueryLimitScheduleArgs>>;
  myLimits?: Resolver<Array<ResolversTypes['AccountLimit']>, ParentType, ContextType, RequireFields<QueryMyLimitsArgs, 'accountId'>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  paymentHistory?: Resolver<ResolversTypes['PaymentConnection'], ParentType, ContextType, RequireFields<QueryPaymentHistoryArgs, 'first'>>;
  paymentReport?: Resolver<ResolversTypes['PaymentReport'], ParentType, ContextType, RequireFields<QueryPaymentReportArgs, 'input'>>;
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

export type ReceivePaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceivePaymentResult'] = ResolversParentTypes['ReceivePaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentNotReady' | 'ReceivePaymentSuccess', ParentType, ContextType>;
};

export type ReceivePaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceivePaymentSuccess'] = ResolversParentTypes['ReceivePaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundPaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPaymentResult'] = ResolversParentTypes['RefundPaymentResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InsufficientFunds' | 'PaymentNotReady' | 'RefundPaymentSuccess' | 'RefundTooLarge', ParentType, ContextType>;
};

export type RefundPaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPaymentSuccess'] = ResolversParentTypes['RefundPaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefundTooLargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundTooLarge'] = ResolversParentTypes['RefundTooLarge']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'AmountTooSmall' | 'CaptureTooLarge' | 'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'OwnProposal' | 'PaymentBlocked' | 'PaymentDeclined' | 'PaymentNotReady' | 'ProposalDecided' | 'ProposalOpen' | 'ProviderNotEnabled' | 'QuoteExpired' | 'QuoteMismatch' | 'QuoteUnknown' | 'QuoteUsed' | 'RateUnavailable' | 'RefundTooLarge', ParentType, ContextType>;
};

export type RequestMoneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestMoneyResult'] = ResolversParentTypes['RequestMoneyResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InvalidAccount' | 'RequestMoneySuccess', ParentType, ContextType>;
};

export type RequestMoneySuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestMoneySuccess'] = ResolversParentTypes['RequestMoneySuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendMoneyResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMoneyResult'] = ResolversParentTypes['SendMoneyResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'PaymentBlocked' | 'QuoteExpired' | 'QuoteMismatch' | 'QuoteUnknown' | 'QuoteUsed' | 'SendMoneySuccess', ParentType, ContextType>;
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
  exportPayments?: SubscriptionResolver<ResolversTypes['PaymentExportChunk'], "exportPayments", ParentType, ContextType, Partial<SubscriptionExportPaymentsArgs>>;
  myPayments?: SubscriptionResolver<ResolversTypes['PaymentStatusEvent'], "myPayments", ParentType, ContextType, Partial<SubscriptionMyPaymentsArgs>>;
  paymentFeed?: SubscriptionResolver<ResolversTypes['PaymentStatusEvent'], "paymentFeed", ParentType, ContextType, Partial<SubscriptionPaymentFeedArgs>>;
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

export type TransferResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferResult'] = ResolversParentTypes['TransferResult']> = {
  __resolveType: TypeResolveFn<'CurrencyMismatch' | 'IdempotencyKeyReused' | 'InsufficientFunds' | 'InvalidAccount' | 'LimitExceeded' | 'TransferSuccess', ParentType, ContextType>;
};

export type TransferSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferSuccess'] = ResolversParentTypes['TransferSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdatePaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePaymentResult'] = ResolversParentTypes['UpdatePaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentNotReady' | 'UpdatePaymentSuccess', ParentType, ContextType>;
};

export type UpdatePaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePaymentSuccess'] = ResolversParentTypes['UpdatePaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VoidPaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoidPaymentResult'] = ResolversParentTypes['VoidPaymentResult']> = {
  __resolveType: TypeResolveFn<'PaymentNotReady' | 'VoidPaymentSuccess', ParentType, ContextType>;
};

export type VoidPaymentSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoidPaymentSuccess'] = ResolversParentTypes['VoidPaymentSuccess']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountLimit?: AccountLimitResolvers<ContextType>;
  AmountTooSmall?: AmountTooSmallResolvers<ContextType>;
  CancelPaymentResult?: CancelPaymentResultResolvers<ContextType>;
  CancelPaymentSuccess?: CancelPaymentSuccessResolvers<ContextType>;
  CapturePaymentResult?: CapturePaymentResultResolvers<ContextType>;
  CapturePaymentSuccess?: CapturePaymentSuccessResolvers<ContextType>;
  CaptureTooLarge?: CaptureTooLargeResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  CurrencyMismatch?: CurrencyMismatchResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DecideForcedStatusResult?: DecideForcedStatusResultResolvers<ContextType>;
  DecideForcedStatusSuccess?: DecideForcedStatusSuccessResolvers<ContextType>;
  DeclineRequestResult?: DeclineRequestResultResolvers<ContextType>;
  DeclineRequestSuccess?: DeclineRequestSuccessResolvers<ContextType>;
  ExchangeSpread?: ExchangeSpreadResolvers<ContextType>;
  FeeBand?: FeeBandResolvers<ContextType>;
  FeeQuote?: FeeQuoteResolvers<ContextType>;
  FeeSchedule?: FeeScheduleResolvers<ContextType>;
  ForcePaymentStatusResult?: ForcePaymentStatusResultResolvers<ContextType>;
  ForcePaymentStatusSuccess?: ForcePaymentStatusSuccessResolvers<ContextType>;
  ForcedStatus?: ForcedStatusResolvers<ContextType>;
  ForcedStatusConnection?: ForcedStatusConnectionResolvers<ContextType>;
  ForcedStatusEdge?: ForcedStatusEdgeResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InitiatePaymentResult?: InitiatePaymentResultResolvers<ContextType>;
  InitiatePaymentSuccess?: InitiatePaymentSuccessResolvers<ContextType>;
  InsufficientFunds?: InsufficientFundsResolvers<ContextType>;
  InvalidAccount?: InvalidAccountResolvers<ContextType>;
  LimitExceeded?: LimitExceededResolvers<ContextType>;
  LimitSchedule?: LimitScheduleResolvers<ContextType>;
  MakePaymentResult?: MakePaymentResultResolvers<ContextType>;
  MakePaymentSuccess?: MakePaymentSuccessResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OwnProposal?: OwnProposalResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PayRequestResult?: PayRequestResultResolvers<ContextType>;
  PayRequestSuccess?: PayRequestSuccessResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentBlocked?: PaymentBlockedResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentDeclined?: PaymentDeclinedResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentExportChunk?: PaymentExportChunkResolvers<ContextType>;
  PaymentFact?: PaymentFactResolvers<ContextType>;
  PaymentNotReady?: PaymentNotReadyResolvers<ContextType>;
  PaymentReport?: PaymentReportResolvers<ContextType>;
  PaymentReportRow?: PaymentReportRowResolvers<ContextType>;
  PaymentStatusEvent?: PaymentStatusEventResolvers<ContextType>;
  PaymentTransaction?: PaymentTransactionResolvers<ContextType>;
  PaymentTransition?: PaymentTransitionResolvers<ContextType>;
  ProposalDecided?: ProposalDecidedResolvers<ContextType>;
  ProposalOpen?: ProposalOpenResolvers<ContextType>;
  ProviderNotEnabled?: ProviderNotEnabledResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuoteExpired?: QuoteExpiredResolvers<ContextType>;
  QuoteMismatch?: QuoteMismatchResolvers<ContextType>;
  QuoteUnknown?: QuoteUnknownResolvers<ContextType>;
  QuoteUsed?: QuoteUsedResolvers<ContextType>;
  RateUnavailable?: RateUnavailableResolvers<ContextType>;
  ReceivePaymentResult?: ReceivePaymentResultResolvers<ContextType>;
  ReceivePaymentSuccess?: ReceivePaymentSuccessResolvers<ContextType>;
  RefundPaymentResult?: RefundPaymentResultResolvers<ContextType>;
  RefundPaymentSuccess?: RefundPaymentSuccessResolvers<ContextType>;
  RefundTooLarge?: RefundTooLargeResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  RequestMoneyResult?: RequestMoneyResultResolvers<ContextType>;
  RequestMoneySuccess?: RequestMoneySuccessResolvers<ContextType>;
  SendMoneyResult?: SendMoneyResultResolvers<ContextType>;
  SendMoneySuccess?: SendMoneySuccessResolvers<ContextType>;
  SetExchangeSpreadSuccess?: SetExchangeSpreadSuccessResolvers<ContextType>;
  SetFeeScheduleSuccess?: SetFeeScheduleSuccessResolvers<ContextType>;
  SetLimitsSuccess?: SetLimitsSuccessResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TopUpAccountResult?: TopUpAccountResultResolvers<ContextType>;
  TopUpAccountSuccess?: TopUpAccountSuccessResolvers<ContextType>;
  TransferResult?: TransferResultResolvers<ContextType>;
  TransferSuccess?: TransferSuccessResolvers<ContextType>;
  UpdatePaymentResult?: UpdatePaymentResultResolvers<ContextType>;
  UpdatePaymentSuccess?: UpdatePaymentSuccessResolvers<ContextType>;
  VoidPaymentResult?: VoidPaymentResultResolvers<ContextType>;
  VoidPaymentSuccess?: VoidPaymentSuccessResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
