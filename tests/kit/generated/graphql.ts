/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Which audit entries to list. */
export type AuditLogFilter = {
  /** Only this action. */
  action?: string | null | undefined;
  /** Only what this person did. */
  actorId?: string | null | undefined;
  /** Only what this request caused. */
  requestId?: string | null | undefined;
  /** Only what was done to this resource. */
  resourceId?: string | null | undefined;
};

/** Which period to report on. */
export type FinancialReportInput = {
  /** A day within it, such as 2026-11-22. */
  date: string;
  /** How long it is. */
  period: ReportPeriod;
};

/** Whether something is well. */
export type HealthStatus =
  /** Answers, but slower or with less than it should. */
  | 'DEGRADED'
  /** Does not answer. */
  | 'DOWN'
  /** Answers. */
  | 'UP';

/** A place in the chart of accounts. */
export type LedgerAccountCode =
  /** What we owe a customer. */
  | 'CUSTOMER_WALLET'
  /** What we earned in fees. */
  | 'FEE_INCOME'
  /** What a provider owes us until it settles. */
  | 'PROVIDER_CLEARING';

/** An amount of money that a caller names. */
export type MoneyInput = {
  /** The amount in minor units of the currency, greater than zero unless the field says otherwise. */
  amount: string;
  /** The currency of the amount. */
  currency: string;
};

/** What to open. */
export type OpenAccountInput = {
  /** The one currency of the account. */
  currency: string;
  /** What to call it, 1 to 100 characters. */
  name: string;
  /** What the account is for. MERCHANT is for vendors. */
  type?: AccountType | null | undefined;
};

/** Who is paid: exactly one of the three. */
export type PayeeInput = {
  /** An account, by id. */
  accountId?: string | null | undefined;
  /** An account, by its ten-digit number. */
  accountNumber?: string | null | undefined;
  /** A person, by e-mail address: their oldest open account in the currency. */
  email?: string | null | undefined;
};

/** A fact about a payment, for programs. */
export type PaymentFactInput = {
  /** What it is called: 1 to 40 letters, digits, dots, dashes or underscores; none twice. */
  key: string;
  /** What it is: at most 500 characters. */
  value: string;
};

