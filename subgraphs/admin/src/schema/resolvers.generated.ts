import type { Currency } from '@tallystick/money';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyModel } from '@tallystick/money';
import type { UserReference as UserModel } from '../resolvers/references.ts';
import type { AuditLog as AuditLogModel } from '../domain/rules/audit-log.ts';
import type { Client as ClientModel } from '../domain/rules/client.ts';
import type { RegisteredOperation as RegisteredOperationModel } from '../domain/rules/operation.ts';
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

export type Account = Node & {
  __typename?: 'Account';
  /** Opaque, starts with acc_. */
  id: Scalars['ID']['output'];
};

export type ApiKey = Node & {
  __typename?: 'ApiKey';
  /** Opaque, starts with key_. */
  id: Scalars['ID']['output'];
};

/** One thing that happened: who did what to what. Never changed, never removed. */
export type AuditLog = Node & {
  __typename?: 'AuditLog';
  /** What was done: the event's name, such as payments:payment:completed. */
  action: Scalars['String']['output'];
  /** The person who did it; null when the system did. */
  actor: Maybe<User>;
  /** The address that the request came from. */
  address: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What else is known about it, as JSON text without secrets. */
  details: Scalars['String']['output'];
  /** Opaque, starts with aud_. */
  id: Scalars['ID']['output'];
  /** The request that caused it; null for a job. */
  requestId: Maybe<Scalars['String']['output']>;
  /** Which one. */
  resourceId: Scalars['ID']['output'];
  /** What kind of thing it was done to, such as payment. */
  resourceType: Scalars['String']['output'];
  /** The process that did it on its own account; null when a person did. */
  service: Maybe<Scalars['String']['output']>;
  /** The program that sent the request. */
  userAgent: Maybe<Scalars['String']['output']>;
};

