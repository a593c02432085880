import { OUTBOX_HEALTH_PATH } from '@tallystick/subgraph-server/process'

/** Longer than this and a process counts as down. */
const DEADLINE_MS = 2_000

/** Asks the process at `url` whether it is ready. @returns a probe that rejects when it is not, or does not answer */
export const newReadyProbe = (url: string) => async (): Promise<void> => {
  await get(`${url}/health/ready`)
}

/** Asks the process at `url` how many of its events wait for a reader. */
export const newOutboxGauge = (url: string) => async (): Promise<number> => {
  const { waiting } = (await (await get(`${url}${OUTBOX_HEALTH_PATH}`)).json()) as {
    waiting: number
  }
  return waiting
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}