/** Which payments to list. */
export type PaymentFilter = {
  /** Only those made from this moment on. */
  createdFrom?: string | null | undefined;
  /** Only those made before this moment. */
  createdTo?: string | null | undefined;
  /** Only those in this currency. Amounts of different currencies do not compare. */
  currency?: string | null | undefined;
  /** Only those of one of these kinds. */
  kind?: Array<PaymentKind> | null | undefined;
  /** Only those of at most this amount, in minor units. */
  maxAmount?: string | null | undefined;
  /** Only those of at least this amount, in minor units. */
  minAmount?: string | null | undefined;
  /** Only those with this account or user on either side. */
  party?: string | null | undefined;
  /** Only those with one of these statuses. */
  status?: Array<PaymentStatus> | null | undefined;
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
  /** Flutterwave: cards, banks and mobile money of Africa. In NGN, USD and EUR. */
  | 'FLUTTERWAVE'
  /** Paystack: cards and banks of Nigeria, Ghana, South Africa and Kenya. In NGN and USD. */
  | 'PAYSTACK'
  /** The built-in provider that decides by the amount's last two digits; see the simulator's page. */
  | 'SIMULATOR'
  /** Stripe: cards that it holds already. In USD, EUR, NGN, JPY and KWD. */
  | 'STRIPE';

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

/** Whose second factors are to go, and why. */
export type RemoveSecondFactorsInput = {
  /**
   * Why, and how you made sure that it is them who asks: 1 to 500 characters. The audit log keeps it for ever, so it should say
   * nothing that must be forgotten some day.
   */
  reason: string;
  /** The user who has lost them. */
  userId: string;
};

/** A stretch of time to report on. */
export type ReportPeriod =
  /** From midnight to midnight, UTC. */
  | 'DAY'
  /** From the first to the last of a month. */
  | 'MONTH'
  /** From Monday to Sunday, as in ISO 8601. */
  | 'WEEK';

/** What to undo. */
export type ReverseLedgerTransactionInput = {
  /** The client's name for this attempt, 1 to 255 visible ASCII characters: with the same key, the same answer. */
  idempotencyKey: string;
  /** The ledger transaction, starts with ltx_. */
  ledgerTransactionId: string;
  /** Why, at most 500 characters. It becomes the reversal's description. */
  reason: string;
};

/** What a person may do. */
export type Role =
  /** Runs the system: sees everything, changes roles and settings. */
  | 'ADMIN'
  /** Pays and is paid. */
  | 'CUSTOMER'
  /** Sells: is paid for orders and sees reports of them. */
  | 'VENDOR';

/** What to compare. */
export type RunReconciliationInput = {
  /** For PROVIDER: how many days booking and recording may lie apart, 0 to 31; 3 when left out. */
  lateDays?: number | null | undefined;
  /** What is compared. */
  scope: ReconciliationScope;
  /** The imported statement, for PROVIDER. */
  statementId?: string | null | undefined;
};

/** What to send to whom. */
export type SendMoneyInput = {
  /** What the payee gets, in the currency of both accounts. */
  amount: MoneyInput;
  /** For both sides to read, at most 500 characters. */
  description?: string | null | undefined;
  /** The caller's account that pays. */
  fromAccountId: string;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: string;
  /** Facts for programs, at most 20. */
  metadata?: Array<PaymentFactInput> | null | undefined;
  /** Whether the money is held until the payee takes it with `receivePayment`; after seven days it goes back. */
  needsAcceptance?: boolean | null | undefined;
  /** How urgent it is. */
  priority?: Priority | null | undefined;
  /** A quote of `quoteFee` for this very payment: its fee holds, whatever has become of fees since. Used once. */
  quoteId?: string | null | undefined;
  /** Who is paid. */
  to: PayeeInput;
};

/** Who gets which role. */
export type SetUserRoleInput = {
  /** The one role they will have. */
  role: Role;
  /** The user to change. */
  userId: string;
};

/** Who gets which status, and why. */
export type SetUserStatusInput = {
  /** Why: 1 to 500 characters. The audit log keeps it for ever, so it should say nothing that must be forgotten some day. */
  reason: string;
  /** The status they will have. */
  status: UserStatus;
  /** The user to change. */
  userId: string;
};

/** Which side of a ledger account an entry is on. */
export type Side =
  /** The right side: less of an asset, more of a liability. */
  | 'CREDIT'
  /** The left side: more of an asset, less of a liability. */
  | 'DEBIT';

/** Who signs up. */
export type SignUpInput = {
  /** The address to sign in with; unique, compared without regard to case, at most 254 characters. */
  email: string;
  /** The name that others see, 1 to 100 characters. */
  name: string;
  /** At least 8 and at most 128 characters; common passwords are refused. */
  password: string;
  /** The handle that others see: 3 to 30 lower-case letters, digits, dots, dashes or underscores; unique. */
  username?: string | null | undefined;
};

/** How much to bring in, and where from. */
export type TopUpAccountInput = {
  /** The caller's account that is paid. */
  accountId: string;
  /** How much, in the currency of the account. */
  amount: MoneyInput;
  /** The caller's name for this attempt: 1 to 255 visible ASCII characters. Sent again, it gets the same answer. */
  idempotencyKey: string;
  /** Who moves the money. */
  provider?: ProviderName | null | undefined;
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

export type AuditLogsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AuditLogFilter | null | undefined;
}>;


export type AuditLogsQuery = { auditLogs: { nodes: Array<{ id: string, at: string, service: string | null, action: string, resourceType: string, resourceId: string, requestId: string | null, actor: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BalanceChangedSubscriptionVariables = Exact<{
  accountId: string;
  after?: string | null | undefined;
}>;


export type BalanceChangedSubscription = { balanceChanged: { cursor: string, at: string, balance: { version: number, posted: { formatted: string }, available: { formatted: string } }, ledgerTransaction: { id: string, description: string } | null } };

export type FinancialReportQueryVariables = Exact<{
  input: FinancialReportInput;
}>;


export type FinancialReportQuery = { financialReport: { from: string, to: string, isFinal: boolean, ledgerTransactionCount: string, currencies: Array<{ currency: string, feeIncome: { formatted: string }, lines: Array<{ code: LedgerAccountCode, provider: string | null, opening: { formatted: string }, debits: { formatted: string }, credits: { formatted: string }, closing: { formatted: string } }> }> } };

export type LiabilityProofQueryVariables = Exact<{
  accountId: string;
}>;


export type LiabilityProofQuery = { liabilityProof: { json: string } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, name: string, email: string | null, roles: Array<Role> | null } };

export type MyAccountsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyAccountsQuery = { accounts: { nodes: Array<{ id: string, number: string, type: AccountType, currency: string, name: string, status: AccountStatus | null, balance: { version: number, posted: { formatted: string }, held: { formatted: string }, available: { amount: string, currency: string, formatted: string } } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OpenAccountMutationVariables = Exact<{
  input: OpenAccountInput;
}>;


export type OpenAccountMutation = { openAccount:
    | { __typename: 'AccountTypeNotAllowed', code: string, message: string }
    | { __typename: 'OpenAccountSuccess', account: { id: string, number: string, currency: string, name: string } }
    | { __typename: 'TooManyAccounts', code: string, message: string }
   };

export type PaymentStatusChangedSubscriptionVariables = Exact<{
  paymentId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type PaymentStatusChangedSubscription = { paymentStatusChanged: { cursor: string, to: PaymentStatus, payment: { status: PaymentStatus, amount: { formatted: string }, payer: { name: string, owner: { email: string | null } } | null, payee: { owner: { name: string }, balance: { available: { amount: string } } | null } | null, ledgerTransactions: Array<{ entries: Array<{ side: Side, amount: { amount: string } }> }> } } };

export type PaymentQueryVariables = Exact<{
  id: string;
}>;


export type PaymentQuery = { payment: { id: string, kind: PaymentKind, status: PaymentStatus, description: string | null, reason: string | null, createdAt: string, amount: { amount: string, currency: string, formatted: string }, fee: { amount: string }, transitions: Array<{ from: PaymentStatus | null, to: PaymentStatus, at: string, reason: string | null }> } | null };

export type PaymentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: PaymentFilter | null | undefined;
}>;


export type PaymentsQuery = { payments: { nodes: Array<{ id: string, kind: PaymentKind, status: PaymentStatus, createdAt: string, amount: { formatted: string }, payer: { id: string, name: string } | null, payee: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReceiptQueryVariables = Exact<{
  paymentId: string;
}>;


export type ReceiptQuery = { receipt: { json: string } };

export type RefreshSessionMutationVariables = Exact<{
  refreshToken: string;
}>;


export type RefreshSessionMutation = { refreshSession:
    | { __typename: 'InvalidRefreshToken', code: string, message: string }
    | { __typename: 'RefreshSessionSuccess', session: { accessToken: string | null, refreshToken: string | null, expiresAt: string } }
   };

export type RemoveSecondFactorsMutationVariables = Exact<{
  input: RemoveSecondFactorsInput;
}>;


export type RemoveSecondFactorsMutation = { removeSecondFactors:
    | { __typename: 'OwnFactors', code: string, message: string }
    | { __typename: 'RemoveSecondFactorsSuccess', user: { id: string, name: string } }
    | { __typename: 'UserNotFound', code: string, message: string }
   };

export type ReverseLedgerTransactionMutationVariables = Exact<{
  input: ReverseLedgerTransactionInput;
}>;


export type ReverseLedgerTransactionMutation = { reverseLedgerTransaction:
    | { __typename: 'ReversalRefused', code: string, message: string }
    | { __typename: 'ReverseLedgerTransactionSuccess', reversal: { id: string, reverses: { id: string } | null } }
   };

export type RunReconciliationMutationVariables = Exact<{
  input: RunReconciliationInput;
}>;


export type RunReconciliationMutation = { runReconciliation:
    | { __typename: 'RunReconciliationSuccess', reconciliation: { id: string, status: ReconciliationStatus, comparedCount: number, breakCount: number } }
    | { __typename: 'StatementNotImported', code: string, message: string }
    | { __typename: 'TooManyReconciliations', code: string, message: string }
   };

export type SendMoneyMutationVariables = Exact<{
  input: SendMoneyInput;
}>;


export type SendMoneyMutation = { sendMoney:
    | { __typename: 'CurrencyMismatch', code: string, message: string }
    | { __typename: 'IdempotencyKeyReused', code: string, message: string }
    | { __typename: 'InsufficientFunds', code: string, message: string, available: { amount: string, formatted: string } }
    | { __typename: 'InvalidAccount', code: string, message: string }
    | { __typename: 'LimitExceeded', code: string, message: string }
    | { __typename: 'PaymentBlocked', code: string, message: string }
    | { __typename: 'QuoteExpired', code: string, message: string }
    | { __typename: 'QuoteMismatch', code: string, message: string }
    | { __typename: 'QuoteUnknown', code: string, message: string }
    | { __typename: 'QuoteUsed', code: string, message: string }
    | { __typename: 'SendMoneySuccess', replayed: boolean, payment: { id: string, status: PaymentStatus, amount: { amount: string, currency: string, formatted: string }, payee: { number: string, owner: { name: string } } | null } }
   };

export type SetUserRoleMutationVariables = Exact<{
  input: SetUserRoleInput;
}>;


export type SetUserRoleMutation = { setUserRole:
    | { __typename: 'LastAdmin', code: string, message: string }
    | { __typename: 'SetUserRoleSuccess', user: { id: string, name: string, roles: Array<Role> | null } }
    | { __typename: 'UserNotFound', code: string, message: string }
   };

export type SetUserStatusMutationVariables = Exact<{
  input: SetUserStatusInput;
}>;


export type SetUserStatusMutation = { setUserStatus:
    | { __typename: 'LastAdmin', code: string, message: string }
    | { __typename: 'OwnStatus', code: string, message: string }
    | { __typename: 'SetUserStatusSuccess', user: { id: string, name: string, status: UserStatus | null } }
    | { __typename: 'UserArchived', code: string, message: string }
    | { __typename: 'UserNotFound', code: string, message: string }
   };

export type SignInMutationVariables = Exact<{
  email: string;
  password: string;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'AccountLocked', code: string, message: string }
    | { __typename: 'InvalidCredentials', code: string, message: string }
    | { __typename: 'MfaRequired', code: string, message: string }
    | { __typename: 'SignInSuccess', session: { id: string, accessToken: string | null, refreshToken: string | null, expiresAt: string, user: { id: string, name: string } } }
    | { __typename: 'VerificationRequired', code: string, message: string }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { sessionId: string } };

export type SignUpMutationVariables = Exact<{
  input: SignUpInput;
}>;


export type SignUpMutation = { signUp:
    | { __typename: 'EmailTaken', code: string, message: string }
    | { __typename: 'SignUpSuccess', user: { id: string, name: string }, session: { accessToken: string | null, refreshToken: string | null, expiresAt: string } }
    | { __typename: 'UsernameTaken', code: string, message: string }
    | { __typename: 'VerificationRequired', code: string, message: string }
    | { __typename: 'WeakPassword', code: string, message: string }
   };

export type SystemHealthQueryVariables = Exact<{ [key: string]: never; }>;


export type SystemHealthQuery = { systemHealth: { status: HealthStatus, parts: Array<{ name: string, status: HealthStatus, latencyMs: number | null }>, outboxes: Array<{ subgraph: string, waiting: number }> } };

export type TopUpMutationVariables = Exact<{
  input: TopUpAccountInput;
}>;


export type TopUpMutation = { topUpAccount:
    | { __typename: 'CurrencyMismatch', code: string, message: string }
    | { __typename: 'IdempotencyKeyReused', code: string, message: string }
    | { __typename: 'InvalidAccount', code: string, message: string }
    | { __typename: 'LimitExceeded', code: string, message: string }
    | { __typename: 'PaymentBlocked', code: string, message: string }
    | { __typename: 'PaymentDeclined', code: string, message: string }
    | { __typename: 'ProviderNotEnabled', code: string, message: string }
    | { __typename: 'TopUpAccountSuccess', replayed: boolean, payment: { id: string, status: PaymentStatus, amount: { formatted: string } } }
   };

export type TreeHeadQueryVariables = Exact<{
  size?: number | null | undefined;
}>;


export type TreeHeadQuery = { treeHead: { size: number, rootHash: string, publishedAt: string, keyId: string, publicKey: string, signature: string } };

export type TrialBalanceQueryVariables = Exact<{
  asOf?: string | null | undefined;
}>;


export type TrialBalanceQuery = { trialBalance: Array<{ currency: string, debits: { amount: string }, credits: { amount: string } }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const AuditLogsDocument = new TypedDocumentString(`
    query AuditLogs($first: Int = 20, $after: String, $filter: AuditLogFilter) {
  auditLogs(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      at
      actor {
        id
        name
      }
      service
      action
      resourceType
      resourceId
      requestId
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditLogsQuery, AuditLogsQueryVariables>;
export const BalanceChangedDocument = new TypedDocumentString(`
    subscription BalanceChanged($accountId: ID!, $after: String) {
  balanceChanged(accountId: $accountId, after: $after) {
    cursor
    at
    balance {
      posted {
        formatted
      }
      available {
        formatted
      }
      version
    }
    ledgerTransaction {
      id
      description
    }
  }
}
    `) as unknown as TypedDocumentString<BalanceChangedSubscription, BalanceChangedSubscriptionVariables>;
export const FinancialReportDocument = new TypedDocumentString(`
    query FinancialReport($input: FinancialReportInput!) {
  financialReport(input: $input) {
    from
    to
    isFinal
    ledgerTransactionCount
    currencies {
      currency
      feeIncome {
        formatted
      }
      lines {
        code
        provider
        opening {
          formatted
        }
        debits {
          formatted
        }
        credits {
          formatted
        }
        closing {
          formatted
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FinancialReportQuery, FinancialReportQueryVariables>;
export const LiabilityProofDocument = new TypedDocumentString(`
    query LiabilityProof($accountId: ID!) {
  liabilityProof(accountId: $accountId) {
    json
  }
}
    `) as unknown as TypedDocumentString<LiabilityProofQuery, LiabilityProofQueryVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    id
    name
    email
    roles
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const MyAccountsDocument = new TypedDocumentString(`
    query MyAccounts($first: Int = 20, $after: String) {
  accounts(first: $first, after: $after) {
    nodes {
      id
      number
      type
      currency
      name
      status
      balance {
        posted {
          formatted
        }
        held {
          formatted
        }
        available {
          amount
          currency
          formatted
        }
        version
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MyAccountsQuery, MyAccountsQueryVariables>;
export const OpenAccountDocument = new TypedDocumentString(`
    mutation OpenAccount($input: OpenAccountInput!) {
  openAccount(input: $input) {
    __typename
    ... on OpenAccountSuccess {
      account {
        id
        number
        currency
        name
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<OpenAccountMutation, OpenAccountMutationVariables>;
export const PaymentStatusChangedDocument = new TypedDocumentString(`
    subscription PaymentStatusChanged($paymentId: ID, $after: String) {
  paymentStatusChanged(paymentId: $paymentId, after: $after) {
    cursor
    to
    payment {
      status
      amount {
        formatted
      }
      payer {
        name
        owner {
          email
        }
      }
      payee {
        owner {
          name
        }
        balance {
          available {
            amount
          }
        }
      }
      ledgerTransactions {
        entries {
          side
          amount {
            amount
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentStatusChangedSubscription, PaymentStatusChangedSubscriptionVariables>;
export const PaymentDocument = new TypedDocumentString(`
    query Payment($id: ID!) {
  payment(id: $id) {
    id
    kind
    status
    amount {
      amount
      currency
      formatted
    }
    fee {
      amount
    }
    description
    reason
    createdAt
    transitions {
      from
      to
      at
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentQuery, PaymentQueryVariables>;
export const PaymentsDocument = new TypedDocumentString(`
    query Payments($first: Int = 20, $after: String, $filter: PaymentFilter) {
  payments(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      kind
      status
      amount {
        formatted
      }
      payer {
        id
        name
      }
      payee {
        id
        name
      }
      createdAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentsQuery, PaymentsQueryVariables>;
export const ReceiptDocument = new TypedDocumentString(`
    query Receipt($paymentId: ID!) {
  receipt(paymentId: $paymentId) {
    json
  }
}
    `) as unknown as TypedDocumentString<ReceiptQuery, ReceiptQueryVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($refreshToken: String!) {
  refreshSession(input: {refreshToken: $refreshToken}) {
    __typename
    ... on RefreshSessionSuccess {
      session {
        accessToken
        refreshToken
        expiresAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const RemoveSecondFactorsDocument = new TypedDocumentString(`
    mutation RemoveSecondFactors($input: RemoveSecondFactorsInput!) {
  removeSecondFactors(input: $input) {
    __typename
    ... on RemoveSecondFactorsSuccess {
      user {
        id
        name
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveSecondFactorsMutation, RemoveSecondFactorsMutationVariables>;
export const ReverseLedgerTransactionDocument = new TypedDocumentString(`
    mutation ReverseLedgerTransaction($input: ReverseLedgerTransactionInput!) {
  reverseLedgerTransaction(input: $input) {
    __typename
    ... on ReverseLedgerTransactionSuccess {
      reversal {
        id
        reverses {
          id
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReverseLedgerTransactionMutation, ReverseLedgerTransactionMutationVariables>;
export const RunReconciliationDocument = new TypedDocumentString(`
    mutation RunReconciliation($input: RunReconciliationInput!) {
  runReconciliation(input: $input) {
    __typename
    ... on RunReconciliationSuccess {
      reconciliation {
        id
        status
        comparedCount
        breakCount
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RunReconciliationMutation, RunReconciliationMutationVariables>;
export const SendMoneyDocument = new TypedDocumentString(`
    mutation SendMoney($input: SendMoneyInput!) {
  sendMoney(input: $input) {
    __typename
    ... on SendMoneySuccess {
      replayed
      payment {
        id
        status
        amount {
          amount
          currency
          formatted
        }
        payee {
          number
          owner {
            name
          }
        }
      }
    }
    ... on InsufficientFunds {
      available {
        amount
        formatted
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SendMoneyMutation, SendMoneyMutationVariables>;
export const SetUserRoleDocument = new TypedDocumentString(`
    mutation SetUserRole($input: SetUserRoleInput!) {
  setUserRole(input: $input) {
    __typename
    ... on SetUserRoleSuccess {
      user {
        id
        name
        roles
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetUserRoleMutation, SetUserRoleMutationVariables>;
export const SetUserStatusDocument = new TypedDocumentString(`
    mutation SetUserStatus($input: SetUserStatusInput!) {
  setUserStatus(input: $input) {
    __typename
    ... on SetUserStatusSuccess {
      user {
        id
        name
        status
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetUserStatusMutation, SetUserStatusMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($email: String!, $password: String!) {
  signIn(input: {email: $email, password: $password}) {
    __typename
    ... on SignInSuccess {
      session {
        id
        accessToken
        refreshToken
        expiresAt
        user {
          id
          name
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    sessionId
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($input: SignUpInput!) {
  signUp(input: $input) {
    __typename
    ... on SignUpSuccess {
      user {
        id
        name
      }
      session {
        accessToken
        refreshToken
        expiresAt
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const SystemHealthDocument = new TypedDocumentString(`
    query SystemHealth {
  systemHealth {
    status
    parts {
      name
      status
      latencyMs
    }
    outboxes {
      subgraph
      waiting
    }
  }
}
    `) as unknown as TypedDocumentString<SystemHealthQuery, SystemHealthQueryVariables>;
export const TopUpDocument = new TypedDocumentString(`
    mutation TopUp($input: TopUpAccountInput!) {
  topUpAccount(input: $input) {
    __typename
    ... on TopUpAccountSuccess {
      replayed
      payment {
        id
        status
        amount {
          formatted
        }
      }
    }
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TopUpMutation, TopUpMutationVariables>;
export const TreeHeadDocument = new TypedDocumentString(`
    query TreeHead($size: Int) {
  treeHead(size: $size) {
    size
    rootHash
    publishedAt
    keyId
    publicKey
    signature
  }
}
    `) as unknown as TypedDocumentString<TreeHeadQuery, TreeHeadQueryVariables>;
export const TrialBalanceDocument = new TypedDocumentString(`
    query TrialBalance($asOf: DateTime) {
  trialBalance(asOf: $asOf) {
    currency
    debits {
      amount
    }
    credits {
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<TrialBalanceQuery, TrialBalanceQueryVariables>;