/**
 * `npm run test:engines`: the product's supergraph in other engines and composers, with the same answers.
 *
 * Not part of `npm test`: it installs those engines first, each in its folder under `tests/bench/gateway/peers`.
 */
import { spawnSync } from 'node:child_process'
import { ensurePeers, peerFolder } from '../../bench/gateway/peers.ts'

ensurePeers(peerFolder(''))
const tests = ['scripts/test.ts', '--project', 'e2e', 'tests/e2e/other-engines']
const { status } = spawnSync(process.execPath, [...tests, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, OTHER_ENGINES: 'on' },
})
process.exitCode = status ?? 1
