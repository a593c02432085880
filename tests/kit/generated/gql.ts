/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query AuditLogs($first: Int = 20, $after: String, $filter: AuditLogFilter) {\n  auditLogs(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      at\n      actor {\n        id\n        name\n      }\n      service\n      action\n      resourceType\n      resourceId\n      requestId\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.AuditLogsDocument,
    "subscription BalanceChanged($accountId: ID!, $after: String) {\n  balanceChanged(accountId: $accountId, after: $after) {\n    cursor\n    at\n    balance {\n      posted {\n        formatted\n      }\n      available {\n        formatted\n      }\n      version\n    }\n    ledgerTransaction {\n      id\n      description\n    }\n  }\n}": typeof types.BalanceChangedDocument,
    "query FinancialReport($input: FinancialReportInput!) {\n  financialReport(input: $input) {\n    from\n    to\n    isFinal\n    ledgerTransactionCount\n    currencies {\n      currency\n      feeIncome {\n        formatted\n      }\n      lines {\n        code\n        provider\n        opening {\n          formatted\n        }\n        debits {\n          formatted\n        }\n        credits {\n          formatted\n        }\n        closing {\n          formatted\n        }\n      }\n    }\n  }\n}": typeof types.FinancialReportDocument,
    "query LiabilityProof($accountId: ID!) {\n  liabilityProof(accountId: $accountId) {\n    json\n  }\n}": typeof types.LiabilityProofDocument,
    "query Me {\n  me {\n    id\n    name\n    email\n    roles\n  }\n}": typeof types.MeDocument,
    "query MyAccounts($first: Int = 20, $after: String) {\n  accounts(first: $first, after: $after) {\n    nodes {\n      id\n      number\n      type\n      currency\n      name\n      status\n      balance {\n        posted {\n          formatted\n        }\n        held {\n          formatted\n        }\n        available {\n          amount\n          currency\n          formatted\n        }\n        version\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.MyAccountsDocument,
    "mutation OpenAccount($input: OpenAccountInput!) {\n  openAccount(input: $input) {\n    __typename\n    ... on OpenAccountSuccess {\n      account {\n        id\n        number\n        currency\n        name\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.OpenAccountDocument,
    "subscription PaymentStatusChanged($paymentId: ID, $after: String) {\n  paymentStatusChanged(paymentId: $paymentId, after: $after) {\n    cursor\n    to\n    payment {\n      status\n      amount {\n        formatted\n      }\n      payer {\n        name\n        owner {\n          email\n        }\n      }\n      payee {\n        owner {\n          name\n        }\n        balance {\n          available {\n            amount\n          }\n        }\n      }\n      ledgerTransactions {\n        entries {\n          side\n          amount {\n            amount\n          }\n        }\n      }\n    }\n  }\n}": typeof types.PaymentStatusChangedDocument,
    "query Payment($id: ID!) {\n  payment(id: $id) {\n    id\n    kind\n    status\n    amount {\n      amount\n      currency\n      formatted\n    }\n    fee {\n      amount\n    }\n    description\n    reason\n    createdAt\n    transitions {\n      from\n      to\n      at\n      reason\n    }\n  }\n}": typeof types.PaymentDocument,
    "query Payments($first: Int = 20, $after: String, $filter: PaymentFilter) {\n  payments(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      kind\n      status\n      amount {\n        formatted\n      }\n      payer {\n        id\n        name\n      }\n      payee {\n        id\n        name\n      }\n      createdAt\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.PaymentsDocument,
    "query Receipt($paymentId: ID!) {\n  receipt(paymentId: $paymentId) {\n    json\n  }\n}": typeof types.ReceiptDocument,
    "mutation RefreshSession($refreshToken: String!) {\n  refreshSession(input: {refreshToken: $refreshToken}) {\n    __typename\n    ... on RefreshSessionSuccess {\n      session {\n        accessToken\n        refreshToken\n        expiresAt\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.RefreshSessionDocument,
    "mutation RemoveSecondFactors($input: RemoveSecondFactorsInput!) {\n  removeSecondFactors(input: $input) {\n    __typename\n    ... on RemoveSecondFactorsSuccess {\n      user {\n        id\n        name\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.RemoveSecondFactorsDocument,
    "mutation ReverseLedgerTransaction($input: ReverseLedgerTransactionInput!) {\n  reverseLedgerTransaction(input: $input) {\n    __typename\n    ... on ReverseLedgerTransactionSuccess {\n      reversal {\n        id\n        reverses {\n          id\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.ReverseLedgerTransactionDocument,
    "mutation RunReconciliation($input: RunReconciliationInput!) {\n  runReconciliation(input: $input) {\n    __typename\n    ... on RunReconciliationSuccess {\n      reconciliation {\n        id\n        status\n        comparedCount\n        breakCount\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.RunReconciliationDocument,
    "mutation SendMoney($input: SendMoneyInput!) {\n  sendMoney(input: $input) {\n    __typename\n    ... on SendMoneySuccess {\n      replayed\n      payment {\n        id\n        status\n        amount {\n          amount\n          currency\n          formatted\n        }\n        payee {\n          number\n          owner {\n            name\n          }\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n        formatted\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SendMoneyDocument,
    "mutation SetUserRole($input: SetUserRoleInput!) {\n  setUserRole(input: $input) {\n    __typename\n    ... on SetUserRoleSuccess {\n      user {\n        id\n        name\n        roles\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SetUserRoleDocument,
    "mutation SetUserStatus($input: SetUserStatusInput!) {\n  setUserStatus(input: $input) {\n    __typename\n    ... on SetUserStatusSuccess {\n      user {\n        id\n        name\n        status\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SetUserStatusDocument,
    "mutation SignIn($email: String!, $password: String!) {\n  signIn(input: {email: $email, password: $password}) {\n    __typename\n    ... on SignInSuccess {\n      session {\n        id\n        accessToken\n        refreshToken\n        expiresAt\n        user {\n          id\n          name\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SignInDocument,
    "mutation SignOut {\n  signOut {\n    sessionId\n  }\n}": typeof types.SignOutDocument,
    "mutation SignUp($input: SignUpInput!) {\n  signUp(input: $input) {\n    __typename\n    ... on SignUpSuccess {\n      user {\n        id\n        name\n      }\n      session {\n        accessToken\n        refreshToken\n        expiresAt\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.SignUpDocument,
    "query SystemHealth {\n  systemHealth {\n    status\n    parts {\n      name\n      status\n      latencyMs\n    }\n    outboxes {\n      subgraph\n      waiting\n    }\n  }\n}": typeof types.SystemHealthDocument,
    "mutation TopUp($input: TopUpAccountInput!) {\n  topUpAccount(input: $input) {\n    __typename\n    ... on TopUpAccountSuccess {\n      replayed\n      payment {\n        id\n        status\n        amount {\n          formatted\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": typeof types.TopUpDocument,
    "query TreeHead($size: Int) {\n  treeHead(size: $size) {\n    size\n    rootHash\n    publishedAt\n    keyId\n    publicKey\n    signature\n  }\n}": typeof types.TreeHeadDocument,
    "query TrialBalance($asOf: DateTime) {\n  trialBalance(asOf: $asOf) {\n    currency\n    debits {\n      amount\n    }\n    credits {\n      amount\n    }\n  }\n}": typeof types.TrialBalanceDocument,
};
const documents: Documents = {
    "query AuditLogs($first: Int = 20, $after: String, $filter: AuditLogFilter) {\n  auditLogs(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      at\n      actor {\n        id\n        name\n      }\n      service\n      action\n      resourceType\n      resourceId\n      requestId\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.AuditLogsDocument,
    "subscription BalanceChanged($accountId: ID!, $after: String) {\n  balanceChanged(accountId: $accountId, after: $after) {\n    cursor\n    at\n    balance {\n      posted {\n        formatted\n      }\n      available {\n        formatted\n      }\n      version\n    }\n    ledgerTransaction {\n      id\n      description\n    }\n  }\n}": types.BalanceChangedDocument,
    "query FinancialReport($input: FinancialReportInput!) {\n  financialReport(input: $input) {\n    from\n    to\n    isFinal\n    ledgerTransactionCount\n    currencies {\n      currency\n      feeIncome {\n        formatted\n      }\n      lines {\n        code\n        provider\n        opening {\n          formatted\n        }\n        debits {\n          formatted\n        }\n        credits {\n          formatted\n        }\n        closing {\n          formatted\n        }\n      }\n    }\n  }\n}": types.FinancialReportDocument,
    "query LiabilityProof($accountId: ID!) {\n  liabilityProof(accountId: $accountId) {\n    json\n  }\n}": types.LiabilityProofDocument,
    "query Me {\n  me {\n    id\n    name\n    email\n    roles\n  }\n}": types.MeDocument,
    "query MyAccounts($first: Int = 20, $after: String) {\n  accounts(first: $first, after: $after) {\n    nodes {\n      id\n      number\n      type\n      currency\n      name\n      status\n      balance {\n        posted {\n          formatted\n        }\n        held {\n          formatted\n        }\n        available {\n          amount\n          currency\n          formatted\n        }\n        version\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.MyAccountsDocument,
    "mutation OpenAccount($input: OpenAccountInput!) {\n  openAccount(input: $input) {\n    __typename\n    ... on OpenAccountSuccess {\n      account {\n        id\n        number\n        currency\n        name\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.OpenAccountDocument,
    "subscription PaymentStatusChanged($paymentId: ID, $after: String) {\n  paymentStatusChanged(paymentId: $paymentId, after: $after) {\n    cursor\n    to\n    payment {\n      status\n      amount {\n        formatted\n      }\n      payer {\n        name\n        owner {\n          email\n        }\n      }\n      payee {\n        owner {\n          name\n        }\n        balance {\n          available {\n            amount\n          }\n        }\n      }\n      ledgerTransactions {\n        entries {\n          side\n          amount {\n            amount\n          }\n        }\n      }\n    }\n  }\n}": types.PaymentStatusChangedDocument,
    "query Payment($id: ID!) {\n  payment(id: $id) {\n    id\n    kind\n    status\n    amount {\n      amount\n      currency\n      formatted\n    }\n    fee {\n      amount\n    }\n    description\n    reason\n    createdAt\n    transitions {\n      from\n      to\n      at\n      reason\n    }\n  }\n}": types.PaymentDocument,
    "query Payments($first: Int = 20, $after: String, $filter: PaymentFilter) {\n  payments(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      kind\n      status\n      amount {\n        formatted\n      }\n      payer {\n        id\n        name\n      }\n      payee {\n        id\n        name\n      }\n      createdAt\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.PaymentsDocument,
    "query Receipt($paymentId: ID!) {\n  receipt(paymentId: $paymentId) {\n    json\n  }\n}": types.ReceiptDocument,
    "mutation RefreshSession($refreshToken: String!) {\n  refreshSession(input: {refreshToken: $refreshToken}) {\n    __typename\n    ... on RefreshSessionSuccess {\n      session {\n        accessToken\n        refreshToken\n        expiresAt\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.RefreshSessionDocument,
    "mutation RemoveSecondFactors($input: RemoveSecondFactorsInput!) {\n  removeSecondFactors(input: $input) {\n    __typename\n    ... on RemoveSecondFactorsSuccess {\n      user {\n        id\n        name\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.RemoveSecondFactorsDocument,
    "mutation ReverseLedgerTransaction($input: ReverseLedgerTransactionInput!) {\n  reverseLedgerTransaction(input: $input) {\n    __typename\n    ... on ReverseLedgerTransactionSuccess {\n      reversal {\n        id\n        reverses {\n          id\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.ReverseLedgerTransactionDocument,
    "mutation RunReconciliation($input: RunReconciliationInput!) {\n  runReconciliation(input: $input) {\n    __typename\n    ... on RunReconciliationSuccess {\n      reconciliation {\n        id\n        status\n        comparedCount\n        breakCount\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.RunReconciliationDocument,
    "mutation SendMoney($input: SendMoneyInput!) {\n  sendMoney(input: $input) {\n    __typename\n    ... on SendMoneySuccess {\n      replayed\n      payment {\n        id\n        status\n        amount {\n          amount\n          currency\n          formatted\n        }\n        payee {\n          number\n          owner {\n            name\n          }\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n        formatted\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SendMoneyDocument,
    "mutation SetUserRole($input: SetUserRoleInput!) {\n  setUserRole(input: $input) {\n    __typename\n    ... on SetUserRoleSuccess {\n      user {\n        id\n        name\n        roles\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SetUserRoleDocument,
    "mutation SetUserStatus($input: SetUserStatusInput!) {\n  setUserStatus(input: $input) {\n    __typename\n    ... on SetUserStatusSuccess {\n      user {\n        id\n        name\n        status\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SetUserStatusDocument,
    "mutation SignIn($email: String!, $password: String!) {\n  signIn(input: {email: $email, password: $password}) {\n    __typename\n    ... on SignInSuccess {\n      session {\n        id\n        accessToken\n        refreshToken\n        expiresAt\n        user {\n          id\n          name\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SignInDocument,
    "mutation SignOut {\n  signOut {\n    sessionId\n  }\n}": types.SignOutDocument,
    "mutation SignUp($input: SignUpInput!) {\n  signUp(input: $input) {\n    __typename\n    ... on SignUpSuccess {\n      user {\n        id\n        name\n      }\n      session {\n        accessToken\n        refreshToken\n        expiresAt\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.SignUpDocument,
    "query SystemHealth {\n  systemHealth {\n    status\n    parts {\n      name\n      status\n      latencyMs\n    }\n    outboxes {\n      subgraph\n      waiting\n    }\n  }\n}": types.SystemHealthDocument,
    "mutation TopUp($input: TopUpAccountInput!) {\n  topUpAccount(input: $input) {\n    __typename\n    ... on TopUpAccountSuccess {\n      replayed\n      payment {\n        id\n        status\n        amount {\n          formatted\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}": types.TopUpDocument,
    "query TreeHead($size: Int) {\n  treeHead(size: $size) {\n    size\n    rootHash\n    publishedAt\n    keyId\n    publicKey\n    signature\n  }\n}": types.TreeHeadDocument,
    "query TrialBalance($asOf: DateTime) {\n  trialBalance(asOf: $asOf) {\n    currency\n    debits {\n      amount\n    }\n    credits {\n      amount\n    }\n  }\n}": types.TrialBalanceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AuditLogs($first: Int = 20, $after: String, $filter: AuditLogFilter) {\n  auditLogs(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      at\n      actor {\n        id\n        name\n      }\n      service\n      action\n      resourceType\n      resourceId\n      requestId\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').AuditLogsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription BalanceChanged($accountId: ID!, $after: String) {\n  balanceChanged(accountId: $accountId, after: $after) {\n    cursor\n    at\n    balance {\n      posted {\n        formatted\n      }\n      available {\n        formatted\n      }\n      version\n    }\n    ledgerTransaction {\n      id\n      description\n    }\n  }\n}"): typeof import('./graphql.ts').BalanceChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FinancialReport($input: FinancialReportInput!) {\n  financialReport(input: $input) {\n    from\n    to\n    isFinal\n    ledgerTransactionCount\n    currencies {\n      currency\n      feeIncome {\n        formatted\n      }\n      lines {\n        code\n        provider\n        opening {\n          formatted\n        }\n        debits {\n          formatted\n        }\n        credits {\n          formatted\n        }\n        closing {\n          formatted\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').FinancialReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LiabilityProof($accountId: ID!) {\n  liabilityProof(accountId: $accountId) {\n    json\n  }\n}"): typeof import('./graphql.ts').LiabilityProofDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Me {\n  me {\n    id\n    name\n    email\n    roles\n  }\n}"): typeof import('./graphql.ts').MeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MyAccounts($first: Int = 20, $after: String) {\n  accounts(first: $first, after: $after) {\n    nodes {\n      id\n      number\n      type\n      currency\n      name\n      status\n      balance {\n        posted {\n          formatted\n        }\n        held {\n          formatted\n        }\n        available {\n          amount\n          currency\n          formatted\n        }\n        version\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').MyAccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OpenAccount($input: OpenAccountInput!) {\n  openAccount(input: $input) {\n    __typename\n    ... on OpenAccountSuccess {\n      account {\n        id\n        number\n        currency\n        name\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').OpenAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription PaymentStatusChanged($paymentId: ID, $after: String) {\n  paymentStatusChanged(paymentId: $paymentId, after: $after) {\n    cursor\n    to\n    payment {\n      status\n      amount {\n        formatted\n      }\n      payer {\n        name\n        owner {\n          email\n        }\n      }\n      payee {\n        owner {\n          name\n        }\n        balance {\n          available {\n            amount\n          }\n        }\n      }\n      ledgerTransactions {\n        entries {\n          side\n          amount {\n            amount\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').PaymentStatusChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Payment($id: ID!) {\n  payment(id: $id) {\n    id\n    kind\n    status\n    amount {\n      amount\n      currency\n      formatted\n    }\n    fee {\n      amount\n    }\n    description\n    reason\n    createdAt\n    transitions {\n      from\n      to\n      at\n      reason\n    }\n  }\n}"): typeof import('./graphql.ts').PaymentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Payments($first: Int = 20, $after: String, $filter: PaymentFilter) {\n  payments(first: $first, after: $after, filter: $filter) {\n    nodes {\n      id\n      kind\n      status\n      amount {\n        formatted\n      }\n      payer {\n        id\n        name\n      }\n      payee {\n        id\n        name\n      }\n      createdAt\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').PaymentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Receipt($paymentId: ID!) {\n  receipt(paymentId: $paymentId) {\n    json\n  }\n}"): typeof import('./graphql.ts').ReceiptDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RefreshSession($refreshToken: String!) {\n  refreshSession(input: {refreshToken: $refreshToken}) {\n    __typename\n    ... on RefreshSessionSuccess {\n      session {\n        accessToken\n        refreshToken\n        expiresAt\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').RefreshSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveSecondFactors($input: RemoveSecondFactorsInput!) {\n  removeSecondFactors(input: $input) {\n    __typename\n    ... on RemoveSecondFactorsSuccess {\n      user {\n        id\n        name\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').RemoveSecondFactorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReverseLedgerTransaction($input: ReverseLedgerTransactionInput!) {\n  reverseLedgerTransaction(input: $input) {\n    __typename\n    ... on ReverseLedgerTransactionSuccess {\n      reversal {\n        id\n        reverses {\n          id\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').ReverseLedgerTransactionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RunReconciliation($input: RunReconciliationInput!) {\n  runReconciliation(input: $input) {\n    __typename\n    ... on RunReconciliationSuccess {\n      reconciliation {\n        id\n        status\n        comparedCount\n        breakCount\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').RunReconciliationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SendMoney($input: SendMoneyInput!) {\n  sendMoney(input: $input) {\n    __typename\n    ... on SendMoneySuccess {\n      replayed\n      payment {\n        id\n        status\n        amount {\n          amount\n          currency\n          formatted\n        }\n        payee {\n          number\n          owner {\n            name\n          }\n        }\n      }\n    }\n    ... on InsufficientFunds {\n      available {\n        amount\n        formatted\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SendMoneyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetUserRole($input: SetUserRoleInput!) {\n  setUserRole(input: $input) {\n    __typename\n    ... on SetUserRoleSuccess {\n      user {\n        id\n        name\n        roles\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SetUserRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetUserStatus($input: SetUserStatusInput!) {\n  setUserStatus(input: $input) {\n    __typename\n    ... on SetUserStatusSuccess {\n      user {\n        id\n        name\n        status\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SetUserStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignIn($email: String!, $password: String!) {\n  signIn(input: {email: $email, password: $password}) {\n    __typename\n    ... on SignInSuccess {\n      session {\n        id\n        accessToken\n        refreshToken\n        expiresAt\n        user {\n          id\n          name\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignOut {\n  signOut {\n    sessionId\n  }\n}"): typeof import('./graphql.ts').SignOutDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignUp($input: SignUpInput!) {\n  signUp(input: $input) {\n    __typename\n    ... on SignUpSuccess {\n      user {\n        id\n        name\n      }\n      session {\n        accessToken\n        refreshToken\n        expiresAt\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').SignUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SystemHealth {\n  systemHealth {\n    status\n    parts {\n      name\n      status\n      latencyMs\n    }\n    outboxes {\n      subgraph\n      waiting\n    }\n  }\n}"): typeof import('./graphql.ts').SystemHealthDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TopUp($input: TopUpAccountInput!) {\n  topUpAccount(input: $input) {\n    __typename\n    ... on TopUpAccountSuccess {\n      replayed\n      payment {\n        id\n        status\n        amount {\n          formatted\n        }\n      }\n    }\n    ... on Refusal {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').TopUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query TreeHead($size: Int) {\n  treeHead(size: $size) {\n    size\n    rootHash\n    publishedAt\n    keyId\n    publicKey\n    signature\n  }\n}"): typeof import('./graphql.ts').TreeHeadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query TrialBalance($asOf: DateTime) {\n  trialBalance(asOf: $asOf) {\n    currency\n    debits {\n      amount\n    }\n    credits {\n      amount\n    }\n  }\n}"): typeof import('./graphql.ts').TrialBalanceDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
