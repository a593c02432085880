/** Another user, in a thread of their own so that nothing that the tests do themselves is taken for slowness of the product. */
import { parentPort, workerData } from 'node:worker_threads'

const { url, token } = workerData as { url: string; token: string }
const PAUSE_MS = 10
const QUERY = '{ me { id } accounts(first: 3) { nodes { id balance { available { amount } } } } }'

let took: number[] = []
let isAsking = true
parentPort?.on('message', (said: 'report' | 'end') => {
  parentPort?.postMessage(took)
  took = []
  if (said === 'end') {
    isAsking = false
    parentPort?.close()
  }
})

while (isAsking) {
  const since = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY }),
  })
  const { errors } = (await response.json()) as { errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  took.push(performance.now() - since)
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
