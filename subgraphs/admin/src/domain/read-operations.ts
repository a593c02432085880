import type { Db } from '@tallystick/db'
import { listClients } from '../db/clients.ts'
import {
  findLiveOperation,
  listManifest,
  listOperations,
  type ManifestPosition,
  type OperationPosition,
} from '../db/registered-operations.ts'
import { type Client, isPlainId } from './rules/client.ts'
import type { RegisteredOperation } from './rules/operation.ts'

type Operations = Promise<RegisteredOperation[]>

/** Reads one client more than the page holds, by id: the last one tells whether the list goes on. */
export const readClients = (
  db: Db,
  page: { after: string | undefined; limit: number },
): Promise<Client[]> => listClients(db, { ...page, limit: page.limit + 1 })

/** Reads one operation of a client more than the page holds, newest first. A client that is not known has none. */
export const readOperations = async (
  db: Db,
  page: { clientId: string; after: OperationPosition | undefined; limit: number },
): Operations =>
  isPlainId(page.clientId) ? listOperations(db, { ...page, limit: page.limit + 1 }) : []

/** Reads one operation more than the page holds of what may be run, of a client or of all first-party clients. */
export const readManifest = async (
  db: Db,
  page: { clientId: string | null; after: ManifestPosition | undefined; limit: number },
): Operations =>
  page.clientId === null || isPlainId(page.clientId)
    ? listManifest(db, { ...page, limit: page.limit + 1 })
    : []

/** Finds an operation that may be run, of a client or of any first-party client. */
export const readLiveOperation = async (
  db: Db,
  { clientId, id }: Readonly<{ clientId: string | null; id: string }>,
): Promise<RegisteredOperation | undefined> =>
  isPlainId(id) && (clientId === null || isPlainId(clientId))
    ? findLiveOperation(db, clientId, id)
    : undefined
