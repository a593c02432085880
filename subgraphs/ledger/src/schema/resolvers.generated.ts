import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { AccountReference as AccountModel, PaymentReference as PaymentModel, UserReference as UserModel } from '../resolvers/references.ts';
import type { Balance as BalanceModel } from '../domain/rules/balance.ts';
import type { LedgerTransaction as LedgerTransactionModel } from '../domain/rules/ledger-transaction.ts';
import type { Entry as EntryModel } from '../domain/rules/entry.ts';
import type { LedgerAccount as LedgerAccountModel } from '../domain/rules/ledger-account.ts';
import type { Hold as HoldModel } from '../domain/rules/hold.ts';
import type { Reconciliation as ReconciliationModel, Break as ReconciliationBreakModel } from '../domain/rules/reconciliation.ts';
import type { ProviderStatement as ProviderStatementModel } from '../domain/rules/provider-statement.ts';
import type { PublicSnapshot as LiabilitySnapshotModel } from '../domain/liabilities/prove-liability.ts';
import type { Anchored as TreeHeadAnchorModel } from '../db/tally/tally-anchors.ts';
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

/** A piece of a statement. */
export type AccountStatementChunk = {
  __typename?: 'AccountStatementChunk';
  /** The next bytes of the file, in base64. Every piece is decoded by itself. */
  data: Scalars['String']['output'];
  /** Whether the file is complete with this piece. A stream that ends without is a file that is not. */
  isLast: Scalars['Boolean']['output'];
  /** How many entries the statement has. */
  totalEntries: Scalars['Int']['output'];
  /** How many entries are written so far. */
  writtenEntries: Scalars['Int']['output'];
};

/** Lines to add. */
export type AddProviderStatementLinesInput = {
  /** How many lines it has already, so that a page that was sent twice is not added twice. */
  after: Scalars['Int']['input'];
  /** 1 to 500 of them, in the order of the statement. */
  lines: Array<ProviderStatementLineInput>;
  /** The open statement. */
  statementId: Scalars['ID']['input'];
};

/** The outcome of adding lines. */
export type AddProviderStatementLinesResult = AddProviderStatementLinesSuccess | StatementLineRefused | StatementLinesOutOfOrder | StatementNotOpen;

/** The lines were added. */
export type AddProviderStatementLinesSuccess = {
  __typename?: 'AddProviderStatementLinesSuccess';
  /** The statement with them. */
  statement: ProviderStatement;
};

