/** `npm run start:distributed`: gateway, subgraphs and worker, each a process of its own. */
import { runProcess } from '@tallystick/lifecycle'
import { newLogger } from '@tallystick/telemetry'
import { distribute } from './distribute.ts'

const log = newLogger({ name: 'launcher' })

await runProcess(log, async () => {
  const distributed = await distribute(process.env, log)
  console.log(
    `Tallystick ready at ${distributed.url} (gateway, 5 subgraphs and a worker, each a process)`,
  )
  return distributed
})
