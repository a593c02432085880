import type { CodegenConfig } from '@graphql-codegen/cli'

/** Resolver types for each subgraph, and typed documents for clients. Run by `npm run generate`. */

const common = 'packages/subgraph-server/src/common.graphql'

/** What a resolver is handed for each GraphQL type, where that is not the GraphQL type itself. Paths from the generated file. */
const mappers: Record<string, Record<string, string>> = {
  auth: {
    User: '../domain/rules/user.ts#UserView',
    Session: '../domain/rules/session.ts#OpenSession',
    DeviceSession: '../domain/rules/session.ts#DeviceSession',
    Passkey: '../domain/rules/passkey.ts#Passkey',
    ApiKey: '../domain/rules/api-key.ts#ApiKey',
    ApiKeyGrant: '../domain/rules/api-key.ts#SignedGrant',
    OAuthClient: '../domain/rules/oauth-client.ts#OAuthClient',
    ConnectedApp: '../domain/rules/oauth-grant.ts#ConnectedApp',
    OAuthTokenGrant: '../domain/rules/oauth-grant.ts#OAuthTokenGrant',
    ApiKeyLimits: '../domain/rules/key-limits.ts#KeyLimits',
    SpendCap: '../domain/rules/key-limits.ts#SpendCap',
  },
  accounts: {
    Account: '../domain/rules/account.ts#Account',
    User: '../resolvers/references.ts#UserReference',
    Profile: '../domain/rules/profile.ts#Profile',
  },
  payments: {
    Payment: '../domain/rules/payment.ts#Payment',
    Account: '../resolvers/references.ts#AccountReference',
    PaymentTransition: '../domain/rules/payment.ts#PaymentTransition',
    ForcedStatus: '../domain/rules/forced-status.ts#ForcedStatus',
  },
  ledger: {
    Account: '../resolvers/references.ts#AccountReference',
    Payment: '../resolvers/references.ts#PaymentReference',
    Balance: '../domain/rules/balance.ts#Balance',
    LedgerTransaction: '../domain/rules/ledger-transaction.ts#LedgerTransaction',
    Entry: '../domain/rules/entry.ts#Entry',
    LedgerAccount: '../domain/rules/ledger-account.ts#LedgerAccount',
    Hold: '../domain/rules/hold.ts#Hold',
    User: '../resolvers/references.ts#UserReference',
    Reconciliation: '../domain/rules/reconciliation.ts#Reconciliation',
    ReconciliationBreak: '../domain/rules/reconciliation.ts#Break',
    ProviderStatement: '../domain/rules/provider-statement.ts#ProviderStatement',
    LiabilitySnapshot: '../domain/liabilities/prove-liability.ts#PublicSnapshot',
    TreeHeadAnchor: '../db/tally/tally-anchors.ts#Anchored',
  },
  admin: {
    User: '../resolvers/references.ts#UserReference',
    AuditLog: '../domain/rules/audit-log.ts#AuditLog',
    Client: '../domain/rules/client.ts#Client',
    RegisteredOperation: '../domain/rules/operation.ts#RegisteredOperation',
  },
}

/** A model may have the name of the GraphQL type that it is the model of; the generated file declares both. */
const aliased = (models: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(models).map(([type, model]) => [type, `${model} as ${type}Model`]),
  )

const scalars = {
  ID: 'string',
  MinorUnits: 'bigint',
  CurrencyCode: { input: '@tallystick/money#Currency', output: '@tallystick/money#Currency' },
  DateTime: 'Date',
}

const shared = {
  useTypeImports: true,
  enumsAsTypes: true,
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
  defaultScalarType: 'unknown',
  skipTypename: false,
} as const

export default {
  ignoreNoDocuments: true,
  silent: true,
  generates: {
    ...Object.fromEntries(
      Object.keys(mappers).map((name) => [
        `subgraphs/${name}/src/schema/resolvers.generated.ts`,
        {
          schema: [common, `subgraphs/${name}/src/schema/*.graphql`],
          plugins: ['typescript', 'typescript-resolvers'],
          config: {
            ...shared,
            scalars,
            federation: true,
            contextType: '../context.ts#Context',
            mappers: aliased({ Money: '@tallystick/money#Money', ...mappers[name] }),
            makeResolverTypeCallable: true,
            avoidOptionals: { field: true, inputValue: false },
          },
        },
      ]),
    ),
    'tests/kit/generated/': {
      schema: 'gateway/api.graphql',
      documents: ['gateway/examples/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        ...shared,
        documentMode: 'string',
        scalars: { ID: 'string', MinorUnits: 'string', CurrencyCode: 'string', DateTime: 'string' },
      },
    },
  },
  hooks: { afterAllFileWrite: [] },
} satisfies CodegenConfig
