import type { Door } from '@tallystick/subgraph-client'
import { ownFacts } from '../request.ts'
import type { RegisteredOperation, Scope } from './registry.ts'
import type { Uses } from './uses.ts'

/** How long Admin may take for one page, in milliseconds. */
const DEADLINE_MS = 5_000

const MANIFEST = `query OperationManifest($clientId: ID, $after: String) {
  operationManifest(clientId: $clientId, after: $after) {
    nodes { clientId id document } pageInfo { hasNextPage endCursor }
  }
}`

const COUNT = `mutation CountOperationUses($input: [OperationUsesInput!]!) {
  countOperationUses(input: $input) { counted }
}`

/** The feed of changes to registered operations, for `followFeed`. */
export const OPERATION_CHANGES = {
  document:
    'subscription OperationChanges($after: String) { operationChanges(after: $after) { cursor clientId } }',
  field: 'operationChanges',
} as const

type Manifest = Readonly<{
  nodes: readonly RegisteredOperation[]
  pageInfo: Readonly<{ hasNextPage: boolean; endCursor: string | null }>
}>

/** Reads every live operation of a scope from Admin, page by page. @throws when Admin does not answer */
export async function loadManifest(admin: Door, clientId: Scope): Promise<RegisteredOperation[]> {
  const operations: RegisteredOperation[] = []
  let after: string | null = null
  for (;;) {
    const data = await ask(admin, MANIFEST, { clientId, after })
    const { nodes, pageInfo } = data['operationManifest'] as Manifest
    operations.push(...nodes)
    if (!pageInfo.hasNextPage) return operations
    after = pageInfo.endCursor
  }
}

/** Tells Admin how often operations were run. @throws when it does not answer */
export async function tellUses(admin: Door, uses: readonly Uses[]): Promise<void> {
  const input = uses.map((each) => ({ ...each, lastUsedAt: each.lastUsedAt.toISOString() }))
  await ask(admin, COUNT, { input })
}

async function ask(
  admin: Door,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await admin.execute(
    { query, variables },
    ownFacts(AbortSignal.timeout(DEADLINE_MS)),
  )
  if (errors || !data) throw errors?.[0] ?? new TypeError('Admin answered nothing')
  return data
}
