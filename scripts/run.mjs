/**
 * Runs a file of this project on the pinned Node and pnpm, from whatever Node 20 or later is at hand.
 *
 *   node scripts/run.mjs apps/launcher/src/main.ts [arguments]
 *
 * 1. Node 24 and pnpm 12 at hand are used; otherwise npx fetches both once, and their place is remembered.
 * 2. When the lock file changed since the last install, the dependencies are installed as it says.
 * 3. The file runs; signals reach it, and its exit code is ours.
 *
 * Plain JavaScript without dependencies, because it must run before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const nodeVersion = manifest.config.node
const pnpmVersion = manifest.packageManager.replace(/^pnpm@/, '').split('+')[0]
const lockStamp = join(root, 'node_modules', '.lock-sha256')
const toolsFile = join(root, 'node_modules', '.tools.json')

const tools = toolsAtHand() ?? rememberedTools() ?? fetchTools()
install(tools)
run(tools, process.argv.slice(2))

/** Node 24.7 is the first with argon2; a later major has not been tried with every dependency. */
function toolsAtHand() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major !== 24 || minor < 7) return undefined
  if (isInstalled()) return { node: process.execPath, pnpm: undefined }
  const found = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', env: quietPnpm() })
  const major12 = `${pnpmVersion.split('.')[0]}.`
  return found.stdout?.startsWith(major12) ? { node: process.execPath, pnpm: 'pnpm' } : undefined
}

function rememberedTools() {
  if (!existsSync(toolsFile)) return undefined
  const remembered = JSON.parse(readFileSync(toolsFile, 'utf8'))
  const fits = remembered.nodeVersion === nodeVersion && remembered.pnpmVersion === pnpmVersion
  return fits && existsSync(remembered.node) && existsSync(remembered.pnpm) ? remembered : undefined
}

function fetchTools() {
  console.error(`Fetching Node ${nodeVersion} and pnpm ${pnpmVersion} (once) …`)
  const packages = ['-p', `node@${nodeVersion}`, '-p', `pnpm@${pnpmVersion}`]
  const script = 'node -p process.execPath && command -v pnpm'
  const found = spawnSync('npx', ['-y', ...packages, '-c', script], { cwd: root, encoding: 'utf8' })
  const [node, pnpm] = (found.stdout ?? '').trim().split('\n').slice(-2)
  if (found.status !== 0 || !node || !pnpm) {
    console.error(
      `Could not fetch Node ${nodeVersion} and pnpm ${pnpmVersion} with npx:\n${found.stderr}`,
    )
    console.error('Check that this machine reaches the npm registry, or install both yourself.')
    process.exit(1)
  }
  return { node, pnpm, nodeVersion, pnpmVersion }
}

function install({ node, pnpm, ...versions }) {
  if (isInstalled()) return
  console.error('Installing the dependencies of pnpm-lock.yaml …')
  const args = ['install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn']
  // Its output belongs to people, not to the program that is started: standard output stays the program's.
  const done = spawnSync(pnpm, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: onPath(node, quietPnpm()),
  })
  if (done.status !== 0) process.exit(done.status ?? 1)
  mkdirSync(dirname(lockStamp), { recursive: true })
  writeFileSync(lockStamp, lockHash())
  if (versions.nodeVersion) writeFileSync(toolsFile, JSON.stringify({ node, pnpm, ...versions }))
}

function isInstalled() {
  return existsSync(lockStamp) && readFileSync(lockStamp, 'utf8') === lockHash()
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
}

/** Without this, pnpm would try to fetch its own pinned version a second time. */
function quietPnpm() {
  return { ...process.env, pnpm_config_pm_on_fail: 'ignore', CI: 'true' }
}

function onPath(node, env) {
  return { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH}` }
}

/**
 * spawn and not spawnSync: a signal to us must reach the program, which may need a moment to stop.
 *
 * What Node has compiled it keeps: a later start costs a quarter less.
 */
function run({ node }, args) {
  const NODE_COMPILE_CACHE = join(root, 'node_modules', '.compile-cache')
  const env = { NODE_COMPILE_CACHE, ...onPath(node, process.env) }
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