/** A page of audit entries. */
export type AuditLogConnection = {
  __typename?: 'AuditLogConnection';
  /** The entries of the page, each with its cursor. */
  edges: Array<AuditLogEdge>;
  /** The entries of the page. */
  nodes: Array<AuditLog>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An audit entry in a list. */
export type AuditLogEdge = {
  __typename?: 'AuditLogEdge';
  /** Where the entry stands in the list. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AuditLog;
};

/** Which audit entries to list. */
export type AuditLogFilter = {
  /** Only this action. */
  action?: InputMaybe<Scalars['String']['input']>;
  /** Only what this person did. */
  actorId?: InputMaybe<Scalars['ID']['input']>;
  /** Only what this request caused. */
  requestId?: InputMaybe<Scalars['String']['input']>;
  /** Only what was done to this resource. */
  resourceId?: InputMaybe<Scalars['ID']['input']>;
};

/** A program that calls this system, such as our own app or a partner's server. */
export type Client = {
  __typename?: 'Client';
  /** When it was made known. */
  createdAt: Scalars['DateTime']['output'];
  /** What API keys and manifests call it. */
  id: Scalars['ID']['output'];
  /** Whether it is our own: first-party clients share their operations. */
  isFirstParty: Scalars['Boolean']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
};

/** A page of clients. */
export type ClientConnection = {
  __typename?: 'ClientConnection';
  /** The clients of the page, each with its cursor. */
  edges: Array<ClientEdge>;
  /** The clients of the page. */
  nodes: Array<Client>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A client in a list. */
export type ClientEdge = {
  __typename?: 'ClientEdge';
  /** Where the client stands in the list. */
  cursor: Scalars['String']['output'];
  /** The client. */
  node: Client;
};

/** There is no such client. Code: CLIENT_NOT_FOUND. */
export type ClientNotFound = Refusal & {
  __typename?: 'ClientNotFound';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The uses are counted. */
export type CountOperationUsesSuccess = {
  __typename?: 'CountOperationUsesSuccess';
  /** How many of the operations are registered. */
  counted: Scalars['Int']['output'];
};

/** Whether something is well. */
export type HealthStatus =
  /** Answers, but slower or with less than it should. */
  | 'DEGRADED'
  /** Does not answer. */
  | 'DOWN'
  /** Answers. */
  | 'UP';

/** Some of the operations cannot be registered, so none was. Code: INVALID_OPERATIONS. */
export type InvalidOperations = Refusal & {
  __typename?: 'InvalidOperations';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What is wrong, for each operation that cannot be registered. */
  faults: Array<OperationFault>;
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** The only administrator who may sign in cannot stop being one. Code: LAST_ADMIN. */
export type LastAdmin = Refusal & {
  __typename?: 'LastAdmin';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

export type LedgerAccount = Node & {
  __typename?: 'LedgerAccount';
  /** Opaque, starts with lac_. */
  id: Scalars['ID']['output'];
};

export type LedgerTransaction = Node & {
  __typename?: 'LedgerTransaction';
  /** Opaque, starts with ltx_. */
  id: Scalars['ID']['output'];
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
  /** Adds to the counts of uses, for the gateway. Operations that are not registered are left alone. */
  countOperationUses: CountOperationUsesSuccess;
  /**
   * Registers operations for a client: all of them or none. An operation that is registered already stays as it is, one that
   * was retired is live again. An id stands for one document for ever.
   */
  registerOperations: RegisterOperationsResult;
  /**
   * Takes every second factor away from a user who has lost all of them: app, passkeys, recovery codes. Their sessions end within
   * a second, they are told by mail, and their password alone signs them in until they add a factor anew. The reason is kept in
   * the audit log.
   */
  removeSecondFactors: RemoveSecondFactorsResult;
  /** Retires operations: from now on they cannot be run. Ids that the client does not have, or has retired, are left alone. */
  retireOperations: RetireOperationsResult;
  /** Gives a user exactly one role. Their next access token carries it. */
  setUserRole: SetUserRoleResult;
  /**
   * Gives a user a status. With any but ACTIVE every session of theirs ends within a second, live streams included, and their
   * keys are refused as long as it lasts. ARCHIVED is for ever. The reason is kept in the audit log.
   */
  setUserStatus: SetUserStatusResult;
  /** Makes a client known, or changes what is known of it. */
  upsertClient: UpsertClientSuccess;
};


export type MutationCountOperationUsesArgs = {
  input: Array<OperationUsesInput>;
};


export type MutationRegisterOperationsArgs = {
  input: RegisterOperationsInput;
};


export type MutationRemoveSecondFactorsArgs = {
  input: RemoveSecondFactorsInput;
};


export type MutationRetireOperationsArgs = {
  input: RetireOperationsInput;
};


export type MutationSetUserRoleArgs = {
  input: SetUserRoleInput;
};


export type MutationSetUserStatusArgs = {
  input: SetUserStatusInput;
};


export type MutationUpsertClientArgs = {
  input: UpsertClientInput;
};

/**
 * What can be found by its id alone. Not so: a Session, because its tokens are told once; a DeviceSession, a Passkey, an
 * Identity and an OAuthClient, because they are found in their person's list; an Entry, because it is found in its ledger
 * transaction; a PaymentTransaction, because it is found in its payment; a ForcedStatus, because it is found in the
 * administrators' list; a FeeQuote, because nothing of it is stored before it is used; a Client, a RegisteredOperation and an OperationFault, because their ids are chosen by people and say nothing alone.
 */
export type Node = {
  /** Opaque; its first letters say what it is of. */
  id: Scalars['ID']['output'];
};

/** A client whose operations, or whose standing, changed. */
export type OperationChange = {
  __typename?: 'OperationChange';
  /** The client. */
  clientId: Scalars['ID']['output'];
  /** Where to go on after it. */
  cursor: Scalars['String']['output'];
};

/** Why an operation cannot be registered. */
export type OperationFault = {
  __typename?: 'OperationFault';
  /** The id that it was given. */
  id: Scalars['ID']['output'];
  /** What is wrong with it. */
  message: Scalars['String']['output'];
};

/** An operation to be registered. */
export type OperationInput = {
  /** The whole text: one operation and its fragments, valid for the public schema and within the limits of the gateway. */
  document: Scalars['String']['input'];
  /**
   * What the client will send instead of the document: 1 to 128 letters, digits and any of _ . : - Usually the SHA-256 of the
   * document in hexadecimal, with or without `sha256:` in front; what looks like one must be it.
   */
  id: Scalars['ID']['input'];
  /** The operation's name, for a manifest that has it beside the document; must be the one in the document. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** What an operation does. */
export type OperationKind =
  /** Changes. */
  | 'MUTATION'
  /** Reads. */
  | 'QUERY'
  /** Follows. */
  | 'SUBSCRIPTION';

/** How often an operation was run. */
export type OperationUsesInput = {
  /** Whose operation. */
  clientId: Scalars['ID']['input'];
  /** Its id. */
  id: Scalars['ID']['input'];
  /** When it was last run. */
  lastUsedAt: Scalars['DateTime']['input'];
  /** How often it was run since it was last counted, 1 or more. */
  uses: Scalars['Int']['input'];
};

/** How far behind the readers of an outbox are. */
export type OutboxHealth = {
  __typename?: 'OutboxHealth';
  /** The subgraph whose outbox it is. */
  subgraph: Scalars['String']['output'];
  /** How many events its slowest reader has not seen. */
  waiting: Scalars['Int']['output'];
};

/** Nobody takes their own factors away like this: another administrator has to. Code: OWN_FACTORS. */
export type OwnFactors = Refusal & {
  __typename?: 'OwnFactors';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Nobody stops themselves: another administrator has to. Code: OWN_STATUS. */
export type OwnStatus = Refusal & {
  __typename?: 'OwnStatus';
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

/** How one part of the system is. */
export type PartHealth = {
  __typename?: 'PartHealth';
  /** How long it took to answer, in milliseconds; null when it did not. */
  latencyMs: Maybe<Scalars['Int']['output']>;
  /** Its name: a subgraph, or database. */
  name: Scalars['String']['output'];
  /** Whether it answers. */
  status: HealthStatus;
};

export type Payment = Node & {
  __typename?: 'Payment';
  /** Opaque, starts with pay_. */
  id: Scalars['ID']['output'];
};

export type ProviderStatement = Node & {
  __typename?: 'ProviderStatement';
  /** Opaque, starts with stm_. */
  id: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** What happened in the system, newest first. */
  auditLogs: AuditLogConnection;
  /** The programs that call this system, by their ids. */
  clients: ClientConnection;
  /**
   * Whether a caller may see what has this id, for the subgraph that answers `node`. Each subgraph answers for what it owns.
   * False alike for what does not exist, what is somebody else's and what is no id.
   */
  isVisible: Scalars['Boolean']['output'];
  /**
   * What has this id, whatever it is, if the caller may see it. NOT_FOUND otherwise: what does not exist, what is somebody
   * else's and what is no id are answered alike.
   */
  node: Maybe<Node>;
  /** One operation that may be run, for the gateway; null when there is none. */
  operationById: Maybe<RegisteredOperation>;
  /** Every operation that may be run, of one client or of all first-party clients, for the gateway; by client and id. */
  operationManifest: RegisteredOperationConnection;
  /** The operations of a client, retired ones included, newest first. */
  registeredOperations: RegisteredOperationConnection;
  /** Whether every part of the system answers, and how far behind the queues are. */
  systemHealth: SystemHealth;
  /** One person, by id. NOT_FOUND when there is none. */
  user: Maybe<User>;
  /** Everyone who has signed up, newest first. */
  users: UserConnection;
};


export type QueryAuditLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryClientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryIsVisibleArgs = {
  id: Scalars['ID']['input'];
  viewer: ViewerInput;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOperationByIdArgs = {
  clientId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryOperationManifestArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clientId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRegisteredOperationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  clientId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Reconciliation = Node & {
  __typename?: 'Reconciliation';
  /** Opaque, starts with rec_. */
  id: Scalars['ID']['output'];
};

export type ReconciliationBreak = Node & {
  __typename?: 'ReconciliationBreak';
  /** Opaque, starts with brk_. */
  id: Scalars['ID']['output'];
};

/** An expected outcome other than success. Nothing was changed unless the type that implements it says so. */
export type Refusal = {
  /** A stable code, in capitals, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** Operations for a client. */
export type RegisterOperationsInput = {
  /** The client, which must be known. */
  clientId: Scalars['ID']['input'];
  /** At least one, and at most as many as one call may hold; each id once. */
  operations: Array<OperationInput>;
};

/** The outcome of registering operations. */
export type RegisterOperationsResult = ClientNotFound | InvalidOperations | RegisterOperationsSuccess | TooManyOperations;

/** The operations are registered. */
export type RegisterOperationsSuccess = {
  __typename?: 'RegisterOperationsSuccess';
  /** How many are new or live again. */
  added: Scalars['Int']['output'];
  /** Whose they are. */
  clientId: Scalars['ID']['output'];
  /** All of them, in the order in which they were given. */
  operations: Array<RegisteredOperation>;
  /** How many were registered already. */
  unchanged: Scalars['Int']['output'];
};

/** An operation that a client may run by its id. */
export type RegisteredOperation = {
  __typename?: 'RegisteredOperation';
  /** Whose operation it is. */
  clientId: Scalars['ID']['output'];
  /** How many objects its answer may hold at most; a page whose length is a variable is taken to be the longest. */
  cost: Scalars['Int']['output'];
  /** The whole text. */
  document: Scalars['String']['output'];
  /** What the client sends instead of the document; unique for the client. */
  id: Scalars['ID']['output'];
  /** What it does. */
  kind: OperationKind;
  /** When it was last run, as counted so far; null when it never was. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** The operation's name; null when it has none. */
  name: Maybe<Scalars['String']['output']>;
  /** When it was registered. */
  registeredAt: Scalars['DateTime']['output'];
  /** Since when it cannot be run; null while it can. */
  retiredAt: Maybe<Scalars['DateTime']['output']>;
  /** The fields at its top, each once and in their order. */
  rootFields: Array<Scalars['String']['output']>;
  /** How often it was run, as counted so far; it stops at 2147483647. */
  uses: Scalars['Int']['output'];
};

/** A page of registered operations. */
export type RegisteredOperationConnection = {
  __typename?: 'RegisteredOperationConnection';
  /** The operations of the page, each with its cursor. */
  edges: Array<RegisteredOperationEdge>;
  /** The operations of the page. */
  nodes: Array<RegisteredOperation>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A registered operation in a list. */
export type RegisteredOperationEdge = {
  __typename?: 'RegisteredOperationEdge';
  /** Where the operation stands in the list. */
  cursor: Scalars['String']['output'];
  /** The operation. */
  node: RegisteredOperation;
};

/** Whose second factors are to go, and why. */
export type RemoveSecondFactorsInput = {
  /**
   * Why, and how you made sure that it is them who asks: 1 to 500 characters. The audit log keeps it for ever, so it should say
   * nothing that must be forgotten some day.
   */
  reason: Scalars['String']['input'];
  /** The user who has lost them. */
  userId: Scalars['ID']['input'];
};

/** The outcome of taking second factors away. */
export type RemoveSecondFactorsResult = OwnFactors | RemoveSecondFactorsSuccess | UserNotFound;

/** The user has no second factor any more, or had none. */
export type RemoveSecondFactorsSuccess = {
  __typename?: 'RemoveSecondFactorsSuccess';
  /** The user. */
  user: User;
};

/** Operations to be retired. */
export type RetireOperationsInput = {
  /** The client. */
  clientId: Scalars['ID']['input'];
  /** At least one, and at most as many as one call may hold. */
  ids: Array<Scalars['ID']['input']>;
};

/** The outcome of retiring operations. */
export type RetireOperationsResult = ClientNotFound | RetireOperationsSuccess;

/** The operations are retired. */
export type RetireOperationsSuccess = {
  __typename?: 'RetireOperationsSuccess';
  /** Whose they are. */
  clientId: Scalars['ID']['output'];
  /** Those that this call retired, by id. */
  operations: Array<RegisteredOperation>;
};

/** What a person may do. */
export type Role =
  /** Runs the system: sees everything, changes roles and settings. */
  | 'ADMIN'
  /** Pays and is paid. */
  | 'CUSTOMER'
  /** Sells: is paid for orders and sees reports of them. */
  | 'VENDOR';

/** Who gets which role. */
export type SetUserRoleInput = {
  /** The one role they will have. */
  role: Role;
  /** The user to change. */
  userId: Scalars['ID']['input'];
};

/** The outcome of setting a role. */
export type SetUserRoleResult = LastAdmin | SetUserRoleSuccess | UserNotFound;

/** The role was set. */
export type SetUserRoleSuccess = {
  __typename?: 'SetUserRoleSuccess';
  /** The user with the new role. */
  user: User;
};

/** Who gets which status, and why. */
export type SetUserStatusInput = {
  /** Why: 1 to 500 characters. The audit log keeps it for ever, so it should say nothing that must be forgotten some day. */
  reason: Scalars['String']['input'];
  /** The status they will have. */
  status: UserStatus;
  /** The user to change. */
  userId: Scalars['ID']['input'];
};

/** The outcome of setting a status. */
export type SetUserStatusResult = LastAdmin | OwnStatus | SetUserStatusSuccess | UserArchived | UserNotFound;

/** The status was set. */
export type SetUserStatusSuccess = {
  __typename?: 'SetUserStatusSuccess';
  /** The user with the new status. */
  user: User;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Which clients' operations have changed, or who counts as first-party, in order and without a gap, for the gateway. Without
   * `after` it begins with what happened in the last 20 minutes.
   */
  operationChanges: OperationChange;
};


export type SubscriptionOperationChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Whether the system is well. */
export type SystemHealth = {
  __typename?: 'SystemHealth';
  /** Events that wait for a reader, for each subgraph's outbox. */
  outboxes: Array<OutboxHealth>;
  /** Each part on its own. */
  parts: Array<PartHealth>;
  /** The worst of what follows. */
  status: HealthStatus;
};

/** The client would have more live operations than one may have; retire some first. Code: TOO_MANY_OPERATIONS. */
export type TooManyOperations = Refusal & {
  __typename?: 'TooManyOperations';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** How many live operations one client may have. */
  max: Scalars['Int']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A client to be known. */
export type UpsertClientInput = {
  /** What API keys and manifests call it: 1 to 128 letters, digits and any of _ . : - */
  id: Scalars['ID']['input'];
  /** Whether it is our own: first-party clients share their operations. */
  isFirstParty: Scalars['Boolean']['input'];
  /** What people call it, 1 to 100 characters. */
  name: Scalars['String']['input'];
};

/** The client is known. */
export type UpsertClientSuccess = {
  __typename?: 'UpsertClientSuccess';
  /** The client as it is now. */
  client: Client;
};

export type User = Node & {
  __typename?: 'User';
  /** Opaque, starts with usr_. */
  id: Scalars['ID']['output'];
};

/** The user was archived, which is for ever. Code: USER_ARCHIVED. */
export type UserArchived = Refusal & {
  __typename?: 'UserArchived';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
};

/** A page of users. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The users of the page, each with its cursor. */
  edges: Array<UserEdge>;
  /** The users of the page. */
  nodes: Array<User>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A user in a list. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** Where the user stands in the list. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node: User;
};

/** There is no such user. Code: USER_NOT_FOUND. */
export type UserNotFound = Refusal & {
  __typename?: 'UserNotFound';
  /** A stable code, for programs. */
  code: Scalars['String']['output'];
  /** What happened and what to do about it, for people. */
  message: Scalars['String']['output'];
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



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  RegisterOperationsResult:
    | ( ClientNotFound )
    | ( InvalidOperations )
    | ( Omit<RegisterOperationsSuccess, 'operations'> & { operations: Array<_RefType['RegisteredOperation']> } )
    | ( TooManyOperations )
  ;
  RemoveSecondFactorsResult:
    | ( OwnFactors )
    | ( Omit<RemoveSecondFactorsSuccess, 'user'> & { user: _RefType['User'] } )
    | ( UserNotFound )
  ;
  RetireOperationsResult:
    | ( ClientNotFound )
    | ( Omit<RetireOperationsSuccess, 'operations'> & { operations: Array<_RefType['RegisteredOperation']> } )
  ;
  SetUserRoleResult:
    | ( LastAdmin )
    | ( Omit<SetUserRoleSuccess, 'user'> & { user: _RefType['User'] } )
    | ( UserNotFound )
  ;
  SetUserStatusResult:
    | ( LastAdmin )
    | ( OwnStatus )
    | ( Omit<SetUserStatusSuccess, 'user'> & { user: _RefType['User'] } )
    | ( UserArchived )
    | ( UserNotFound )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( Account )
    | ( ApiKey )
    | ( AuditLogModel )
    | ( LedgerAccount )
    | ( LedgerTransaction )
    | ( Payment )
    | ( ProviderStatement )
    | ( Reconciliation )
    | ( ReconciliationBreak )
    | ( UserModel )
  ;
  Refusal:
    | ( ClientNotFound )
    | ( InvalidOperations )
    | ( LastAdmin )
    | ( OwnFactors )
    | ( OwnStatus )
    | ( TooManyOperations )
    | ( UserArchived )
    | ( UserNotFound )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ApiKey: ResolverTypeWrapper<ApiKey>;
  AuditLog: ResolverTypeWrapper<AuditLogModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AuditLogConnection: ResolverTypeWrapper<Omit<AuditLogConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditLogEdge']>, nodes: Array<ResolversTypes['AuditLog']> }>;
  AuditLogEdge: ResolverTypeWrapper<Omit<AuditLogEdge, 'node'> & { node: ResolversTypes['AuditLog'] }>;
  AuditLogFilter: AuditLogFilter;
  Client: ResolverTypeWrapper<ClientModel>;
  ClientConnection: ResolverTypeWrapper<Omit<ClientConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ClientEdge']>, nodes: Array<ResolversTypes['Client']> }>;
  ClientEdge: ResolverTypeWrapper<Omit<ClientEdge, 'node'> & { node: ResolversTypes['Client'] }>;
  ClientNotFound: ResolverTypeWrapper<ClientNotFound>;
  CountOperationUsesSuccess: ResolverTypeWrapper<CountOperationUsesSuccess>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  HealthStatus: HealthStatus;
  InvalidOperations: ResolverTypeWrapper<InvalidOperations>;
  LastAdmin: ResolverTypeWrapper<LastAdmin>;
  LedgerAccount: ResolverTypeWrapper<LedgerAccount>;
  LedgerTransaction: ResolverTypeWrapper<LedgerTransaction>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OperationChange: ResolverTypeWrapper<OperationChange>;
  OperationFault: ResolverTypeWrapper<OperationFault>;
  OperationInput: OperationInput;
  OperationKind: OperationKind;
  OperationUsesInput: OperationUsesInput;
  OutboxHealth: ResolverTypeWrapper<OutboxHealth>;
  OwnFactors: ResolverTypeWrapper<OwnFactors>;
  OwnStatus: ResolverTypeWrapper<OwnStatus>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartHealth: ResolverTypeWrapper<PartHealth>;
  Payment: ResolverTypeWrapper<Payment>;
  ProviderStatement: ResolverTypeWrapper<ProviderStatement>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Reconciliation: ResolverTypeWrapper<Reconciliation>;
  ReconciliationBreak: ResolverTypeWrapper<ReconciliationBreak>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  RegisterOperationsInput: RegisterOperationsInput;
  RegisterOperationsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterOperationsResult']>;
  RegisterOperationsSuccess: ResolverTypeWrapper<Omit<RegisterOperationsSuccess, 'operations'> & { operations: Array<ResolversTypes['RegisteredOperation']> }>;
  RegisteredOperation: ResolverTypeWrapper<RegisteredOperationModel>;
  RegisteredOperationConnection: ResolverTypeWrapper<Omit<RegisteredOperationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RegisteredOperationEdge']>, nodes: Array<ResolversTypes['RegisteredOperation']> }>;
  RegisteredOperationEdge: ResolverTypeWrapper<Omit<RegisteredOperationEdge, 'node'> & { node: ResolversTypes['RegisteredOperation'] }>;
  RemoveSecondFactorsInput: RemoveSecondFactorsInput;
  RemoveSecondFactorsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveSecondFactorsResult']>;
  RemoveSecondFactorsSuccess: ResolverTypeWrapper<Omit<RemoveSecondFactorsSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  RetireOperationsInput: RetireOperationsInput;
  RetireOperationsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetireOperationsResult']>;
  RetireOperationsSuccess: ResolverTypeWrapper<Omit<RetireOperationsSuccess, 'operations'> & { operations: Array<ResolversTypes['RegisteredOperation']> }>;
  Role: Role;
  SetUserRoleInput: SetUserRoleInput;
  SetUserRoleResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetUserRoleResult']>;
  SetUserRoleSuccess: ResolverTypeWrapper<Omit<SetUserRoleSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  SetUserStatusInput: SetUserStatusInput;
  SetUserStatusResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetUserStatusResult']>;
  SetUserStatusSuccess: ResolverTypeWrapper<Omit<SetUserStatusSuccess, 'user'> & { user: ResolversTypes['User'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SystemHealth: ResolverTypeWrapper<SystemHealth>;
  TooManyOperations: ResolverTypeWrapper<TooManyOperations>;
  UpsertClientInput: UpsertClientInput;
  UpsertClientSuccess: ResolverTypeWrapper<Omit<UpsertClientSuccess, 'client'> & { client: ResolversTypes['Client'] }>;
  User: ResolverTypeWrapper<UserModel>;
  UserArchived: ResolverTypeWrapper<UserArchived>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['UserEdge']>, nodes: Array<ResolversTypes['User']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserNotFound: ResolverTypeWrapper<UserNotFound>;
  UserStatus: UserStatus;
  ViewerInput: ViewerInput;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account;
  ID: Scalars['ID']['output'];
  ApiKey: ApiKey;
  AuditLog: AuditLogModel;
  String: Scalars['String']['output'];
  AuditLogConnection: Omit<AuditLogConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditLogEdge']>, nodes: Array<ResolversParentTypes['AuditLog']> };
  AuditLogEdge: Omit<AuditLogEdge, 'node'> & { node: ResolversParentTypes['AuditLog'] };
  AuditLogFilter: AuditLogFilter;
  Client: ClientModel;
  ClientConnection: Omit<ClientConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ClientEdge']>, nodes: Array<ResolversParentTypes['Client']> };
  ClientEdge: Omit<ClientEdge, 'node'> & { node: ResolversParentTypes['Client'] };
  ClientNotFound: ClientNotFound;
  CountOperationUsesSuccess: CountOperationUsesSuccess;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  InvalidOperations: InvalidOperations;
  LastAdmin: LastAdmin;
  LedgerAccount: LedgerAccount;
  LedgerTransaction: LedgerTransaction;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OperationChange: OperationChange;
  OperationFault: OperationFault;
  OperationInput: OperationInput;
  OperationUsesInput: OperationUsesInput;
  OutboxHealth: OutboxHealth;
  OwnFactors: OwnFactors;
  OwnStatus: OwnStatus;
  PageInfo: PageInfo;
  PartHealth: PartHealth;
  Payment: Payment;
  ProviderStatement: ProviderStatement;
  Query: Record<PropertyKey, never>;
  Reconciliation: Reconciliation;
  ReconciliationBreak: ReconciliationBreak;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  RegisterOperationsInput: RegisterOperationsInput;
  RegisterOperationsResult: ResolversUnionTypes<ResolversParentTypes>['RegisterOperationsResult'];
  RegisterOperationsSuccess: Omit<RegisterOperationsSuccess, 'operations'> & { operations: Array<ResolversParentTypes['RegisteredOperation']> };
  RegisteredOperation: RegisteredOperationModel;
  RegisteredOperationConnection: Omit<RegisteredOperationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RegisteredOperationEdge']>, nodes: Array<ResolversParentTypes['RegisteredOperation']> };
  RegisteredOperationEdge: Omit<RegisteredOperationEdge, 'node'> & { node: ResolversParentTypes['RegisteredOperation'] };
  RemoveSecondFactorsInput: RemoveSecondFactorsInput;
  RemoveSecondFactorsResult: ResolversUnionTypes<ResolversParentTypes>['RemoveSecondFactorsResult'];
  RemoveSecondFactorsSuccess: Omit<RemoveSecondFactorsSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  RetireOperationsInput: RetireOperationsInput;
  RetireOperationsResult: ResolversUnionTypes<ResolversParentTypes>['RetireOperationsResult'];
  RetireOperationsSuccess: Omit<RetireOperationsSuccess, 'operations'> & { operations: Array<ResolversParentTypes['RegisteredOperation']> };
  SetUserRoleInput: SetUserRoleInput;
  SetUserRoleResult: ResolversUnionTypes<ResolversParentTypes>['SetUserRoleResult'];
  SetUserRoleSuccess: Omit<SetUserRoleSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  SetUserStatusInput: SetUserStatusInput;
  SetUserStatusResult: ResolversUnionTypes<ResolversParentTypes>['SetUserStatusResult'];
  SetUserStatusSuccess: Omit<SetUserStatusSuccess, 'user'> & { user: ResolversParentTypes['User'] };
  Subscription: Record<PropertyKey, never>;
  SystemHealth: SystemHealth;
  TooManyOperations: TooManyOperations;
  UpsertClientInput: UpsertClientInput;
  UpsertClientSuccess: Omit<UpsertClientSuccess, 'client'> & { client: ResolversParentTypes['Client'] };
  User: UserModel;
  UserArchived: UserArchived;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['UserEdge']>, nodes: Array<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserNotFound: UserNotFound;
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

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditLogResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLog'] = ResolversParentTypes['AuditLog']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resourceType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditLogConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLogConnection'] = ResolversParentTypes['AuditLogConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditLogEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditLog']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditLogEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditLogEdge'] = ResolversParentTypes['AuditLogEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditLog'], ParentType, ContextType>;
};

export type ClientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Client'] = ResolversParentTypes['Client']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFirstParty?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientConnection'] = ResolversParentTypes['ClientConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ClientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Client']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ClientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientEdge'] = ResolversParentTypes['ClientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Client'], ParentType, ContextType>;
};

export type ClientNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientNotFound'] = ResolversParentTypes['ClientNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CountOperationUsesSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CountOperationUsesSuccess'] = ResolversParentTypes['CountOperationUsesSuccess']> = {
  counted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type InvalidOperationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidOperations'] = ResolversParentTypes['InvalidOperations']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  faults?: Resolver<Array<ResolversTypes['OperationFault']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastAdminResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastAdmin'] = ResolversParentTypes['LastAdmin']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerAccount'] = ResolversParentTypes['LedgerAccount']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerTransactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerTransaction'] = ResolversParentTypes['LedgerTransaction']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  countOperationUses?: Resolver<ResolversTypes['CountOperationUsesSuccess'], ParentType, ContextType, RequireFields<MutationCountOperationUsesArgs, 'input'>>;
  registerOperations?: Resolver<ResolversTypes['RegisterOperationsResult'], ParentType, ContextType, RequireFields<MutationRegisterOperationsArgs, 'input'>>;
  removeSecondFactors?: Resolver<ResolversTypes['RemoveSecondFactorsResult'], ParentType, ContextType, RequireFields<MutationRemoveSecondFactorsArgs, 'input'>>;
  retireOperations?: Resolver<ResolversTypes['RetireOperationsResult'], ParentType, ContextType, RequireFields<MutationRetireOperationsArgs, 'input'>>;
  setUserRole?: Resolver<ResolversTypes['SetUserRoleResult'], ParentType, ContextType, RequireFields<MutationSetUserRoleArgs, 'input'>>;
  setUserStatus?: Resolver<ResolversTypes['SetUserStatusResult'], ParentType, ContextType, RequireFields<MutationSetUserStatusArgs, 'input'>>;
  upsertClient?: Resolver<ResolversTypes['UpsertClientSuccess'], ParentType, ContextType, RequireFields<MutationUpsertClientArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Account' | 'ApiKey' | 'AuditLog' | 'LedgerAccount' | 'LedgerTransaction' | 'Payment' | 'ProviderStatement' | 'Reconciliation' | 'ReconciliationBreak' | 'User', ParentType, ContextType>;
};

export type OperationChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationChange'] = ResolversParentTypes['OperationChange']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OperationFaultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationFault'] = ResolversParentTypes['OperationFault']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OutboxHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxHealth'] = ResolversParentTypes['OutboxHealth']> = {
  subgraph?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OwnFactorsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnFactors'] = ResolversParentTypes['OwnFactors']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OwnStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnStatus'] = ResolversParentTypes['OwnStatus']> = {
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

export type PartHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PartHealth'] = ResolversParentTypes['PartHealth']> = {
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderStatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderStatement'] = ResolversParentTypes['ProviderStatement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditLogs?: Resolver<ResolversTypes['AuditLogConnection'], ParentType, ContextType, RequireFields<QueryAuditLogsArgs, 'first'>>;
  clients?: Resolver<ResolversTypes['ClientConnection'], ParentType, ContextType, RequireFields<QueryClientsArgs, 'first'>>;
  isVisible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<QueryIsVisibleArgs, 'id' | 'viewer'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  operationById?: Resolver<Maybe<ResolversTypes['RegisteredOperation']>, ParentType, ContextType, RequireFields<QueryOperationByIdArgs, 'id'>>;
  operationManifest?: Resolver<ResolversTypes['RegisteredOperationConnection'], ParentType, ContextType, RequireFields<QueryOperationManifestArgs, 'first'>>;
  registeredOperations?: Resolver<ResolversTypes['RegisteredOperationConnection'], ParentType, ContextType, RequireFields<QueryRegisteredOperationsArgs, 'clientId' | 'first'>>;
  systemHealth?: Resolver<ResolversTypes['SystemHealth'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
};

export type ReconciliationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reconciliation'] = ResolversParentTypes['Reconciliation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReconciliationBreakResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationBreak'] = ResolversParentTypes['ReconciliationBreak']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal']> = {
  __resolveType: TypeResolveFn<'ClientNotFound' | 'InvalidOperations' | 'LastAdmin' | 'OwnFactors' | 'OwnStatus' | 'TooManyOperations' | 'UserArchived' | 'UserNotFound', ParentType, ContextType>;
};

export type RegisterOperationsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterOperationsResult'] = ResolversParentTypes['RegisterOperationsResult']> = {
  __resolveType: TypeResolveFn<'ClientNotFound' | 'InvalidOperations' | 'RegisterOperationsSuccess' | 'TooManyOperations', ParentType, ContextType>;
};

export type RegisterOperationsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterOperationsSuccess'] = ResolversParentTypes['RegisterOperationsSuccess']> = {
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operations?: Resolver<Array<ResolversTypes['RegisteredOperation']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisteredOperationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisteredOperation'] = ResolversParentTypes['RegisteredOperation']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OperationKind'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rootFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegisteredOperationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisteredOperationConnection'] = ResolversParentTypes['RegisteredOperationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RegisteredOperationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RegisteredOperation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RegisteredOperationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisteredOperationEdge'] = ResolversParentTypes['RegisteredOperationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RegisteredOperation'], ParentType, ContextType>;
};

export type RemoveSecondFactorsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSecondFactorsResult'] = ResolversParentTypes['RemoveSecondFactorsResult']> = {
  __resolveType: TypeResolveFn<'OwnFactors' | 'RemoveSecondFactorsSuccess' | 'UserNotFound', ParentType, ContextType>;
};

export type RemoveSecondFactorsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSecondFactorsSuccess'] = ResolversParentTypes['RemoveSecondFactorsSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetireOperationsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetireOperationsResult'] = ResolversParentTypes['RetireOperationsResult']> = {
  __resolveType: TypeResolveFn<'ClientNotFound' | 'RetireOperationsSuccess', ParentType, ContextType>;
};

export type RetireOperationsSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetireOperationsSuccess'] = ResolversParentTypes['RetireOperationsSuccess']> = {
  clientId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operations?: Resolver<Array<ResolversTypes['RegisteredOperation']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetUserRoleResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetUserRoleResult'] = ResolversParentTypes['SetUserRoleResult']> = {
  __resolveType: TypeResolveFn<'LastAdmin' | 'SetUserRoleSuccess' | 'UserNotFound', ParentType, ContextType>;
};

export type SetUserRoleSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetUserRoleSuccess'] = ResolversParentTypes['SetUserRoleSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetUserStatusResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetUserStatusResult'] = ResolversParentTypes['SetUserStatusResult']> = {
  __resolveType: TypeResolveFn<'LastAdmin' | 'OwnStatus' | 'SetUserStatusSuccess' | 'UserArchived' | 'UserNotFound', ParentType, ContextType>;
};

export type SetUserStatusSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetUserStatusSuccess'] = ResolversParentTypes['SetUserStatusSuccess']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  operationChanges?: SubscriptionResolver<ResolversTypes['OperationChange'], "operationChanges", ParentType, ContextType, Partial<SubscriptionOperationChangesArgs>>;
};

