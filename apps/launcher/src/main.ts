/** `npm start`: the whole product in one process. */
import { runProcess } from '@tallystick/lifecycle'
import { newLogger } from '@tallystick/telemetry'
import { launch } from './launch.ts'

const log = newLogger({ name: 'tallystick' })

await runProcess(log, async () => {
  const launched = await launch(process.env, log)
  console.log(`Tallystick ready at ${launched.url}`)
  if (launched.graphiqlUrl) console.log(`  Try it in a browser: ${launched.graphiqlUrl}`)
  return launched
})