/** Who looks into which difference. */
export type AssignBreakInput = {
  /** The difference. */
  breakId: Scalars['ID']['input'];
  /** Who looks into it; nobody when null. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
};

/** The outcome of saying who looks into a difference. */
export type AssignBreakResult = AssignBreakSuccess | BreakResolved | BreakUnknown;

/** The difference is theirs. */
export type AssignBreakSuccess = {
  __typename?: 'AssignBreakSuccess';
  /** The difference. */
  break: ReconciliationBreak;
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

/** A change of what is in an account. */
export type BalanceEvent = {
  __typename?: 'BalanceEvent';
  /** The account. */
  account: Account;
  /** When it was written down. */
  at: Scalars['DateTime']['output'];
  /** What was in the account right after it. */
  balance: Balance;
  /** Where the event stands; resume with it as `after`. */
  cursor: Scalars['String']['output'];
  /** What was posted; null when only what is held has changed. */
  ledgerTransaction: Maybe<LedgerTransaction>;
};

/** How two records of the same money differ. */
export type BreakKind =
  /** Line and entry bear the same reference and differ in amount. */
  | 'AMOUNT_DIFFERS'
  /** A ledger account's balance is not the sum of its entries. */
  | 'BALANCE_DIFFERS'
  /** What providers owe us is not what we owe and earned, in a currency. */
  | 'CLEARING_DIFFERS'
  /** Line and entry bear the same reference and differ in currency. */
  | 'CURRENCY_DIFFERS'
  /** The statement has the same line once more than we have entries. */
  | 'DUPLICATE'
  /** What is held is not the sum of the open holds. */
  | 'HELD_DIFFERS'
  /** Line and entry are the same, but booked too many days from the recording. */
  | 'LATE'
  /** The statement has a line that is no entry of ours. */
  | 'MISSING_HERE'
  /** We have an entry that no statement has, though the provider has had its days. */
  | 'MISSING_THERE';

/** The difference was explained before, or it is gone. Code: BREAK_RESOLVED. */
export type BreakResolved = Refusal & {
  __typename?: 'BreakResolved';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** There is no difference with this id. Code: BREAK_UNKNOWN. */
export type BreakUnknown = Refusal & {
  __typename?: 'BreakUnknown';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Which time of an entry decides. */
export type Clock =
  /** When it happened in the world. */
  | 'EFFECTIVE'
  /** When the entry was written down. */
  | 'RECORDED';

/** Which statement to close. */
export type CloseProviderStatementInput = {
  /** How many lines were added, so that a page that was lost does not go unnoticed. */
  lineCount: Scalars['Int']['input'];
  /** The open statement. */
  statementId: Scalars['ID']['input'];
};

/** The outcome of closing a statement. */
export type CloseProviderStatementResult = CloseProviderStatementSuccess | StatementKnown | StatementLinesOutOfOrder | StatementNotOpen;

/** The statement counts. */
export type CloseProviderStatementSuccess = {
  __typename?: 'CloseProviderStatementSuccess';
  /** The closed statement. */
  statement: ProviderStatement;
};

/** Proof that one tree head continues another. */
export type ConsistencyProof = {
  __typename?: 'ConsistencyProof';
  /** The proof itself, to be verified. */
  json: Scalars['String']['output'];
};

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

/** What happened in the books within a period. */
export type FinancialReport = {
  __typename?: 'FinancialReport';
  /** The last moment that counts: the last of the period, or when the report was made if the period still runs. */
  asOf: Scalars['DateTime']['output'];
  /** Each currency that was ever posted, in the order of the alphabet. */
  currencies: Array<FinancialReportCurrency>;
  /** How many entries they have, in decimal digits. */
  entryCount: Scalars['String']['output'];
  /** Its first moment. */
  from: Scalars['DateTime']['output'];
  /** Whether the period is over. Then the report never changes. */
  isFinal: Scalars['Boolean']['output'];
  /** How many ledger transactions were recorded, in decimal digits. */
  ledgerTransactionCount: Scalars['String']['output'];
  /** The first moment after it. */
  to: Scalars['DateTime']['output'];
};

/** One currency within a period. */
export type FinancialReportCurrency = {
  __typename?: 'FinancialReportCurrency';
  /** All credits of the period; equal to the debits, always. */
  credits: Money;
  /** The currency. */
  currency: Scalars['CurrencyCode']['output'];
  /** All debits of the period. */
  debits: Money;
  /** What we earned in fees within the period, less what we gave back. */
  feeIncome: Money;
  /** Each place in the chart of accounts that was ever posted to. */
  lines: Array<FinancialReportLine>;
};

/** Which period to report on. */
export type FinancialReportInput = {
  /** A day within it, such as 2026-11-22. */
  date: Scalars['String']['input'];
  /** How long it is. */
  period: ReportPeriod;
};

/** One place in the chart of accounts within a period. Balances are on the side on which it grows. */
export type FinancialReportLine = {
  __typename?: 'FinancialReportLine';
  /** Its balance after what counts of the period. */
  closing: Money;
  /** The place; all customers' wallets are one. */
  code: LedgerAccountCode;
  /** Its credits within the period. */
  credits: Money;
  /** Its debits within the period. */
  debits: Money;
  /** How many entries it got within the period, in decimal digits. */
  entryCount: Scalars['String']['output'];
  /** The side on which it grows. */
  normalSide: Side;
  /** Its balance before the period. */
  opening: Money;
  /** The provider, for PROVIDER_CLEARING. */
  provider: Maybe<Scalars['String']['output']>;
};

/** A reservation of part of an account's balance. */
export type Hold = {
  __typename?: 'Hold';
  /** How much was reserved. */
  amount: Money;
  /** When it ends by itself; null for never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, starts with hld_. */
  id: Scalars['ID']['output'];
  /** How much of it was posted so far. */
  posted: Money;
  /** Where it stands. */
  status: HoldStatus;
};

/** The hold could not be placed or ended. Codes: INSUFFICIENT_FUNDS, HOLD_UNKNOWN, HOLD_ENDED, ID_REUSED, CURRENCY_MISMATCH. */
export type HoldRefused = Refusal & {
  __typename?: 'HoldRefused';
  /** For INSUFFICIENT_FUNDS: what the account had available. */
  available: Maybe<Money>;
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Where a hold stands. */
export type HoldStatus =
  /** Given back because time ran out. */
  | 'EXPIRED'
  /** What is not posted yet is reserved. */
  | 'OPEN'
  /** It was posted, in whole or in part; the rest was given back. */
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

/** One debit or credit to post by hand. */
export type LedgerEntryInput = {
  /** How much; greater than zero, in the currency of the ledger account. */
  amount: MoneyInput;
  /** The ledger account, starts with lac_. */
  ledgerAccountId: Scalars['ID']['input'];
  /** Which side. */
  side: Side;
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
  /** Facts that the poster wrote down for programs, by key. */
  metadata: Array<MetadataFact>;
  /** When it was written down. */
  recordedAt: Scalars['DateTime']['output'];
  /** The ledger transaction that undoes this one; null as long as it stands. */
  reversedBy: Maybe<LedgerTransaction>;
  /** The ledger transaction that this one undoes; null for one that undoes none. */
  reverses: Maybe<LedgerTransaction>;
  /** Whether it is in the tally log: from then on it has a proof. About a second after it was recorded. */
  sealed: Scalars['Boolean']['output'];
};

/** A page of ledger transactions. */
export type LedgerTransactionConnection = {
  __typename?: 'LedgerTransactionConnection';
  /** The ledger transactions of the page, each with its cursor. */
  edges: Array<LedgerTransactionEdge>;
  /** The ledger transactions of the page. */
  nodes: Array<LedgerTransaction>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A ledger transaction in a list. */
export type LedgerTransactionEdge = {
  __typename?: 'LedgerTransactionEdge';
  /** Where the ledger transaction stands in the list. */
  cursor: Scalars['String']['output'];
  /** The ledger transaction. */
  node: LedgerTransaction;
};

/** A ledger transaction that was posted. */
export type LedgerTransactionEvent = {
  __typename?: 'LedgerTransactionEvent';
  /** Where the event stands; resume with it as `after`. */
  cursor: Scalars['String']['output'];
  /** The ledger transaction. */
  ledgerTransaction: LedgerTransaction;
};

/** Which ledger transactions to list. Everything that is given must hold. */
export type LedgerTransactionFilter = {
  /** Only those that touch this customer's account. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those of this payment. */
  paymentId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those recorded at this moment or later. */
  recordedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those recorded before this moment. */
  recordedTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One ledger transaction to post. Its id makes it idempotent: posted again with the same content, it gets the same answer. */
export type LedgerTransactionInput = {
  /** What it is for, at most 500 characters. */
  description: Scalars['String']['input'];
  /** When it happened in the world; now when left out. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 2 to 100 entries whose debits and credits come to the same in each currency. */
  entries: Array<EntryInput>;
  /** The hold that it draws on. */
  holdId?: InputMaybe<Scalars['ID']['input']>;
  /** Chosen by the caller, starts with ltx_. */
  id: Scalars['ID']['input'];
  /** Whether what it does not draw stays held, for another posting; given back otherwise. */
  keepHold?: Scalars['Boolean']['input'];
  /** Posted only together with the next one in the list, which may be linked in turn: all of them or none. */
  linked?: Scalars['Boolean']['input'];
  /** Facts for programs, at most 20. */
  metadata?: InputMaybe<Array<MetadataFactInput>>;
  /** The payment it belongs to. */
  paymentId?: InputMaybe<Scalars['ID']['input']>;
  /** The ledger transaction that it undoes: its entries are the same, each on the other side. */
  reverses?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * It is not posted. Codes: INSUFFICIENT_FUNDS, UNBALANCED, CURRENCY_MISMATCH, INVALID_AMOUNT, LEDGER_ACCOUNT_UNKNOWN,
 * IDEMPOTENCY_KEY_REUSED.
 */
export type LedgerTransactionRefused = Refusal & {
  __typename?: 'LedgerTransactionRefused';
  /** For INSUFFICIENT_FUNDS: what the account that fell short has. */
  available: Maybe<Money>;
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Nothing was published: nothing is sealed yet with the key in use, or another process is publishing. Codes: NOTHING_SEALED, ALREADY_PUBLISHING. */
export type LiabilitiesNotPublished = Refusal & {
  __typename?: 'LiabilitiesNotPublished';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A proof as JSON text, to be saved as a file and verified by `packages/verify`. */
export type LiabilityProof = {
  __typename?: 'LiabilityProof';
  /** The JSON. It is meant for the account's owner: whoever has it knows the balance, and that of one other account without a name. */
  json: Scalars['String']['output'];
};

/** A signed statement of what we owe to all customers in one currency, at one head of the tally log. */
export type LiabilitySnapshot = {
  __typename?: 'LiabilitySnapshot';
  /** How many accounts are in the sum. */
  accountCount: Scalars['Int']['output'];
  /** The currency. */
  currency: Scalars['CurrencyCode']['output'];
  /** All that the signature can be verified by, as JSON text: public key, tree head, statement. */
  json: Scalars['String']['output'];
  /** The key that signed it: the first 16 hex digits of its hash. */
  keyId: Scalars['String']['output'];
  /** When it was signed. */
  publishedAt: Scalars['DateTime']['output'];
  /** The root of the Merkle-sum tree over the accounts: 64 hex digits. */
  rootHash: Scalars['String']['output'];
  /** The Ed25519 signature, base64url. */
  signature: Scalars['String']['output'];
  /** The sum of all balances; an overdrawn account counts as nothing and takes nothing from the others. */
  total: Money;
  /** How many leaves the tally log had: the statement is about what was sealed in them. */
  treeSize: Scalars['Int']['output'];
};

/** A fact about a ledger transaction, for programs. */
export type MetadataFact = {
  __typename?: 'MetadataFact';
  /** What it is called. */
  key: Scalars['String']['output'];
  /** What it is. */
  value: Scalars['String']['output'];
};

/** A fact about a ledger transaction, for programs. */
export type MetadataFactInput = {
  /** What it is called: 1 to 40 characters, no key twice. */
  key: Scalars['String']['input'];
  /** What it is: at most 500 characters. */
  value: Scalars['String']['input'];
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
  /** Adds lines to an open statement: all of them, or none when one is bad. */
  addProviderStatementLines: AddProviderStatementLinesResult;
  /** Says who looks into a difference. */
  assignBreak: AssignBreakResult;
  /** Closes a statement: from now on it counts, and none of its lines changes. Closing it again changes nothing. */
  closeProviderStatement: CloseProviderStatementResult;
  /** Begins a provider's statement. Nothing of it counts before it is closed. */
  openProviderStatement: OpenProviderStatementResult;
  /** Reserves part of what an account has available. */
  placeHold: PlaceHoldResult;
  /**
   * Posts a ledger transaction by hand, between ledger accounts that exist: to correct what no reversal can. Who did it and
   * why is in the audit log.
   */
  postLedgerTransaction: PostLedgerTransactionResult;
  /** Posts ledger transactions, each whole or not at all; one's refusal does not touch the others. */
  postLedgerTransactions: PostLedgerTransactionsSuccess;
  /**
   * Publishes what we owe as of the latest tree head, now and not at the next hour. Currencies that have a snapshot at that
   * head keep it. With a million accounts it takes longer than an answer may: look at `liabilities` then.
   */
  publishLiabilities: PublishLiabilitiesResult;
  /**
   * Explains a difference. A provider's stays explained while it is the same; one of the books is opened again by the next
   * comparison, until the books agree.
   */
  resolveBreak: ResolveBreakResult;
  /**
   * Undoes a ledger transaction, entry by entry, by another one that names it. At most once for each, and only as far as the
   * money is still there. Nothing that was written changes.
   */
  reverseLedgerTransaction: ReverseLedgerTransactionResult;
  /**
   * Compares the books with themselves, or with an imported statement. Waits a few seconds for the report; a comparison that
   * takes longer goes on, and `reconciliation` shows it when it is finished.
   */
  runReconciliation: RunReconciliationResult;
  /** Says how far an account may be overdrawn from now on: 0 for not at all, as every account begins. */
  setOverdraftLimit: SetOverdraftLimitResult;
  /** Ends a hold without posting it: what is left of the reserved money is available again. */
  voidHold: VoidHoldResult;
};


export type MutationAddProviderStatementLinesArgs = {
  input: AddProviderStatementLinesInput;
};


export type MutationAssignBreakArgs = {
  input: AssignBreakInput;
};


export type MutationCloseProviderStatementArgs = {
  input: CloseProviderStatementInput;
};


export type MutationOpenProviderStatementArgs = {
  input: OpenProviderStatementInput;
};


export type MutationPlaceHoldArgs = {
  input: PlaceHoldInput;
};


export type MutationPostLedgerTransactionArgs = {
  input: PostLedgerTransactionInput;
};


export type MutationPostLedgerTransactionsArgs = {
  input: PostLedgerTransactionsInput;
};


export type MutationResolveBreakArgs = {
  input: ResolveBreakInput;
};


export type MutationReverseLedgerTransactionArgs = {
  input: ReverseLedgerTransactionInput;
};


export type MutationRunReconciliationArgs = {
  input: RunReconciliationInput;
};


export type MutationSetOverdraftLimitArgs = {
  input: SetOverdraftLimitInput;
};


export type MutationVoidHoldArgs = {
  input: VoidHoldInput;
};

/** Whose statement, and of which days. */
export type OpenProviderStatementInput = {
  /** The one currency that it is about; all when left out. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** The first day that it covers, in UTC, such as 2026-11-01. */
  fromDay: Scalars['String']['input'];
  /** As the clearing accounts are named, 1 to 64 characters. */
  provider: Scalars['String']['input'];
  /** The last day that it covers; at most a year later. */
  toDay: Scalars['String']['input'];
};

/** The outcome of beginning a statement. */
export type OpenProviderStatementResult = OpenProviderStatementSuccess | StatementKnown;

/** The statement is open for lines. */
export type OpenProviderStatementSuccess = {
  __typename?: 'OpenProviderStatementSuccess';
  /** The statement, without lines. */
  statement: ProviderStatement;
};

/** The limit is as it was. Codes: ACCOUNT_UNKNOWN, CURRENCY_MISMATCH, OVERDRAWN_FURTHER. */
export type OverdraftLimitRefused = Refusal & {
  __typename?: 'OverdraftLimitRefused';
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

/** What to post by hand. */
export type PostLedgerTransactionInput = {
  /** What it is for, at most 500 characters. */
  description: Scalars['String']['input'];
  /** When it happened in the world; now when left out. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 2 to 100 entries whose debits and credits come to the same in each currency. */
  entries: Array<LedgerEntryInput>;
  /** The client's name for this attempt, 1 to 255 visible ASCII characters: with the same key, the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Facts for programs, at most 20. */
  metadata?: InputMaybe<Array<MetadataFactInput>>;
};

/** The outcome of posting by hand. */
export type PostLedgerTransactionResult = LedgerTransactionRefused | PostLedgerTransactionSuccess;

/** It is posted. */
export type PostLedgerTransactionSuccess = {
  __typename?: 'PostLedgerTransactionSuccess';
  /** As it was written. */
  ledgerTransaction: LedgerTransaction;
};

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
  /** What it is to undo has been undone. */
  | 'ALREADY_REVERSED'
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
  /** Another ledger transaction that it is linked with was refused. */
  | 'LINKED_REFUSED'
  /** What it is to undo is not there, undoes another one itself, or has other entries. */
  | 'NOT_REVERSIBLE'
  /** Debits and credits differ in a currency, or there are fewer than two entries. */
  | 'UNBALANCED';

/** A statement of a provider or bank. */
export type ProviderStatement = {
  __typename?: 'ProviderStatement';
  /** When it was begun. */
  createdAt: Scalars['DateTime']['output'];
  /** The one currency that it is about; null for all. */
  currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** The first day that it covers, in UTC, such as 2026-11-01. */
  fromDay: Scalars['String']['output'];
  /** Opaque, starts with stm_. */
  id: Scalars['ID']['output'];
  /** When it was closed; null while lines are added. */
  importedAt: Maybe<Scalars['DateTime']['output']>;
  /** How many lines it has so far. */
  lineCount: Scalars['Int']['output'];
  /** Whose, as its clearing accounts are named. */
  provider: Scalars['String']['output'];
  /** The last finished comparison of it. */
  reconciliation: Maybe<Reconciliation>;
  /** The last day that it covers. */
  toDay: Scalars['String']['output'];
};

/** A page of statements. */
export type ProviderStatementConnection = {
  __typename?: 'ProviderStatementConnection';
  /** The statements of the page, each with its cursor. */
  edges: Array<ProviderStatementEdge>;
  /** The statements of the page. */
  nodes: Array<ProviderStatement>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A statement in a list. */
export type ProviderStatementEdge = {
  __typename?: 'ProviderStatementEdge';
  /** Where the statement stands in the list. */
  cursor: Scalars['String']['output'];
  /** The statement. */
  node: ProviderStatement;
};

/** One line of a statement. */
export type ProviderStatementLineInput = {
  /** How much; greater than zero. */
  amount: MoneyInput;
  /** When the provider booked it; on one of the statement's days in UTC. */
  bookedAt: Scalars['DateTime']['input'];
  /** What the provider calls the movement, at most 200 characters: our payment's id when it was told it; empty for none. */
  reference: Scalars['String']['input'];
  /** DEBIT when the provider owes us more, CREDIT when it owes us less. */
  side: Side;
};

/** The outcome of publishing what we owe. */
export type PublishLiabilitiesResult = LiabilitiesNotPublished | PublishLiabilitiesSuccess;

/** What we owe is published. */
export type PublishLiabilitiesSuccess = {
  __typename?: 'PublishLiabilitiesSuccess';
  /** The latest snapshot of each currency. */
  liabilities: Array<LiabilitySnapshot>;
};

export type Query = {
  __typename?: 'Query';
  /** Proof that the tally log was only ever added to between two tree heads. NOT_FOUND for a size that was not published. */
  consistencyProof: ConsistencyProof;
  /**
   * What happened in the books within a day, a week or a month of UTC, by the time of recording. A period that has not begun
   * is refused; one that runs now is reported up to now.
   */
  financialReport: FinancialReport;
  /**
   * Whether a caller may see what has this id, for the subgraph that answers `node`. Each subgraph answers for what it owns.
   * False alike for what does not exist, what is somebody else's and what is no id.
   */
  isVisible: Scalars['Boolean']['output'];
  /** As `receipt`, for one ledger transaction that touches an account of the caller. */
  ledgerProof: Receipt;
  /** One ledger transaction that touches an account of the caller; administrators see all. NOT_FOUND otherwise. */
  ledgerTransaction: Maybe<LedgerTransaction>;
  /** Everything that was posted, newest first. */
  ledgerTransactions: LedgerTransactionConnection;
  /** What we owe to customers: the latest signed snapshot of each currency. Empty before the first one. */
  liabilities: Array<LiabilitySnapshot>;
  /**
   * The proof that what is in an account is counted in what we say we owe: JSON for `packages/verify`, which needs nothing of
   * ours to verify it. For the account's owner and administrators; NOT_FOUND to all others. NOT_PUBLISHED_YET for an account whose first
   * entry is newer than the latest snapshot: the error says when the next one comes.
   */
  liabilityProof: LiabilityProof;
  /** One statement of a provider. NOT_FOUND when there is none. */
  providerStatement: Maybe<ProviderStatement>;
  /** Statements of providers and banks, newest first. */
  providerStatements: ProviderStatementConnection;
  /**
   * Proof that what a payment did in the ledger is in the tally log, for its parties and administrators. It can be verified
   * without us, for ever. NOT_FOUND for a payment that did nothing in the ledger; NOT_SEALED_YET when a ledger transaction of
   * it was not sealed within three seconds: try again.
   */
  receipt: Receipt;
  /** One comparison, with its report. NOT_FOUND when there is none. */
  reconciliation: Maybe<Reconciliation>;
  /** Differences between the books and themselves, or a provider's statements, the oldest first. */
  reconciliationBreaks: ReconciliationBreakConnection;
  /** The comparisons that were asked for, newest first. */
  reconciliations: ReconciliationConnection;
  /** What the tally log was at one moment, signed. NOT_FOUND for a size that was not published. */
  treeHead: TreeHead;
  /** Where tree heads are written down outside: the latest one of each anchor. Empty before the first one. */
  treeHeadAnchors: Array<TreeHeadAnchor>;
  /** What all debits and all credits come to, for each currency; equal in each row, always. */
  trialBalance: Array<TrialBalanceRow>;
  /**
   * What all debits and credits come to, for each currency and place in the chart of accounts. By the time of recording alone:
   * what was recorded later and took effect earlier does not change an answer once given.
   */
  trialBalanceByCode: Array<TrialBalanceByCodeRow>;
};


export type QueryConsistencyProofArgs = {
  from: Scalars['Int']['input'];
  to?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryFinancialReportArgs = {
  input: FinancialReportInput;
};


export type QueryIsVisibleArgs = {
  id: Scalars['ID']['input'];
  viewer: ViewerInput;
};


export type QueryLedgerProofArgs = {
  ledgerTransactionId: Scalars['ID']['input'];
};


export type QueryLedgerTransactionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLedgerTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LedgerTransactionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLiabilityProofArgs = {
  accountId: Scalars['ID']['input'];
};


export type QueryProviderStatementArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProviderStatementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  provider?: InputMaybe<Scalars['String']['input']>;
};


export type QueryReceiptArgs = {
  paymentId: Scalars['ID']['input'];
};


export type QueryReconciliationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryReconciliationBreaksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ReconciliationBreakFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryReconciliationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTreeHeadArgs = {
  size?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTrialBalanceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryTrialBalanceByCodeArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A receipt: ledger transactions, the way from each to the root of the tally log, and the signature under that root. */
export type Receipt = {
  __typename?: 'Receipt';
  /**
   * The receipt itself, to be kept and verified. It opens to its reader what is theirs: the description, and the balances of
   * their own accounts; of the rest it holds commitments that tell nothing.
   */
  json: Scalars['String']['output'];
};

/** A comparison and its report. */
export type Reconciliation = {
  __typename?: 'Reconciliation';
  /** Who asked for it; null when it was time. */
  actor: Maybe<User>;
  /** How many differences there are, those already known and explained included. */
  breakCount: Scalars['Int']['output'];
  /** The differences that this comparison was the last to find, the oldest first. */
  breaks: ReconciliationBreakConnection;
  /** How many balances, or lines of the statement, were compared. */
  comparedCount: Scalars['Int']['output'];
  /** When the report was complete; null before. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, starts with rec_. */
  id: Scalars['ID']['output'];
  /** How many days booking and recording may lie apart, for PROVIDER. */
  lateDays: Maybe<Scalars['Int']['output']>;
  /** How many of them agree. */
  matchedCount: Scalars['Int']['output'];
  /** How many entries the statement does not have yet, but may still have in time. */
  pendingCount: Scalars['Int']['output'];
  /** What is compared. */
  scope: ReconciliationScope;
  /** When it was asked for. */
  startedAt: Scalars['DateTime']['output'];
  /** The statement, for PROVIDER. */
  statement: Maybe<ProviderStatement>;
  /** Where it stands. */
  status: ReconciliationStatus;
};


/** A comparison and its report. */
export type ReconciliationBreaksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A difference that was found, until someone has explained it or it is gone. */
export type ReconciliationBreak = {
  __typename?: 'ReconciliationBreak';
  /** Whole days that it has been open. */
  ageDays: Scalars['Int']['output'];
  /** What is known of it, for people. */
  detail: Scalars['String']['output'];
  /** What the books, or the entries themselves, come to; null when there is nothing. */
  expected: Maybe<Money>;
  /** What was found instead; null when there is nothing. */
  found: Maybe<Money>;
  /** Opaque, starts with brk_. */
  id: Scalars['ID']['output'];
  /** How the records differ. */
  kind: BreakKind;
  /** The ledger transaction of our entry, where there is one. */
  ledgerTransaction: Maybe<LedgerTransaction>;
  /** The number of the line in the statement, where there is one. */
  line: Maybe<Scalars['Int']['output']>;
  /** When it was found first. */
  openedAt: Scalars['DateTime']['output'];
  /** Who looks into it; null for nobody. */
  owner: Maybe<User>;
  /** The provider, where it is one's statement. */
  provider: Maybe<Scalars['String']['output']>;
  /** What it was, in the words of whoever explained it; `gone` when the difference itself went away. */
  resolution: Maybe<Scalars['String']['output']>;
  /** When it was explained or gone; null while it is open. */
  resolvedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who explained it; null when it is open or gone. */
  resolvedBy: Maybe<User>;
  /** The statement, where there is one. */
  statement: Maybe<ProviderStatement>;
  /** What it is about: the same difference found again has the same subject and stays the same break. */
  subject: Scalars['String']['output'];
};

/** A page of differences. */
export type ReconciliationBreakConnection = {
  __typename?: 'ReconciliationBreakConnection';
  /** The differences of the page, each with its cursor. */
  edges: Array<ReconciliationBreakEdge>;
  /** The differences of the page. */
  nodes: Array<ReconciliationBreak>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A difference in a list. */
export type ReconciliationBreakEdge = {
  __typename?: 'ReconciliationBreakEdge';
  /** Where the difference stands in the list. */
  cursor: Scalars['String']['output'];
  /** The difference. */
  node: ReconciliationBreak;
};

/** Which differences to list. */
export type ReconciliationBreakFilter = {
  /** Only of this kind. */
  kind?: InputMaybe<BreakKind>;
  /** True for those that nobody has explained yet, false for the others. */
  open?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that this person looks into. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Only of this provider's statements. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** Only of this statement. */
  statementId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of comparisons. */
export type ReconciliationConnection = {
  __typename?: 'ReconciliationConnection';
  /** The comparisons of the page, each with its cursor. */
  edges: Array<ReconciliationEdge>;
  /** The comparisons of the page. */
  nodes: Array<Reconciliation>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A comparison in a list. */
export type ReconciliationEdge = {
  __typename?: 'ReconciliationEdge';
  /** Where the comparison stands in the list. */
  cursor: Scalars['String']['output'];
  /** The comparison. */
  node: Reconciliation;
};

/** What is compared. */
export type ReconciliationScope =
  /**
   * The books with themselves: every balance with its entries, everything held with its holds, and what providers owe us
   * with what we owe and earned.
   */
  | 'BOOKS'
  /** The clearing accounts of a provider with its statement. */
  | 'PROVIDER';

/** Where a comparison stands. */
export type ReconciliationStatus =
  /** Given up after three attempts; the log says why. */
  | 'FAILED'
  /** The report is complete. */
  | 'FINISHED'
  /** Waits for its turn, or is being made. */
  | 'RUNNING';

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A stretch of time to report on. */
export type ReportPeriod =
  /** From midnight to midnight, UTC. */
  | 'DAY'
  /** From the first to the last of a month. */
  | 'MONTH'
  /** From Monday to Sunday, as in ISO 8601. */
  | 'WEEK';

/** What a difference was. */
export type ResolveBreakInput = {
  /** The difference. */
  breakId: Scalars['ID']['input'];
  /** What it was and what was done about it, 1 to 1000 characters. */
  note: Scalars['String']['input'];
};

/** The outcome of explaining a difference. */
export type ResolveBreakResult = BreakResolved | BreakUnknown | ResolveBreakSuccess;

/** The difference is explained. */
export type ResolveBreakSuccess = {
  __typename?: 'ResolveBreakSuccess';
  /** The difference with its explanation. */
  break: ReconciliationBreak;
};

/** It is not undone. Codes: NOT_REVERSIBLE, ALREADY_REVERSED, INSUFFICIENT_FUNDS, IDEMPOTENCY_KEY_REUSED. */
export type ReversalRefused = Refusal & {
  __typename?: 'ReversalRefused';
  /** For INSUFFICIENT_FUNDS: what the account that would have to give the money back has. */
  available: Maybe<Money>;
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** For ALREADY_REVERSED: the ledger transaction that undid it. */
  reversedBy: Maybe<LedgerTransaction>;
};

/** What to undo. */
export type ReverseLedgerTransactionInput = {
  /** The client's name for this attempt, 1 to 255 visible ASCII characters: with the same key, the same answer. */
  idempotencyKey: Scalars['String']['input'];
  /** The ledger transaction, starts with ltx_. */
  ledgerTransactionId: Scalars['ID']['input'];
  /** Why, at most 500 characters. It becomes the reversal's description. */
  reason: Scalars['String']['input'];
};

/** The outcome of undoing a ledger transaction. */
export type ReverseLedgerTransactionResult = ReversalRefused | ReverseLedgerTransactionSuccess;

/** It is undone. */
export type ReverseLedgerTransactionSuccess = {
  __typename?: 'ReverseLedgerTransactionSuccess';
  /** The ledger transaction that undoes it. */
  reversal: LedgerTransaction;
};

/** What to compare. */
export type RunReconciliationInput = {
  /** For PROVIDER: how many days booking and recording may lie apart, 0 to 31; 3 when left out. */
  lateDays?: InputMaybe<Scalars['Int']['input']>;
  /** What is compared. */
  scope: ReconciliationScope;
  /** The imported statement, for PROVIDER. */
  statementId?: InputMaybe<Scalars['ID']['input']>;
};

/** The outcome of asking for a comparison. */
export type RunReconciliationResult = RunReconciliationSuccess | StatementNotImported | TooManyReconciliations;

/** The comparison was asked for, and perhaps finished. */
export type RunReconciliationSuccess = {
  __typename?: 'RunReconciliationSuccess';
  /** The comparison as it stands. */
  reconciliation: Reconciliation;
};

/** How far an account may be overdrawn. */
export type SetOverdraftLimitInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** How far below zero it may go; 0 for not at all. */
  limit: MoneyInput;
  /** Why, at most 500 characters. */
  reason: Scalars['String']['input'];
};

/** The outcome of setting an overdraft limit. */
export type SetOverdraftLimitResult = OverdraftLimitRefused | SetOverdraftLimitSuccess;

/** The limit holds from now on. */
export type SetOverdraftLimitSuccess = {
  __typename?: 'SetOverdraftLimitSuccess';
  /** The account. */
  account: Account;
  /** How far below zero it may go. */
  limit: Money;
};

/** Which side of a ledger account an entry is on. */
export type Side =
  /** The right side: less of an asset, more of a liability. */
  | 'CREDIT'
  /** The left side: more of an asset, less of a liability. */
  | 'DEBIT';

/** What kind of file a statement is. */
export type StatementFormat =
  /** A table for programs: RFC 4180, UTF-8, exact amounts in major units. No cell is a formula to a spreadsheet. */
  | 'CSV'
  /** Pages for people. */
  | 'PDF';

/** The same statement was imported before: the same days, or the same lines. Code: STATEMENT_KNOWN. */
export type StatementKnown = Refusal & {
  __typename?: 'StatementKnown';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
  /** The one that counts. */
  statementId: Scalars['ID']['output'];
};

/** A line cannot be in this statement; none of the page was added. Code: BAD_LINE. */
export type StatementLineRefused = Refusal & {
  __typename?: 'StatementLineRefused';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** The number of the line in the statement, from 1. */
  line: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The statement has another number of lines than was said. Code: LINES_OUT_OF_ORDER. */
export type StatementLinesOutOfOrder = Refusal & {
  __typename?: 'StatementLinesOutOfOrder';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many it has. */
  lineCount: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** There is no imported statement with this id. Code: STATEMENT_NOT_IMPORTED. */
export type StatementNotImported = Refusal & {
  __typename?: 'StatementNotImported';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** There is no statement with this id, or it is closed. Code: STATEMENT_NOT_OPEN. */
export type StatementNotOpen = Refusal & {
  __typename?: 'StatementNotOpen';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * An account's statement of a month as a file, in pieces to be put together in order: opening balance, every entry, closing
   * balance. The gateway serves the same by HTTP at /statements/{accountId}/{month}.csv and .pdf. NOT_FOUND to anyone but the
   * owner and administrators, and for an account that nothing was ever posted to.
   */
  accountStatement: AccountStatementChunk;
  /**
   * What is in an account whenever it changes: every change once, in order. NOT_FOUND to anyone but the owner and
   * administrators. An account may be watched before anything was posted to it.
   */
  balanceChanged: BalanceEvent;
  /** Every ledger transaction when it is posted, once and in order. */
  ledgerTransactionPosted: LedgerTransactionEvent;
};


export type SubscriptionAccountStatementArgs = {
  accountId: Scalars['ID']['input'];
  format: StatementFormat;
  month: Scalars['String']['input'];
};


export type SubscriptionBalanceChangedArgs = {
  accountId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionLedgerTransactionPostedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Too many comparisons wait for their turn. Code: TOO_MANY_RECONCILIATIONS. */
export type TooManyReconciliations = Refusal & {
  __typename?: 'TooManyReconciliations';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** What the tally log was at one moment, signed: with it, nothing that is in the log can be changed or taken out unseen. */
export type TreeHead = {
  __typename?: 'TreeHead';
  /** Which key signed it: the first 16 hex digits of its hash. */
  keyId: Scalars['String']['output'];
  /** That key, Ed25519, 32 bytes in base64url. */
  publicKey: Scalars['String']['output'];
  /** When it was signed. */
  publishedAt: Scalars['DateTime']['output'];
  /** The root of the Merkle tree over them, 32 bytes in hex. */
  rootHash: Scalars['String']['output'];
  /** The signature, Ed25519, 64 bytes in base64url. */
  signature: Scalars['String']['output'];
  /** How many leaves there were. */
  size: Scalars['Int']['output'];
};

/** A tree head that was written down where we alone cannot take it back. */
export type TreeHeadAnchor = {
  __typename?: 'TreeHeadAnchor';
  /** Where: file, ethereum or bitcoin. */
  anchor: Scalars['String']['output'];
  /** When it was known to be there. */
  anchoredAt: Scalars['DateTime']['output'];
  /** What it is to be found by there: the number of a line, or the hash of a transaction. */
  reference: Scalars['String']['output'];
  /** How many leaves the tally log had. */
  size: Scalars['Int']['output'];
};

/** All debits and credits of one place in the chart of accounts, in one currency. */
export type TrialBalanceByCodeRow = {
  __typename?: 'TrialBalanceByCodeRow';
  /** What they come to on the side on which the place grows. */
  balance: Money;
  /** The place; all customers' wallets are one. */
  code: LedgerAccountCode;
  /** The sum of all credits. */
  credits: Money;
  /** The currency of the row. */
  currency: Scalars['CurrencyCode']['output'];
  /** The sum of all debits. */
  debits: Money;
  /** The provider, for PROVIDER_CLEARING. */
  provider: Maybe<Scalars['String']['output']>;
};

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

export type User = {
  __typename?: 'User';
  /** Opaque, starts with usr_. */
  id: Scalars['ID']['output'];
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

/** Which hold to end. */
export type VoidHoldInput = {
  /** The hold's id. */
  id: Scalars['ID']['input'];
};

/** The outcome of ending a hold. */
export type VoidHoldResult = HoldRefused | HoldSuccess;

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
  LedgerAccount: LedgerAccount;
  LedgerTransaction: LedgerTransaction;
  Payment: Payment;
  ProviderStatement: ProviderStatement;
  Reconciliation: Reconciliation;
  ReconciliationBreak: ReconciliationBreak;
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
  LedgerAccount:
    ( { __typename: 'LedgerAccount' }
    & GraphQLRecursivePick<FederationTypes['LedgerAccount'], {"id":true}> );
  LedgerTransaction:
    ( { __typename: 'LedgerTransaction' }
    & GraphQLRecursivePick<FederationTypes['LedgerTransaction'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  ProviderStatement:
    ( { __typename: 'ProviderStatement' }
    & GraphQLRecursivePick<FederationTypes['ProviderStatement'], {"id":true}> );
  Reconciliation:
    ( { __typename: 'Reconciliation' }
    & GraphQLRecursivePick<FederationTypes['Reconciliation'], {"id":true}> );
  ReconciliationBreak:
    ( { __typename: 'ReconciliationBreak' }
    & GraphQLRecursivePick<FederationTypes['ReconciliationBreak'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AddProviderStatementLinesResult:
    | ( Omit<AddProviderStatementLinesSuccess, 'statement'> & { statement: _RefType['ProviderStatement'] } )
    | ( StatementLineRefused )
    | ( StatementLinesOutOfOrder )
    | ( StatementNotOpen )
  ;
  AssignBreakResult:
    | ( Omit<AssignBreakSuccess, 'break'> & { break: _RefType['ReconciliationBreak'] } )
    | ( BreakResolved )
    | ( BreakUnknown )
  ;
  CloseProviderStatementResult:
    | ( Omit<CloseProviderStatementSuccess, 'statement'> & { statement: _RefType['ProviderStatement'] } )
    | ( StatementKnown )
    | ( StatementLinesOutOfOrder )
    | ( StatementNotOpen )
  ;
  OpenProviderStatementResult:
    | ( Omit<OpenProviderStatementSuccess, 'statement'> & { statement: _RefType['ProviderStatement'] } )
    | ( StatementKnown )
  ;
  PlaceHoldResult:
    | ( Omit<HoldRefused, 'available'> & { available?: Maybe<_RefType['Money']> } )
    | ( Omit<HoldSuccess, 'hold'> & { hold: _RefType['Hold'] } )
  ;
  PostLedgerTransactionResult:
    | ( Omit<LedgerTransactionRefused, 'available'> & { available?: Maybe<_RefType['Money']> } )
    | ( Omit<PostLedgerTransactionSuccess, 'ledgerTransaction'> & { ledgerTransaction: _RefType['LedgerTransaction'] } )
  ;
  PublishLiabilitiesResult:
    | ( LiabilitiesNotPublished )
    | ( Omit<PublishLiabilitiesSuccess, 'liabilities'> & { liabilities: Array<_RefType['LiabilitySnapshot']> } )
  ;
  ResolveBreakResult:
    | ( BreakResolved )
    | ( BreakUnknown )
    | ( Omit<ResolveBreakSuccess, 'break'> & { break: _RefType['ReconciliationBreak'] } )
  ;
  ReverseLedgerTransactionResult:
    | ( Omit<ReversalRefused, 'available' | 'reversedBy'> & { available?: Maybe<_RefType['Money']>, reversedBy?: Maybe<_RefType['LedgerTransaction']> } )
    | ( Omit<ReverseLedgerTransactionSuccess, 'reversal'> & { reversal: _RefType['LedgerTransaction'] } )
  ;
  RunReconciliationResult:
    | ( Omit<RunReconciliationSuccess, 'reconciliation'> & { reconciliation: _RefType['Reconciliation'] } )
    | ( StatementNotImported )
    | ( TooManyReconciliations )
  ;
  SetOverdraftLimitResult:
    | ( OverdraftLimitRefused )
    | ( Omit<SetOverdraftLimitSuccess, 'account' | 'limit'> & { account: _RefType['Account'], limit: _RefType['Money'] } )
  ;
  VoidHoldResult:
    | ( Omit<HoldRefused, 'available'> & { available?: Maybe<_RefType['Money']> } )
    | ( Omit<HoldSuccess, 'hold'> & { hold: _RefType['Hold'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Refusal:
    | ( BreakResolved )
    | ( BreakUnknown )
    | ( Omit<HoldRefused, 'available'> & { available?: Maybe<_RefType['Money']> } )
    | ( Omit<LedgerTransactionRefused, 'available'> & { available?: Maybe<_RefType['Money']> } )
    | ( LiabilitiesNotPublished )
    | ( OverdraftLimitRefused )
    | ( Omit<ReversalRefused, 'available' | 'reversedBy'> & { available?: Maybe<_RefType['Money']>, reversedBy?: Maybe<_RefType['LedgerTransaction']> } )
    | ( StatementKnown )
    | ( StatementLineRefused )
    | ( StatementLinesOutOfOrder )
    | ( StatementNotImported )
    | ( StatementNotOpen )
    | ( TooManyReconciliations )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountStatementChunk: ResolverTypeWrapper<AccountStatementChunk>;
  AddProviderStatementLinesInput: AddProviderStatementLinesInput;
  AddProviderStatementLinesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddProviderStatementLinesResult']>;
  AddProviderStatementLinesSuccess: ResolverTypeWrapper<Omit<AddProviderStatementLinesSuccess, 'statement'> & { statement: ResolversTypes['ProviderStatement'] }>;
  AssignBreakInput: AssignBreakInput;
  AssignBreakResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignBreakResult']>;
  AssignBreakSuccess: ResolverTypeWrapper<Omit<AssignBreakSuccess, 'break'> & { break: ResolversTypes['ReconciliationBreak'] }>;
  Balance: ResolverTypeWrapper<BalanceModel>;
  BalanceEvent: ResolverTypeWrapper<Omit<BalanceEvent, 'account' | 'balance' | 'ledgerTransaction'> & { account: ResolversTypes['Account'], balance: ResolversTypes['Balance'], ledgerTransaction?: Maybe<ResolversTypes['LedgerTransaction']> }>;
  BreakKind: BreakKind;
  BreakResolved: ResolverTypeWrapper<BreakResolved>;
  BreakUnknown: ResolverTypeWrapper<BreakUnknown>;
  Clock: Clock;
  CloseProviderStatementInput: CloseProviderStatementInput;
  CloseProviderStatementResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseProviderStatementResult']>;
  CloseProviderStatementSuccess: ResolverTypeWrapper<Omit<CloseProviderStatementSuccess, 'statement'> & { statement: ResolversTypes['ProviderStatement'] }>;
  ConsistencyProof: ResolverTypeWrapper<ConsistencyProof>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Entry: ResolverTypeWrapper<EntryModel>;
  EntryConnection: ResolverTypeWrapper<Omit<EntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['EntryEdge']>, nodes: Array<ResolversTypes['Entry']> }>;
  EntryEdge: ResolverTypeWrapper<Omit<EntryEdge, 'node'> & { node: ResolversTypes['Entry'] }>;
  EntryInput: EntryInput;
  FinancialReport: ResolverTypeWrapper<Omit<FinancialReport, 'currencies'> & { currencies: Array<ResolversTypes['FinancialReportCurrency']> }>;
  FinancialReportCurrency: ResolverTypeWrapper<Omit<FinancialReportCurrency, 'credits' | 'debits' | 'feeIncome' | 'lines'> & { credits: ResolversTypes['Money'], debits: ResolversTypes['Money'], feeIncome: ResolversTypes['Money'], lines: Array<ResolversTypes['FinancialReportLine']> }>;
  FinancialReportInput: FinancialReportInput;
  FinancialReportLine: ResolverTypeWrapper<Omit<FinancialReportLine, 'closing' | 'credits' | 'debits' | 'opening'> & { closing: ResolversTypes['Money'], credits: ResolversTypes['Money'], debits: ResolversTypes['Money'], opening: ResolversTypes['Money'] }>;
  Hold: ResolverTypeWrapper<HoldModel>;
  HoldRefused: ResolverTypeWrapper<Omit<HoldRefused, 'available'> & { available?: Maybe<ResolversTypes['Money']> }>;
  HoldStatus: HoldStatus;
  HoldSuccess: ResolverTypeWrapper<Omit<HoldSuccess, 'hold'> & { hold: ResolversTypes['Hold'] }>;
  LedgerAccount: ResolverTypeWrapper<LedgerAccountModel>;
  LedgerAccountCode: LedgerAccountCode;
  LedgerAccountInput: LedgerAccountInput;
  LedgerEntryInput: LedgerEntryInput;
  LedgerTransaction: ResolverTypeWrapper<LedgerTransactionModel>;
  LedgerTransactionConnection: ResolverTypeWrapper<Omit<LedgerTransactionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['LedgerTransactionEdge']>, nodes: Array<ResolversTypes['LedgerTransaction']> }>;
  LedgerTransactionEdge: ResolverTypeWrapper<Omit<LedgerTransactionEdge, 'node'> & { node: ResolversTypes['LedgerTransaction'] }>;
  LedgerTransactionEvent: ResolverTypeWrapper<Omit<LedgerTransactionEvent, 'ledgerTransaction'> & { ledgerTransaction: ResolversTypes['LedgerTransaction'] }>;
  LedgerTransactionFilter: LedgerTransactionFilter;
  LedgerTransactionInput: LedgerTransactionInput;
  LedgerTransactionRefused: ResolverTypeWrapper<Omit<LedgerTransactionRefused, 'available'> & { available?: Maybe<ResolversTypes['Money']> }>;
  LiabilitiesNotPublished: ResolverTypeWrapper<LiabilitiesNotPublished>;
  LiabilityProof: ResolverTypeWrapper<LiabilityProof>;
  LiabilitySnapshot: ResolverTypeWrapper<LiabilitySnapshotModel>;
  MetadataFact: ResolverTypeWrapper<MetadataFact>;
  MetadataFactInput: MetadataFactInput;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OpenProviderStatementInput: OpenProviderStatementInput;
  OpenProviderStatementResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenProviderStatementResult']>;
  OpenProviderStatementSuccess: ResolverTypeWrapper<Omit<OpenProviderStatementSuccess, 'statement'> & { statement: ResolversTypes['ProviderStatement'] }>;
  OverdraftLimitRefused: ResolverTypeWrapper<OverdraftLimitRefused>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PlaceHoldInput: PlaceHoldInput;
  PlaceHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceHoldResult']>;
  PostLedgerTransactionInput: PostLedgerTransactionInput;
  PostLedgerTransactionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PostLedgerTransactionResult']>;
  PostLedgerTransactionSuccess: ResolverTypeWrapper<Omit<PostLedgerTransactionSuccess, 'ledgerTransaction'> & { ledgerTransaction: ResolversTypes['LedgerTransaction'] }>;
  PostLedgerTransactionsInput: PostLedgerTransactionsInput;
  PostLedgerTransactionsSuccess: ResolverTypeWrapper<Omit<PostLedgerTransactionsSuccess, 'outcomes'> & { outcomes: Array<ResolversTypes['PostingOutcome']> }>;
  PostingOutcome: ResolverTypeWrapper<Omit<PostingOutcome, 'available'> & { available?: Maybe<ResolversTypes['Money']> }>;
  PostingRefusal: PostingRefusal;
  ProviderStatement: ResolverTypeWrapper<ProviderStatementModel>;
  ProviderStatementConnection: ResolverTypeWrapper<Omit<ProviderStatementConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProviderStatementEdge']>, nodes: Array<ResolversTypes['ProviderStatement']> }>;
  ProviderStatementEdge: ResolverTypeWrapper<Omit<ProviderStatementEdge, 'node'> & { node: ResolversTypes['ProviderStatement'] }>;
  ProviderStatementLineInput: ProviderStatementLineInput;
  PublishLiabilitiesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PublishLiabilitiesResult']>;
  PublishLiabilitiesSuccess: ResolverTypeWrapper<Omit<PublishLiabilitiesSuccess, 'liabilities'> & { liabilities: Array<ResolversTypes['LiabilitySnapshot']> }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Receipt: ResolverTypeWrapper<Receipt>;
  Reconciliation: ResolverTypeWrapper<ReconciliationModel>;
  ReconciliationBreak: ResolverTypeWrapper<ReconciliationBreakModel>;
  ReconciliationBreakConnection: ResolverTypeWrapper<Omit<ReconciliationBreakConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ReconciliationBreakEdge']>, nodes: Array<ResolversTypes['ReconciliationBreak']> }>;
  ReconciliationBreakEdge: ResolverTypeWrapper<Omit<ReconciliationBreakEdge, 'node'> & { node: ResolversTypes['ReconciliationBreak'] }>;
  ReconciliationBreakFilter: ReconciliationBreakFilter;
  ReconciliationConnection: ResolverTypeWrapper<Omit<ReconciliationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ReconciliationEdge']>, nodes: Array<ResolversTypes['Reconciliation']> }>;
  ReconciliationEdge: ResolverTypeWrapper<Omit<ReconciliationEdge, 'node'> & { node: ResolversTypes['Reconciliation'] }>;
  ReconciliationScope: ReconciliationScope;
  ReconciliationStatus: ReconciliationStatus;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  ReportPeriod: ReportPeriod;
  ResolveBreakInput: ResolveBreakInput;
  ResolveBreakResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResolveBreakResult']>;
  ResolveBreakSuccess: ResolverTypeWrapper<Omit<ResolveBreakSuccess, 'break'> & { break: ResolversTypes['ReconciliationBreak'] }>;
  ReversalRefused: ResolverTypeWrapper<Omit<ReversalRefused, 'available' | 'reversedBy'> & { available?: Maybe<ResolversTypes['Money']>, reversedBy?: Maybe<ResolversTypes['LedgerTransaction']> }>;
  ReverseLedgerTransactionInput: ReverseLedgerTransactionInput;
  ReverseLedgerTransactionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReverseLedgerTransactionResult']>;
  ReverseLedgerTransactionSuccess: ResolverTypeWrapper<Omit<ReverseLedgerTransactionSuccess, 'reversal'> & { reversal: ResolversTypes['LedgerTransaction'] }>;
  RunReconciliationInput: RunReconciliationInput;
  RunReconciliationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RunReconciliationResult']>;
  RunReconciliationSuccess: ResolverTypeWrapper<Omit<RunReconciliationSuccess, 'reconciliation'> & { reconciliation: ResolversTypes['Reconciliation'] }>;
  SetOverdraftLimitInput: SetOverdraftLimitInput;
  SetOverdraftLimitResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetOverdraftLimitResult']>;
  SetOverdraftLimitSuccess: ResolverTypeWrapper<Omit<SetOverdraftLimitSuccess, 'account' | 'limit'> & { account: ResolversTypes['Account'], limit: ResolversTypes['Money'] }>;
  Side: Side;
  StatementFormat: StatementFormat;
  StatementKnown: ResolverTypeWrapper<StatementKnown>;
  StatementLineRefused: ResolverTypeWrapper<StatementLineRefused>;
  StatementLinesOutOfOrder: ResolverTypeWrapper<StatementLinesOutOfOrder>;
  StatementNotImported: ResolverTypeWrapper<StatementNotImported>;
  StatementNotOpen: ResolverTypeWrapper<StatementNotOpen>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TooManyReconciliations: ResolverTypeWrapper<TooManyReconciliations>;
  TreeHead: ResolverTypeWrapper<TreeHead>;
  TreeHeadAnchor: ResolverTypeWrapper<TreeHeadAnchorModel>;
  TrialBalanceByCodeRow: ResolverTypeWrapper<Omit<TrialBalanceByCodeRow, 'balance' | 'credits' | 'debits'> & { balance: ResolversTypes['Money'], credits: ResolversTypes['Money'], debits: ResolversTypes['Money'] }>;
  TrialBalanceRow: ResolverTypeWrapper<Omit<TrialBalanceRow, 'credits' | 'debits'> & { credits: ResolversTypes['Money'], debits: ResolversTypes['Money'] }>;
  User: ResolverTypeWrapper<UserModel>;
  ViewerInput: ViewerInput;
  VoidHoldInput: VoidHoldInput;
  VoidHoldResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VoidHoldResult']>;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountModel;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AccountStatementChunk: AccountStatementChunk;
  AddProviderStatementLinesInput: AddProviderStatementLinesInput;
  AddProviderStatementLinesResult: ResolversUnionTypes<ResolversParentTypes>['AddProviderStatementLinesResult'];
  AddProviderStatementLinesSuccess: Omit<AddProviderStatementLinesSuccess, 'statement'> & { statement: ResolversParentTypes['ProviderStatement'] };
  AssignBreakInput: AssignBreakInput;
  AssignBreakResult: ResolversUnionTypes<ResolversParentTypes>['AssignBreakResult'];
  AssignBreakSuccess: Omit<AssignBreakSuccess, 'break'> & { break: ResolversParentTypes['ReconciliationBreak'] };
  Balance: BalanceModel;
  BalanceEvent: Omit<BalanceEvent, 'account' | 'balance' | 'ledgerTransaction'> & { account: ResolversParentTypes['Account'], balance: ResolversParentTypes['Balance'], ledgerTransaction?: Maybe<ResolversParentTypes['LedgerTransaction']> };
  BreakResolved: BreakResolved;
  BreakUnknown: BreakUnknown;
  CloseProviderStatementInput: CloseProviderStatementInput;
  CloseProviderStatementResult: ResolversUnionTypes<ResolversParentTypes>['CloseProviderStatementResult'];
  CloseProviderStatementSuccess: Omit<CloseProviderStatementSuccess, 'statement'> & { statement: ResolversParentTypes['ProviderStatement'] };
  ConsistencyProof: ConsistencyProof;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Entry: EntryModel;
  EntryConnection: Omit<EntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['EntryEdge']>, nodes: Array<ResolversParentTypes['Entry']> };
  EntryEdge: Omit<EntryEdge, 'node'> & { node: ResolversParentTypes['Entry'] };
  EntryInput: EntryInput;
  FinancialReport: Omit<FinancialReport, 'currencies'> & { currencies: Array<ResolversParentTypes['FinancialReportCurrency']> };
  FinancialReportCurrency: Omit<FinancialReportCurrency, 'credits' | 'debits' | 'feeIncome' | 'lines'> & { credits: ResolversParentTypes['Money'], debits: ResolversParentTypes['Money'], feeIncome: ResolversParentTypes['Money'], lines: Array<ResolversParentTypes['FinancialReportLine']> };
  FinancialReportInput: FinancialReportInput;
  FinancialReportLine: Omit<FinancialReportLine, 'closing' | 'credits' | 'debits' | 'opening'> & { closing: ResolversParentTypes['Money'], credits: ResolversParentTypes['Money'], debits: ResolversParentTypes['Money'], opening: ResolversParentTypes['Money'] };
  Hold: HoldModel;
  HoldRefused: Omit<HoldRefused, 'available'> & { available?: Maybe<ResolversParentTypes['Money']> };
  HoldSuccess: Omit<HoldSuccess, 'hold'> & { hold: ResolversParentTypes['Hold'] };
  LedgerAccount: LedgerAccountModel;
  LedgerAccountInput: LedgerAccountInput;
  LedgerEntryInput: LedgerEntryInput;
  LedgerTransaction: LedgerTransactionModel;
  LedgerTransactionConnection: Omit<LedgerTransactionConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['LedgerTransactionEdge']>, nodes: Array<ResolversParentTypes['LedgerTransaction']> };
  LedgerTransactionEdge: Omit<LedgerTransactionEdge, 'node'> & { node: ResolversParentTypes['LedgerTransaction'] };
  LedgerTransactionEvent: Omit<LedgerTransactionEvent, 'ledgerTransaction'> & { ledgerTransaction: ResolversParentTypes['LedgerTransaction'] };
  LedgerTransactionFilter: LedgerTransactionFilter;
  LedgerTransactionInput: LedgerTransactionInput;
  LedgerTransactionRefused: Omit<LedgerTransactionRefused, 'available'> & { available?: Maybe<ResolversParentTypes['Money']> };
  LiabilitiesNotPublished: LiabilitiesNotPublished;
  LiabilityProof: LiabilityProof;
  LiabilitySnapshot: LiabilitySnapshotModel;
  MetadataFact: MetadataFact;
  MetadataFactInput: MetadataFactInput;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  OpenProviderStatementInput: OpenProviderStatementInput;
  OpenProviderStatementResult: ResolversUnionTypes<ResolversParentTypes>['OpenProviderStatementResult'];
  OpenProviderStatementSuccess: Omit<OpenProviderStatementSuccess, 'statement'> & { statement: ResolversParentTypes['ProviderStatement'] };
  OverdraftLimitRefused: OverdraftLimitRefused;
  PageInfo: PageInfo;
  Payment: PaymentModel;
  PlaceHoldInput: PlaceHoldInput;
  PlaceHoldResult: ResolversUnionTypes<ResolversParentTypes>['PlaceHoldResult'];
  PostLedgerTransactionInput: PostLedgerTransactionInput;
  PostLedgerTransactionResult: ResolversUnionTypes<ResolversParentTypes>['PostLedgerTransactionResult'];
  PostLedgerTransactionSuccess: Omit<PostLedgerTransactionSuccess, 'ledgerTransaction'> & { ledgerTransaction: ResolversParentTypes['LedgerTransaction'] };
  PostLedgerTransactionsInput: PostLedgerTransactionsInput;
  PostLedgerTransactionsSuccess: Omit<PostLedgerTransactionsSuccess, 'outcomes'> & { outcomes: Array<ResolversParentTypes['PostingOutcome']> };
  PostingOutcome: Omit<PostingOutcome, 'available'> & { available?: Maybe<ResolversParentTypes['Money']> };
  ProviderStatement: ProviderStatementModel;
  ProviderStatementConnection: Omit<ProviderStatementConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProviderStatementEdge']>, nodes: Array<ResolversParentTypes['ProviderStatement']> };
  ProviderStatementEdge: Omit<ProviderStatementEdge, 'node'> & { node: ResolversParentTypes['ProviderStatement'] };
  ProviderStatementLineInput: ProviderStatementLineInput;
  PublishLiabilitiesResult: ResolversUnionTypes<ResolversParentTypes>['PublishLiabilitiesResult'];
  PublishLiabilitiesSuccess: Omit<PublishLiabilitiesSuccess, 'liabilities'> & { liabilities: Array<ResolversParentTypes['LiabilitySnapshot']> };
  Query: Record<PropertyKey, never>;
  Receipt: Receipt;
  Reconciliation: ReconciliationModel;
  ReconciliationBreak: ReconciliationBreakModel;
  ReconciliationBreakConnection: Omit<ReconciliationBreakConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ReconciliationBreakEdge']>, nodes: Array<ResolversParentTypes['ReconciliationBreak']> };
  ReconciliationBreakEdge: Omit<ReconciliationBreakEdge, 'node'> & { node: ResolversParentTypes['ReconciliationBreak'] };
  ReconciliationBreakFilter: ReconciliationBreakFilter;
  ReconciliationConnection: Omit<ReconciliationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ReconciliationEdge']>, nodes: Array<ResolversParentTypes['Reconciliation']> };
  ReconciliationEdge: Omit<ReconciliationEdge, 'node'> & { node: ResolversParentTypes['Reconciliation'] };
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  ResolveBreakInput: ResolveBreakInput;
  ResolveBreakResult: ResolversUnionTypes<ResolversParentTypes>['ResolveBreakResult'];
  ResolveBreakSuccess: Omit<ResolveBreakSuccess, 'break'> & { break: ResolversParentTypes['ReconciliationBreak'] };
  ReversalRefused: Omit<ReversalRefused, 'available' | 'reversedBy'> & { available?: Maybe<ResolversParentTypes['Money']>, reversedBy?: Maybe<ResolversParentTypes['LedgerTransaction']> };
  ReverseLedgerTransactionInput: ReverseLedgerTransactionInput;
  ReverseLedgerTransactionResult: ResolversUnionTypes<ResolversParentTypes>['ReverseLedgerTransactionResult'];
  ReverseLedgerTransactionSuccess: Omit<ReverseLedgerTransactionSuccess, 'reversal'> & { reversal: ResolversParentTypes['LedgerTransaction'] };
  RunReconciliationInput: RunReconciliationInput;
  RunReconciliationResult: ResolversUnionTypes<ResolversParentTypes>['RunReconciliationResult'];
  RunReconciliationSuccess: Omit<RunReconciliationSuccess, 'reconciliation'> & { reconciliation: ResolversParentTypes['Reconciliation'] };
  SetOverdraftLimitInput: SetOverdraftLimitInput;
  SetOverdraftLimitResult: ResolversUnionTypes<ResolversParentTypes>['SetOverdraftLimitResult'];
  SetOverdraftLimitSuccess: Omit<SetOverdraftLimitSuccess, 'account' | 'limit'> & { account: ResolversParentTypes['Account'], limit: ResolversParentTypes['Money'] };
  StatementKnown: StatementKnown;
  StatementLineRefused: StatementLineRefused;
  StatementLinesOutOfOrder: StatementLinesOutOfOrder;
  StatementNotImported: StatementNotImported;
  StatementNotOpen: StatementNotOpen;
  Subscription: Record<PropertyKey, never>;
  TooManyReconciliations: TooManyReconciliations;
  TreeHead: TreeHead;
  TreeHeadAnchor: TreeHeadAnchorModel;
  TrialBalanceByCodeRow: Omit<TrialBalanceByCodeRow, 'balance' | 'credits' | 'debits'> & { balance: ResolversParentTypes['Money'], credits: ResolversParentTypes['Money'], debits: ResolversParentTypes['Money'] };
  TrialBalanceRow: Omit<TrialBalanceRow, 'credits' | 'debits'> & { credits: ResolversParentTypes['Money'], debits: ResolversParentTypes['Money'] };
  User: UserModel;
  ViewerInput: ViewerInput;
  VoidHoldInput: VoidHoldInput;
  VoidHoldResult: ResolversUnionTypes<ResolversParentTypes>['VoidHoldResult'];
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
  balance?: Resolver<Maybe<ResolversTypes['Balance']>, ParentType, ContextType, RequireFields<AccountBalanceArgs, 'clock'>>;
  entries?: Resolver<ResolversTypes['EntryConnection'], ParentType, ContextType, RequireFields<AccountEntriesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AccountStatementChunkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountStatementChunk'] = ResolversParentTypes['AccountStatementChunk']> = {
  data?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isLast?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  totalEntries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  writtenEntries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AddProviderStatementLinesResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddProviderStatementLinesResult'] = ResolversParentTypes['AddProviderStatementLinesResult']> = {
  __resolveType: TypeResolveFn<'AddProviderStatementLinesSuccess' | 'StatementLineRefused' | 'StatementLinesOutOfOrder' | 'StatementNotOpen', ParentType, ContextType>;
};

export type AddProviderStatementLinesSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddProviderStatementLinesSuccess'] = ResolversParentTypes['AddProviderStatementLinesSuccess']> = {
  statement?: Resolver<ResolversTypes['ProviderStatement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssignBreakResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignBreakResult'] = ResolversParentTypes['AssignBreakResult']> = {
  __resolveType: TypeResolveFn<'AssignBreakSuccess' | 'BreakResolved' | 'BreakUnknown', ParentType, ContextType>;
};

export type AssignBreakSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssignBreakSuccess'] = ResolversParentTypes['AssignBreakSuccess']> = {
  break?: Resolver<ResolversTypes['ReconciliationBreak'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  posted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BalanceEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BalanceEvent'] = ResolversParentTypes['BalanceEvent']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ledgerTransaction?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
};

export type BreakResolvedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BreakResolved'] = ResolversParentTypes['BreakResolved']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BreakUnknownResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BreakUnknown'] = ResolversParentTypes['BreakUnknown']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CloseProviderStatementResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseProviderStatementResult'] = ResolversParentTypes['CloseProviderStatementResult']> = {
  __resolveType: TypeResolveFn<'CloseProviderStatementSuccess' | 'StatementKnown' | 'StatementLinesOutOfOrder' | 'StatementNotOpen', ParentType, ContextType>;
};

export type CloseProviderStatementSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseProviderStatementSuccess'] = ResolversParentTypes['CloseProviderStatementSuccess']> = {
  statement?: Resolver<ResolversTypes['ProviderStatement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConsistencyProofResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConsistencyProof'] = ResolversParentTypes['ConsistencyProof']> = {
  json?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type FinancialReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinancialReport'] = ResolversParentTypes['FinancialReport']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currencies?: Resolver<Array<ResolversTypes['FinancialReportCurrency']>, ParentType, ContextType>;
  entryCount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isFinal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ledgerTransactionCount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FinancialReportCurrencyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinancialReportCurrency'] = ResolversParentTypes['FinancialReportCurrency']> = {
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  feeIncome?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['FinancialReportLine']>, ParentType, ContextType>;
};

export type FinancialReportLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FinancialReportLine'] = ResolversParentTypes['FinancialReportLine']> = {
  closing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['LedgerAccountCode'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  entryCount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  normalSide?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  posted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HoldStatus'], ParentType, ContextType>;
};

export type HoldRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldRefused'] = ResolversParentTypes['HoldRefused']> = {
  available?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldSuccess'] = ResolversParentTypes['HoldSuccess']> = {
  hold?: Resolver<ResolversTypes['Hold'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerAccount'] = ResolversParentTypes['LedgerAccount'], FederationReferenceType extends FederationReferenceTypes['LedgerAccount'] = FederationReferenceTypes['LedgerAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LedgerAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
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
  metadata?: Resolver<Array<ResolversTypes['MetadataFact']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
  sealed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LedgerTransactionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerTransactionConnection'] = ResolversParentTypes['LedgerTransactionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LedgerTransactionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LedgerTransactionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerTransactionEdge'] = ResolversParentTypes['LedgerTransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LedgerTransaction'], ParentType, ContextType>;
};

export type LedgerTransactionEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerTransactionEvent'] = ResolversParentTypes['LedgerTransactionEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ledgerTransaction?: Resolver<ResolversTypes['LedgerTransaction'], ParentType, ContextType>;
};

export type LedgerTransactionRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerTransactionRefused'] = ResolversParentTypes['LedgerTransactionRefused']> = {
  available?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LiabilitiesNotPublishedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiabilitiesNotPublished'] = ResolversParentTypes['LiabilitiesNotPublished']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LiabilityProofResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiabilityProof'] = ResolversParentTypes['LiabilityProof']> = {
  json?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LiabilitySnapshotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiabilitySnapshot'] = ResolversParentTypes['LiabilitySnapshot']> = {
  accountCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  json?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keyId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rootHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  treeSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetadataFactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetadataFact'] = ResolversParentTypes['MetadataFact']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  addProviderStatementLines?: Resolver<ResolversTypes['AddProviderStatementLinesResult'], ParentType, ContextType, RequireFields<MutationAddProviderStatementLinesArgs, 'input'>>;
  assignBreak?: Resolver<ResolversTypes['AssignBreakResult'], ParentType, ContextType, RequireFields<MutationAssignBreakArgs, 'input'>>;
  closeProviderStatement?: Resolver<ResolversTypes['CloseProviderStatementResult'], ParentType, ContextType, RequireFields<MutationCloseProviderStatementArgs, 'input'>>;
  openProviderStatement?: Resolver<ResolversTypes['OpenProviderStatementResult'], ParentType, ContextType, RequireFields<MutationOpenProviderStatementArgs, 'input'>>;
  placeHold?: Resolver<ResolversTypes['PlaceHoldResult'], ParentType, ContextType, RequireFields<MutationPlaceHoldArgs, 'input'>>;
  postLedgerTransaction?: Resolver<ResolversTypes['PostLedgerTransactionResult'], ParentType, ContextType, RequireFields<MutationPostLedgerTransactionArgs, 'input'>>;
  postLedgerTransactions?: Resolver<ResolversTypes['PostLedgerTransactionsSuccess'], ParentType, ContextType, RequireFields<MutationPostLedgerTransactionsArgs, 'input'>>;
  publishLiabilities?: Resolver<ResolversTypes['PublishLiabilitiesResult'], ParentType, ContextType>;
  resolveBreak?: Resolver<ResolversTypes['ResolveBreakResult'], ParentType, ContextType, RequireFields<MutationResolveBreakArgs, 'input'>>;
  reverseLedgerTransaction?: Resolver<ResolversTypes['ReverseLedgerTransactionResult'], ParentType, ContextType, RequireFields<MutationReverseLedgerTransactionArgs, 'input'>>;
  runReconciliation?: Resolver<ResolversTypes['RunReconciliationResult'], ParentType, ContextType, RequireFields<MutationRunReconciliationArgs, 'input'>>;
  setOverdraftLimit?: Resolver<ResolversTypes['SetOverdraftLimitResult'], ParentType, ContextType, RequireFields<MutationSetOverdraftLimitArgs, 'input'>>;
  voidHold?: Resolver<ResolversTypes['VoidHoldResult'], ParentType, ContextType, RequireFields<MutationVoidHoldArgs, 'input'>>;
};

export type OpenProviderStatementResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenProviderStatementResult'] = ResolversParentTypes['OpenProviderStatementResult']> = {
  __resolveType: TypeResolveFn<'OpenProviderStatementSuccess' | 'StatementKnown', ParentType, ContextType>;
};

export type OpenProviderStatementSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenProviderStatementSuccess'] = ResolversParentTypes['OpenProviderStatementSuccess']> = {
  statement?: Resolver<ResolversTypes['ProviderStatement'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OverdraftLimitRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OverdraftLimitRefused'] = ResolversParentTypes['OverdraftLimitRefused']> = {
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

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ledgerTransactions?: Resolver<Array<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
};

export type PlaceHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceHoldResult'] = ResolversParentTypes['PlaceHoldResult']> = {
  __resolveType: TypeResolveFn<'HoldRefused' | 'HoldSuccess', ParentType, ContextType>;
};

export type PostLedgerTransactionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostLedgerTransactionResult'] = ResolversParentTypes['PostLedgerTransactionResult']> = {
  __resolveType: TypeResolveFn<'LedgerTransactionRefused' | 'PostLedgerTransactionSuccess', ParentType, ContextType>;
};

export type PostLedgerTransactionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostLedgerTransactionSuccess'] = ResolversParentTypes['PostLedgerTransactionSuccess']> = {
  ledgerTransaction?: Resolver<ResolversTypes['LedgerTransaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PostLedgerTransactionsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostLedgerTransactionsSuccess'] = ResolversParentTypes['PostLedgerTransactionsSuccess']> = {
  outcomes?: Resolver<Array<ResolversTypes['PostingOutcome']>, ParentType, ContextType>;
};

export type PostingOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostingOutcome'] = ResolversParentTypes['PostingOutcome']> = {
  available?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['PostingRefusal']>, ParentType, ContextType>;
};

export type ProviderStatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderStatement'] = ResolversParentTypes['ProviderStatement'], FederationReferenceType extends FederationReferenceTypes['ProviderStatement'] = FederationReferenceTypes['ProviderStatement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProviderStatement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  fromDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reconciliation?: Resolver<Maybe<ResolversTypes['Reconciliation']>, ParentType, ContextType>;
  toDay?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProviderStatementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderStatementConnection'] = ResolversParentTypes['ProviderStatementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProviderStatementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ProviderStatement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProviderStatementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderStatementEdge'] = ResolversParentTypes['ProviderStatementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProviderStatement'], ParentType, ContextType>;
};

export type PublishLiabilitiesResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishLiabilitiesResult'] = ResolversParentTypes['PublishLiabilitiesResult']> = {
  __resolveType: TypeResolveFn<'LiabilitiesNotPublished' | 'PublishLiabilitiesSuccess', ParentType, ContextType>;
};

export type PublishLiabilitiesSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishLiabilitiesSuccess'] = ResolversParentTypes['PublishLiabilitiesSuccess']> = {
  liabilities?: Resolver<Array<ResolversTypes['LiabilitySnapshot']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  consistencyProof?: Resolver<ResolversTypes['ConsistencyProof'], ParentType, ContextType, RequireFields<QueryConsistencyProofArgs, 'from'>>;
  financialReport?: Resolver<ResolversTypes['FinancialReport'], ParentType, ContextType, RequireFields<QueryFinancialReportArgs, 'input'>>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryIsVisibleArgs, 'id' | 'viewer'>>;
  ledgerProof?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType, RequireFields<QueryLedgerProofArgs, 'ledgerTransactionId'>>;
  ledgerTransaction?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType, RequireFields<QueryLedgerTransactionArgs, 'id'>>;
  ledgerTransactions?: Resolver<ResolversTypes['LedgerTransactionConnection'], ParentType, ContextType, RequireFields<QueryLedgerTransactionsArgs, 'first'>>;
  liabilities?: Resolver<Array<ResolversTypes['LiabilitySnapshot']>, ParentType, ContextType>;
  liabilityProof?: Resolver<ResolversTypes['LiabilityProof'], ParentType, ContextType, RequireFields<QueryLiabilityProofArgs, 'accountId'>>;
  providerStatement?: Resolver<Maybe<ResolversTypes['ProviderStatement']>, ParentType, ContextType, RequireFields<QueryProviderStatementArgs, 'id'>>;
  providerStatements?: Resolver<ResolversTypes['ProviderStatementConnection'], ParentType, ContextType, RequireFields<QueryProviderStatementsArgs, 'first'>>;
  receipt?: Resolver<ResolversTypes['Receipt'], ParentType, ContextType, RequireFields<QueryReceiptArgs, 'paymentId'>>;
  reconciliation?: Resolver<Maybe<ResolversTypes['Reconciliation']>, ParentType, ContextType, RequireFields<QueryReconciliationArgs, 'id'>>;
  reconciliationBreaks?: Resolver<ResolversTypes['ReconciliationBreakConnection'], ParentType, ContextType, RequireFields<QueryReconciliationBreaksArgs, 'first'>>;
  reconciliations?: Resolver<ResolversTypes['ReconciliationConnection'], ParentType, ContextType, RequireFields<QueryReconciliationsArgs, 'first'>>;
  treeHead?: Resolver<ResolversTypes['TreeHead'], ParentType, ContextType, Partial<QueryTreeHeadArgs>>;
  treeHeadAnchors?: Resolver<Array<ResolversTypes['TreeHeadAnchor']>, ParentType, ContextType>;
  trialBalance?: Resolver<Array<ResolversTypes['TrialBalanceRow']>, ParentType, ContextType, Partial<QueryTrialBalanceArgs>>;
  trialBalanceByCode?: Resolver<Array<ResolversTypes['TrialBalanceByCodeRow']>, ParentType, ContextType, Partial<QueryTrialBalanceByCodeArgs>>;
};

export type ReceiptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Receipt'] = ResolversParentTypes['Receipt']> = {
  json?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReconciliationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reconciliation'] = ResolversParentTypes['Reconciliation'], FederationReferenceType extends FederationReferenceTypes['Reconciliation'] = FederationReferenceTypes['Reconciliation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Reconciliation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  breakCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  breaks?: Resolver<ResolversTypes['ReconciliationBreakConnection'], ParentType, ContextType, RequireFields<ReconciliationBreaksArgs, 'first'>>;
  comparedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lateDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  matchedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pendingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['ReconciliationScope'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['ProviderStatement']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReconciliationStatus'], ParentType, ContextType>;
};

export type ReconciliationBreakResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationBreak'] = ResolversParentTypes['ReconciliationBreak'], FederationReferenceType extends FederationReferenceTypes['ReconciliationBreak'] = FederationReferenceTypes['ReconciliationBreak']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ReconciliationBreak']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ageDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  found?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BreakKind'], ParentType, ContextType>;
  ledgerTransaction?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolvedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['ProviderStatement']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReconciliationBreakConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationBreakConnection'] = ResolversParentTypes['ReconciliationBreakConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReconciliationBreakEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ReconciliationBreak']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReconciliationBreakEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationBreakEdge'] = ResolversParentTypes['ReconciliationBreakEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReconciliationBreak'], ParentType, ContextType>;
};

export type ReconciliationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationConnection'] = ResolversParentTypes['ReconciliationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReconciliationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Reconciliation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReconciliationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationEdge'] = ResolversParentTypes['ReconciliationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Reconciliation'], ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'BreakResolved' | 'BreakUnknown' | 'HoldRefused' | 'LedgerTransactionRefused' | 'LiabilitiesNotPublished' | 'OverdraftLimitRefused' | 'ReversalRefused' | 'StatementKnown' | 'StatementLineRefused' | 'StatementLinesOutOfOrder' | 'StatementNotImported' | 'StatementNotOpen' | 'TooManyReconciliations', ParentType, ContextType>;
};

export type ResolveBreakResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResolveBreakResult'] = ResolversParentTypes['ResolveBreakResult']> = {
  __resolveType: TypeResolveFn<'BreakResolved' | 'BreakUnknown' | 'ResolveBreakSuccess', ParentType, ContextType>;
};

export type ResolveBreakSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResolveBreakSuccess'] = ResolversParentTypes['ResolveBreakSuccess']> = {
  break?: Resolver<ResolversTypes['ReconciliationBreak'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReversalRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReversalRefused'] = ResolversParentTypes['ReversalRefused']> = {
  available?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['LedgerTransaction']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReverseLedgerTransactionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReverseLedgerTransactionResult'] = ResolversParentTypes['ReverseLedgerTransactionResult']> = {
  __resolveType: TypeResolveFn<'ReversalRefused' | 'ReverseLedgerTransactionSuccess', ParentType, ContextType>;
};

export type ReverseLedgerTransactionSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReverseLedgerTransactionSuccess'] = ResolversParentTypes['ReverseLedgerTransactionSuccess']> = {
  reversal?: Resolver<ResolversTypes['LedgerTransaction'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RunReconciliationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunReconciliationResult'] = ResolversParentTypes['RunReconciliationResult']> = {
  __resolveType: TypeResolveFn<'RunReconciliationSuccess' | 'StatementNotImported' | 'TooManyReconciliations', ParentType, ContextType>;
};

export type RunReconciliationSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunReconciliationSuccess'] = ResolversParentTypes['RunReconciliationSuccess']> = {
  reconciliation?: Resolver<ResolversTypes['Reconciliation'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetOverdraftLimitResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetOverdraftLimitResult'] = ResolversParentTypes['SetOverdraftLimitResult']> = {
  __resolveType: TypeResolveFn<'OverdraftLimitRefused' | 'SetOverdraftLimitSuccess', ParentType, ContextType>;
};

export type SetOverdraftLimitSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetOverdraftLimitSuccess'] = ResolversParentTypes['SetOverdraftLimitSuccess']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementKnownResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementKnown'] = ResolversParentTypes['StatementKnown']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statementId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementLineRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLineRefused'] = ResolversParentTypes['StatementLineRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementLinesOutOfOrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLinesOutOfOrder'] = ResolversParentTypes['StatementLinesOutOfOrder']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementNotImportedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementNotImported'] = ResolversParentTypes['StatementNotImported']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementNotOpenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementNotOpen'] = ResolversParentTypes['StatementNotOpen']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  accountStatement?: SubscriptionResolver<ResolversTypes['AccountStatementChunk'], "accountStatement", ParentType, ContextType, RequireFields<SubscriptionAccountStatementArgs, 'accountId' | 'format' | 'month'>>;
  balanceChanged?: SubscriptionResolver<ResolversTypes['BalanceEvent'], "balanceChanged", ParentType, ContextType, RequireFields<SubscriptionBalanceChangedArgs, 'accountId'>>;
  ledgerTransactionPosted?: SubscriptionResolver<ResolversTypes['LedgerTransactionEvent'], "ledgerTransactionPosted", ParentType, ContextType, Partial<SubscriptionLedgerTransactionPostedArgs>>;
};

export type TooManyReconciliationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyReconciliations'] = ResolversParentTypes['TooManyReconciliations']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TreeHeadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TreeHead'] = ResolversParentTypes['TreeHead']> = {
  keyId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rootHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TreeHeadAnchorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TreeHeadAnchor'] = ResolversParentTypes['TreeHeadAnchor']> = {
  anchor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  anchoredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TrialBalanceByCodeRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialBalanceByCodeRow'] = ResolversParentTypes['TrialBalanceByCodeRow']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['LedgerAccountCode'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TrialBalanceRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialBalanceRow'] = ResolversParentTypes['TrialBalanceRow']> = {
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VoidHoldResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoidHoldResult'] = ResolversParentTypes['VoidHoldResult']> = {
  __resolveType: TypeResolveFn<'HoldRefused' | 'HoldSuccess', ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountStatementChunk?: AccountStatementChunkResolvers<ContextType>;
  AddProviderStatementLinesResult?: AddProviderStatementLinesResultResolvers<ContextType>;
  AddProviderStatementLinesSuccess?: AddProviderStatementLinesSuccessResolvers<ContextType>;
  AssignBreakResult?: AssignBreakResultResolvers<ContextType>;
  AssignBreakSuccess?: AssignBreakSuccessResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  BalanceEvent?: BalanceEventResolvers<ContextType>;
  BreakResolved?: BreakResolvedResolvers<ContextType>;
  BreakUnknown?: BreakUnknownResolvers<ContextType>;
  CloseProviderStatementResult?: CloseProviderStatementResultResolvers<ContextType>;
  CloseProviderStatementSuccess?: CloseProviderStatementSuccessResolvers<ContextType>;
  ConsistencyProof?: ConsistencyProofResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Entry?: EntryResolvers<ContextType>;
  EntryConnection?: EntryConnectionResolvers<ContextType>;
  EntryEdge?: EntryEdgeResolvers<ContextType>;
  FinancialReport?: FinancialReportResolvers<ContextType>;
  FinancialReportCurrency?: FinancialReportCurrencyResolvers<ContextType>;
  FinancialReportLine?: FinancialReportLineResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  HoldRefused?: HoldRefusedResolvers<ContextType>;
  HoldSuccess?: HoldSuccessResolvers<ContextType>;
  LedgerAccount?: LedgerAccountResolvers<ContextType>;
  LedgerTransaction?: LedgerTransactionResolvers<ContextType>;
  LedgerTransactionConnection?: LedgerTransactionConnectionResolvers<ContextType>;
  LedgerTransactionEdge?: LedgerTransactionEdgeResolvers<ContextType>;
  LedgerTransactionEvent?: LedgerTransactionEventResolvers<ContextType>;
  LedgerTransactionRefused?: LedgerTransactionRefusedResolvers<ContextType>;
  LiabilitiesNotPublished?: LiabilitiesNotPublishedResolvers<ContextType>;
  LiabilityProof?: LiabilityProofResolvers<ContextType>;
  LiabilitySnapshot?: LiabilitySnapshotResolvers<ContextType>;
  MetadataFact?: MetadataFactResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OpenProviderStatementResult?: OpenProviderStatementResultResolvers<ContextType>;
  OpenProviderStatementSuccess?: OpenProviderStatementSuccessResolvers<ContextType>;
  OverdraftLimitRefused?: OverdraftLimitRefusedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PlaceHoldResult?: PlaceHoldResultResolvers<ContextType>;
  PostLedgerTransactionResult?: PostLedgerTransactionResultResolvers<ContextType>;
  PostLedgerTransactionSuccess?: PostLedgerTransactionSuccessResolvers<ContextType>;
  PostLedgerTransactionsSuccess?: PostLedgerTransactionsSuccessResolvers<ContextType>;
  PostingOutcome?: PostingOutcomeResolvers<ContextType>;
  ProviderStatement?: ProviderStatementResolvers<ContextType>;
  ProviderStatementConnection?: ProviderStatementConnectionResolvers<ContextType>;
  ProviderStatementEdge?: ProviderStatementEdgeResolvers<ContextType>;
  PublishLiabilitiesResult?: PublishLiabilitiesResultResolvers<ContextType>;
  PublishLiabilitiesSuccess?: PublishLiabilitiesSuccessResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Receipt?: ReceiptResolvers<ContextType>;
  Reconciliation?: ReconciliationResolvers<ContextType>;
  ReconciliationBreak?: ReconciliationBreakResolvers<ContextType>;
  ReconciliationBreakConnection?: ReconciliationBreakConnectionResolvers<ContextType>;
  ReconciliationBreakEdge?: ReconciliationBreakEdgeResolvers<ContextType>;
  ReconciliationConnection?: ReconciliationConnectionResolvers<ContextType>;
  ReconciliationEdge?: ReconciliationEdgeResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  ResolveBreakResult?: ResolveBreakResultResolvers<ContextType>;
  ResolveBreakSuccess?: ResolveBreakSuccessResolvers<ContextType>;
  ReversalRefused?: ReversalRefusedResolvers<ContextType>;
  ReverseLedgerTransactionResult?: ReverseLedgerTransactionResultResolvers<ContextType>;
  ReverseLedgerTransactionSuccess?: ReverseLedgerTransactionSuccessResolvers<ContextType>;
  RunReconciliationResult?: RunReconciliationResultResolvers<ContextType>;
  RunReconciliationSuccess?: RunReconciliationSuccessResolvers<ContextType>;
  SetOverdraftLimitResult?: SetOverdraftLimitResultResolvers<ContextType>;
  SetOverdraftLimitSuccess?: SetOverdraftLimitSuccessResolvers<ContextType>;
  StatementKnown?: StatementKnownResolvers<ContextType>;
  StatementLineRefused?: StatementLineRefusedResolvers<ContextType>;
  StatementLinesOutOfOrder?: StatementLinesOutOfOrderResolvers<ContextType>;
  StatementNotImported?: StatementNotImportedResolvers<ContextType>;
  StatementNotOpen?: StatementNotOpenResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TooManyReconciliations?: TooManyReconciliationsResolvers<ContextType>;
  TreeHead?: TreeHeadResolvers<ContextType>;
  TreeHeadAnchor?: TreeHeadAnchorResolvers<ContextType>;
  TrialBalanceByCodeRow?: TrialBalanceByCodeRowResolvers<ContextType>;
  TrialBalanceRow?: TrialBalanceRowResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  VoidHoldResult?: VoidHoldResultResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
