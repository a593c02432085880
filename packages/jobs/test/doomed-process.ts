/** A process that takes a job and never ends it; the test kills it. Arguments: database URL, schema, task. */
import { setTimeout as delay } from 'node:timers/promises'
import { SILENT } from '@tallystick/telemetry'
import { newJobs } from '../src/index.ts'

const [databaseUrl = '', schema = '', task = ''] = process.argv.slice(2)
await newJobs({ databaseUrl, schema, log: SILENT }).run({
  concurrency: 2,
  tasks: {
    [task]: async () => {
      process.stdout.write('taken\n')
      await delay(600_000)
    },
  },
})