export type SystemHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SystemHealth'] = ResolversParentTypes['SystemHealth']> = {
  outboxes?: Resolver<Array<ResolversTypes['OutboxHealth']>, ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['PartHealth']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export type TooManyOperationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooManyOperations'] = ResolversParentTypes['TooManyOperations']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpsertClientSuccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpsertClientSuccess'] = ResolversParentTypes['UpsertClientSuccess']> = {
  client?: Resolver<ResolversTypes['Client'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserArchivedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserArchived'] = ResolversParentTypes['UserArchived']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserNotFound'] = ResolversParentTypes['UserNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  AuditLog?: AuditLogResolvers<ContextType>;
  AuditLogConnection?: AuditLogConnectionResolvers<ContextType>;
  AuditLogEdge?: AuditLogEdgeResolvers<ContextType>;
  Client?: ClientResolvers<ContextType>;
  ClientConnection?: ClientConnectionResolvers<ContextType>;
  ClientEdge?: ClientEdgeResolvers<ContextType>;
  ClientNotFound?: ClientNotFoundResolvers<ContextType>;
  CountOperationUsesSuccess?: CountOperationUsesSuccessResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  InvalidOperations?: InvalidOperationsResolvers<ContextType>;
  LastAdmin?: LastAdminResolvers<ContextType>;
  LedgerAccount?: LedgerAccountResolvers<ContextType>;
  LedgerTransaction?: LedgerTransactionResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OperationChange?: OperationChangeResolvers<ContextType>;
  OperationFault?: OperationFaultResolvers<ContextType>;
  OutboxHealth?: OutboxHealthResolvers<ContextType>;
  OwnFactors?: OwnFactorsResolvers<ContextType>;
  OwnStatus?: OwnStatusResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartHealth?: PartHealthResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  ProviderStatement?: ProviderStatementResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Reconciliation?: ReconciliationResolvers<ContextType>;
  ReconciliationBreak?: ReconciliationBreakResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  RegisterOperationsResult?: RegisterOperationsResultResolvers<ContextType>;
  RegisterOperationsSuccess?: RegisterOperationsSuccessResolvers<ContextType>;
  RegisteredOperation?: RegisteredOperationResolvers<ContextType>;
  RegisteredOperationConnection?: RegisteredOperationConnectionResolvers<ContextType>;
  RegisteredOperationEdge?: RegisteredOperationEdgeResolvers<ContextType>;
  RemoveSecondFactorsResult?: RemoveSecondFactorsResultResolvers<ContextType>;
  RemoveSecondFactorsSuccess?: RemoveSecondFactorsSuccessResolvers<ContextType>;
  RetireOperationsResult?: RetireOperationsResultResolvers<ContextType>;
  RetireOperationsSuccess?: RetireOperationsSuccessResolvers<ContextType>;
  SetUserRoleResult?: SetUserRoleResultResolvers<ContextType>;
  SetUserRoleSuccess?: SetUserRoleSuccessResolvers<ContextType>;
  SetUserStatusResult?: SetUserStatusResultResolvers<ContextType>;
  SetUserStatusSuccess?: SetUserStatusSuccessResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SystemHealth?: SystemHealthResolvers<ContextType>;
  TooManyOperations?: TooManyOperationsResolvers<ContextType>;
  UpsertClientSuccess?: UpsertClientSuccessResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserArchived?: UserArchivedResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserNotFound?: UserNotFoundResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
