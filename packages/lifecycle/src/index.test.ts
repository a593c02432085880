import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { newStack } from './index.ts'

const part = (name: string, closed: string[], fault?: Error) => ({
  async close() {
    closed.push(name)
    if (fault) throw fault
  },
})

describe('a stack', () => {
  it('closes what was added last first', async () => {
    const closed: string[] = []
    const stack = newStack()
    for (const name of ['database', 'subgraph', 'gateway']) stack.add(part(name, closed))
    await stack.close()
    expect(closed).toEqual(['gateway', 'subgraph', 'database'])
  })

  it('closes the rest when one fails, and says so', async () => {
    const closed: string[] = []
    const stack = newStack()
    stack.add(part('database', closed))
    stack.add(part('gateway', closed, new Error('stuck')))
    await expect(stack.close()).rejects.toThrow('did not stop cleanly')
    expect(closed).toEqual(['gateway', 'database'])
  })

  it('closes nothing twice', async () => {
    const closed: string[] = []
    const stack = newStack()
    stack.add(part('database', closed))
    await Promise.all([stack.close(), stack.close()])
    expect(closed).toEqual(['database'])
  })
})

/** Runs `start` as a process of ours would. @returns its exit code and what it wrote to standard error */
async function run(start: string, signals: NodeJS.Signals[] = []) {
  const program = `
    import { runProcess } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
    import { ConfigError } from ${JSON.stringify(new URL('../../config/src/index.ts', import.meta.url).href)}
    import { SILENT } from ${JSON.stringify(new URL('../../telemetry/src/index.ts', import.meta.url).href)}
    const held = setInterval(() => {}, 1000)
    await runProcess(SILENT, async () => { ${start} })
    console.log('started')`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program])
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  child.stdout.once('data', () => {
    for (const signal of signals) child.kill(signal)
  })
  const [code] = await once(child, 'exit')
  return { code, stderr }
}

describe('a process', () => {
  it('ends with 0 after a signal, once everything is closed', async () => {
    const start = `return { async close() { console.error('closed') } }`
    expect(await run(start, ['SIGTERM'])).toEqual({ code: 0, stderr: 'closed\n' })
  })

  it('stops once when Ctrl-C arrives twice, as it does through npm', async () => {
    const start = `return { async close() { await new Promise((r) => setTimeout(r, 200)); console.error('closed') } }`
    expect(await run(start, ['SIGINT', 'SIGINT'])).toEqual({ code: 0, stderr: 'closed\n' })
  })

  it('ends with 78 and every fault when the configuration is wrong', async () => {
    const start = `throw new ConfigError([{ name: 'PORT', problem: 'is no number' }, { name: 'A', problem: 'is required' }])`
    const { code, stderr } = await run(start)
    expect(code).toBe(78)
    expect(stderr).toContain('PORT: is no number')
    expect(stderr).toContain('A: is required')
  })

  it('ends with 1 and a sentence when it cannot start', async () => {
    const { code, stderr } = await run(`throw new Error('the disk is full')`)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Tallystick could not start: the disk is full\n',
    })
  })
})
