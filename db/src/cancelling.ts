/**
 * Statements that end with the operation that asked for them.
 *
 * PostgreSQL cancels whatever a connection is doing when the request arrives, so a connection is handed on only after
 * the request is through: a statement of an operation has a connection to itself, and keeps it until then.
 */
import { setTimeout } from 'node:timers/promises'
import { operationSignal } from '@tallystick/cancellation'
import type postgres from 'postgres'

type Statement = postgres.PendingQuery<postgres.Row[]>
type Sender = Pick<postgres.TransactionSql, 'unsafe'>
type Send = (sender: Sender) => Statement

/** How long a statement that shall stop is given before it is told again. */
const ASK_AGAIN_MS = 100

/** A statement was not sent, or was stopped: the operation that asked for it is over. */
export class OperationOver extends Error {
  override name = 'OperationOver'
}

/** Sends on a connection of the statement's own while an operation is under way, otherwise on any. */
export function sendCancellable(client: postgres.Sql, sender: Sender, send: Send): Statement {
  const signal = operationSignal()
  return signal ? lazily((asValues) => sendReserved(client, signal, asValues(send))) : send(sender)
}

/** What a transaction's cancellations leave to be waited for. */
export type Cancellations = Set<Promise<unknown>>

/** Sends within a transaction, which has its connection already; it has to wait for `pending` before it ends. */
export function sendInTransaction(sender: Sender, pending: Cancellations, send: Send): Statement {
  const signal = operationSignal()
  if (!signal) return send(sender)
  return lazily(async (asValues) => {
    const { answer, cancelled } = cancelOn(signal, () => asValues(send)(sender))
    pending.add(cancelled)
    void cancelled.finally(() => pending.delete(cancelled))
    return await answer
  })
}

async function sendReserved(
  client: postgres.Sql,
  signal: AbortSignal,
  send: Send,
): Promise<unknown> {
  const over = new OperationOver('the operation was over before its turn', { cause: signal.reason })
  if (signal.aborted) throw over
  const reserving = client.reserve()
  const reserved = await unlessAborted(signal, reserving, over).catch((fault: unknown) => {
    reserving.then(
      (late) => late.release(),
      () => undefined,
    )
    throw fault
  })
  const { answer, cancelled } = cancelOn(signal, () => send(reserved))
  const settled = Promise.allSettled([answer, cancelled])
  void settled.then(([{ status, ...rest }]) => {
    // The driver keeps a lost connection itself; handing it back would make it look open.
    if (status === 'fulfilled' || !('reason' in rest && isLost(rest.reason))) reserved.release()
  })
  return await answer
}

/** Runs a statement and has the server stop it on abort. `cancelled` settles when no request to do so is under way. */
function cancelOn(
  signal: AbortSignal,
  send: () => Statement,
): { answer: Promise<unknown>; cancelled: Promise<unknown> } {
  if (signal.aborted) {
    const over = new OperationOver('the operation is over', { cause: signal.reason })
    return { answer: Promise.reject(over), cancelled: Promise.resolve() }
  }
  const statement = send()
  const answer = statement.then(
    (rows: unknown) => rows,
    (fault: unknown) => {
      throw signal.aborted
        ? new OperationOver('the statement was stopped', { cause: fault })
        : fault
    },
  )
  const cancelled = Promise.withResolvers<unknown>()
  const onAbort = (): void => cancelled.resolve(stop(statement, answer))
  signal.addEventListener('abort', onAbort, { once: true })
  const end = (): void => {
    signal.removeEventListener('abort', onAbort)
    if (!signal.aborted) cancelled.resolve(undefined)
  }
  answer.then(end, end)
  return { answer, cancelled: cancelled.promise }
}

/** The driver's own, which its types do not show: whether it is this statement's turn, and the request to stop it. */
type Running = Readonly<{ active: boolean; canceller(statement: unknown): Promise<unknown> }>

/** Asks until it has stopped: a request is lost on a server that is just between two messages. */
async function stop(statement: Statement, answer: Promise<unknown>): Promise<void> {
  const running = statement as unknown as Running
  let isSettled = false
  const settle = (): void => {
    isSettled = true
  }
  const settled = answer.then(settle, settle)
  while (!isSettled) {
    // Before its turn the request would hit the statement in front, and confuse the driver.
    if (running.active) await running.canceller(statement).catch(() => undefined)
    const again = new AbortController()
    const pause = setTimeout(ASK_AGAIN_MS, undefined, { signal: again.signal })
    await Promise.race([settled, pause.catch(() => undefined)])
    again.abort()
  }
}

/** Rejects with `over` as soon as the signal aborts. */
async function unlessAborted<Value>(
  signal: AbortSignal,
  work: Promise<Value>,
  over: Error,
): Promise<Value> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(over)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** What the driver says of a connection that is gone: codes of its own, and those of the system. */
const isLost = (fault: unknown): boolean => {
  const code = (fault as { code?: unknown } | null)?.code
  const lost = (fault as { cause?: { code?: unknown } } | null)?.cause?.code
  return [code, lost].some((each) => typeof each === 'string' && /^(CONNECT|E[A-Z]+$)/.test(each))
}

/** The part of a statement that Drizzle uses: it is sent when it is awaited, perhaps for values instead of rows. */
function lazily(run: (asValues: (send: Send) => Send) => Promise<unknown>): Statement {
  const statement = (asValues: (send: Send) => Send) => {
    let sent: Promise<unknown> | undefined
    const once = (): Promise<unknown> => (sent ??= run(asValues))
    return {
      // biome-ignore lint/suspicious/noThenProperty: it stands for a statement of the driver, which is a thenable.
      then: (...given: Parameters<Promise<unknown>['then']>) => once().then(...given),
      catch: (...given: Parameters<Promise<unknown>['catch']>) => once().catch(...given),
      finally: (...given: Parameters<Promise<unknown>['finally']>) => once().finally(...given),
    }
  }
  return {
    ...statement((send) => send),
    values: () => statement((send) => (sender) => send(sender).values() as never),
  } as unknown as Statement
}
