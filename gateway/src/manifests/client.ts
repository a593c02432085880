import type { ManifestOperation } from './manifest.ts'

/** A gateway, and the access token of an administrator. */
export type Operator = Readonly<{ url: string; token: string }>

/** The gateway refused, or could not be reached; the message says why. */
export class OperatorFault extends Error {
  override name = 'OperatorFault'
}

/** As many operations as are sent at once. */
const SENT_MAX = 100
/** How long the gateway may take, in milliseconds. */
const DEADLINE_MS = 30_000

const UPSERT = `mutation UpsertClient($input: UpsertClientInput!) {
  upsertClient(input: $input) { client { id } }
}`
const REGISTER = `mutation RegisterOperations($input: RegisterOperationsInput!) {
  registerOperations(input: $input) {
    __typename
    ... on RegisterOperationsSuccess { added unchanged operations { id name kind cost } }
    ... on InvalidOperations { faults { id message } }
    ... on Refusal { message }
  }
}`
const CLIENTS =
  'query Clients($after: String) { clients(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }'
const OPERATIONS = `query RegisteredOperations($clientId: ID!, $after: String) {
  registeredOperations(clientId: $clientId, first: 100, after: $after) {
    nodes { id name document retiredAt } pageInfo { hasNextPage endCursor }
  }
}`

/** What became of an operation that was pushed. */
export type Pushed = Readonly<{ id: string; name: string | null; kind: string; cost: number }>

type Registered = Readonly<{
  message?: string
  added?: number
  unchanged?: number
  operations?: readonly Pushed[]
  faults?: readonly Readonly<{ id: string; message: string }>[]
}>

/** Makes a client known, or changes what is known of it. @throws {OperatorFault} */
export async function upsertClient(
  operator: Operator,
  input: Readonly<{ id: string; name: string; isFirstParty: boolean }>,
): Promise<void> {
  await ask(operator, UPSERT, { input })
}

/**
 * Registers operations for a client, a hundred at a time; `onProgress` is told how many are done.
 *
 * @throws {OperatorFault} when some cannot be registered: the hundred that they are among are not, those before it are
 */
export async function pushOperations(
  operator: Operator,
  clientId: string,
  operations: readonly ManifestOperation[],
  onProgress: (done: number) => void,
): Promise<{ added: number; unchanged: number; operations: Pushed[] }> {
  const pushed = { added: 0, unchanged: 0, operations: [] as Pushed[] }
  for (let from = 0; from < operations.length; from += SENT_MAX) {
    const part = operations.slice(from, from + SENT_MAX)
    const data = await ask(operator, REGISTER, { input: { clientId, operations: part } })
    const registered = data['registerOperations'] as Registered
    if (!registered.operations) throw new OperatorFault(reasonOf(registered))
    pushed.added += registered.added ?? 0
    pushed.unchanged += registered.unchanged ?? 0
    pushed.operations.push(...registered.operations)
    onProgress(from + part.length)
  }
  return pushed
}

const reasonOf = ({ message = 'refused', faults = [] }: Registered): string =>
  [message, ...faults.map(({ id, message: why }) => `  ${id}: ${why}`)].join('\n')

/** Every live operation of every client that a gateway knows. @throws {OperatorFault} */
export async function readRegistered(
  operator: Operator,
): Promise<Map<string, ManifestOperation[]>> {
  const found = new Map<string, ManifestOperation[]>()
  for (const { id: clientId } of await readPages<{ id: string }>(operator, CLIENTS, {})) {
    const all = await readPages<Live>(operator, OPERATIONS, { clientId })
    const live = all.filter(({ retiredAt }) => retiredAt === null)
    found.set(
      clientId,
      live.map(({ id, document, name }) => ({ id, document, ...(name ? { name } : {}) })),
    )
  }
  return found
}

type Live = Readonly<{
  id: string
  document: string
  name: string | null
  retiredAt: string | null
}>
type Page = Readonly<{
  nodes: readonly unknown[]
  pageInfo: Readonly<{ hasNextPage: boolean; endCursor: string }>
}>

async function readPages<Node>(
  operator: Operator,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Node[]> {
  const all: Node[] = []
  let after: string | null = null
  for (;;) {
    const [page] = Object.values(await ask(operator, query, { ...variables, after })) as [Page]
    all.push(...(page.nodes as Node[]))
    if (!page.pageInfo.hasNextPage) return all
    after = page.pageInfo.endCursor
  }
}

type Answer = Readonly<{
  data?: Record<string, unknown> | null
  errors?: readonly Readonly<{ message: string }>[]
}>

async function ask(
  { url, token }: Operator,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch((cause: unknown) => {
    throw new OperatorFault(`${url} cannot be reached.`, { cause })
  })
  const { data, errors } = (await answer.json().catch(() => ({}))) as Answer
  if (errors?.[0]) throw new OperatorFault(errors[0].message)
  if (!data) throw new OperatorFault(`${url} answered ${answer.status}, and that is no GraphQL.`)
  return data
}
