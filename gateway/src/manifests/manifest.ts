/** An operation of a manifest: what a client will send, and what it stands for. */
export type ManifestOperation = Readonly<{ id: string; document: string; name?: string }>

/** The file is not a manifest; the message says what a manifest looks like. */
export class ManifestFault extends Error {
  override name = 'ManifestFault'
}

/**
 * Reads a manifest of operations as tools write them:
 *
 * - GraphQL Code Generator's client preset: `{ "<hash>": "<document>" }`
 * - Apollo's: `{ "format": "apollo-persisted-query-manifest", "operations": [{ "id", "name", "body" }] }`
 * - by documentId: `[{ "documentId", "document" }]`, or the same under `operations`; `id`, `query` and `body` mean the same
 *
 * @throws {ManifestFault} for anything else, an operation without an id or text, or an id that is there twice
 */
export function parseManifest(text: string): ManifestOperation[] {
  const read = parseJson(text)
  const listed = Array.isArray(read) ? read : read?.['operations']
  const operations = Array.isArray(listed) ? listed.map(toOperation) : fromMap(read)
  if (operations.length === 0) throw new ManifestFault('The manifest has no operations.')
  const ids = new Set<string>()
  for (const { id } of operations) {
    if (ids.has(id)) throw new ManifestFault(`The manifest has ${id} twice.`)
    ids.add(id)
  }
  return operations
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ManifestFault('The manifest is not JSON.', { cause })
  }
}

function toOperation(each: unknown, index: number): ManifestOperation {
  const { id, documentId = id, document, query = document, body = query, name } = Object(each)
  if (typeof documentId !== 'string' || typeof body !== 'string')
    throw new ManifestFault(`Operation ${index + 1} of the manifest has no id or no document.`)
  return { id: documentId, document: body, ...(typeof name === 'string' ? { name } : {}) }
}

function fromMap(read: unknown): ManifestOperation[] {
  if (typeof read !== 'object' || read === null)
    throw new ManifestFault('A manifest is a JSON object or list of operations.')
  return Object.entries(read).map(([id, document]) => {
    if (typeof document !== 'string')
      throw new ManifestFault(`The manifest has no document for ${id}.`)
    return { id, document }
  })
}
