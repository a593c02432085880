/**
 * The worker: everything that happens without a client waiting for it.
 *
 * A relay from each subgraph's outbox to every subgraph that handles its events, and each subgraph's jobs. It owns no
 * table and knows no event: a subgraph says what it handles, and the worker connects the two ends.
 */
import type { Jobs, Tasks } from '@tallystick/jobs'
import { newStack, type Running } from '@tallystick/lifecycle'
import { type EventHandlers, type Inbox, type Outbox, startRelay } from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import type { Logger } from '@tallystick/telemetry'

/** What the worker needs of a subgraph. Each `open…` function of a subgraph returns it. */
export type WorkerRoom = Readonly<{
  // biome-ignore lint/suspicious/noExplicitAny: the worker carries events of every type and reads none.
  outbox: Outbox<any>
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  inbox: Inbox<any>
  /** By event type; `*` handles every event of every subgraph. */
  handlers: EventHandlers
  /** The subgraph's queue of jobs, what runs them, and when some run by themselves. */
  jobs?: Jobs
  tasks?: Tasks
  crontab?: string
  /** Short work that each worker repeats; harmless when two do it at once. */
  chores?: readonly Chore[]
}>

/**
 * Short work to repeat. `everyMs` counts from the end of one run to the start of the next; `signal` asks a run that waits
 * for somebody outside to give up.
 */
export type Chore = Readonly<{
  name: string
  everyMs: number
  run(signal: AbortSignal): Promise<unknown>
}>

/** What the worker is started with: rooms by the name of their subgraph. */
export type WorkerOptions = Readonly<{
  rooms: Readonly<Record<string, WorkerRoom>>
  wake: Wake
  log: Logger
}>

/** Starts all relays and jobs. Several workers may run at once; each event is still applied once. */
export async function startWorker({ rooms, wake, log }: WorkerOptions): Promise<Running> {
  const stack = newStack()
  try {
    await start(stack, { rooms, wake, log })
    return stack
  } catch (fault) {
    // What has started works on parts that the caller is about to close.
    await stack.close()
    throw fault
  }
}

async function start(
  stack: ReturnType<typeof newStack>,
  { rooms, wake, log }: WorkerOptions,
): Promise<void> {
  const stopping = (part: { stop(): Promise<void> }): Running => ({ close: () => part.stop() })
  for (const [producer, { outbox }] of Object.entries(rooms))
    for (const [consumer, room] of Object.entries(rooms))
      if (handlesAnyOf(producer, room.handlers))
        stack.add(
          stopping(
            startRelay({
              producer: outbox,
              consumer: { name: consumer, inbox: room.inbox, handlers: room.handlers },
              log: log.child({ relay: `${producer} → ${consumer}` }),
              wake,
            }),
          ),
        )
  for (const { jobs, tasks, crontab, chores } of Object.values(rooms)) {
    if (jobs && tasks)
      stack.add(stopping(await jobs.run({ tasks, ...(crontab ? { crontab } : {}) })))
    for (const chore of chores ?? []) stack.add(startChore(chore, log))
  }
}

function startChore({ name, everyMs, run }: Chore, log: Logger): Running {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const stopping = new AbortController()
  const again = (): void => {
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      running = run(stopping.signal)
        .then(() => undefined)
        .catch((fault: unknown) => log.error({ err: fault, chore: name }, 'a chore failed'))
        .finally(again)
    }, everyMs)
  }
  again()
  return {
    async close() {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}

/** Event types start with the name of the subgraph that publishes them. */
const handlesAnyOf = (producer: string, handlers: EventHandlers): boolean =>
  Object.keys(handlers).some((type) => type === '*' || type.startsWith(`${producer}:`))
