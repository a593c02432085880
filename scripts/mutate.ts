/**
 * `npm run mutate`: changes the pure rules of money and of the ledger one small thing at a time, and asks whether a test
 * notices.
 *
 * Fails when fewer than 85 of 100 changes are noticed, or when a change to a comparison is not and
 * `equivalent-mutants.ts` does not say why it makes no difference. Paths as arguments bound the run:
 * `npm run mutate -- packages/money/src/money.ts`. The report is .data/mutation/report.html.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { EQUIVALENT_MUTANTS } from './equivalent-mutants.ts'

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

const NOTICED_MIN = 0.85
const COMPARISON = 'EqualityOperator'

/** Where the rules' own copy is changed, outside the project: nothing that runs here shall find it. */
const folder = mkdtempSync(join(tmpdir(), 'tallystick-mutate-'))
const paths = process.argv.slice(2)
const mutants = await new Stryker({
  configFile: 'stryker.config.json',
  tempDirName: folder,
  cleanTempDir: 'always',
  ...(paths.length > 0 ? { mutate: paths } : {}),
})
  .runMutationTest()
  .finally(() => rmSync(folder, { recursive: true, force: true }))

const counted = mutants.filter(({ status }) => status !== 'Ignored' && status !== 'CompileError')
const survivors = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
const open = survivors.filter((mutant) => !isEquivalent(mutant))
const onComparison = open.filter(({ mutatorName }) => mutatorName === COMPARISON)
const noticed = counted.length === 0 ? 0 : 1 - survivors.length / counted.length

for (const mutant of open) console.log(`${mutant.status}: ${placeOf(mutant)}`)
console.log(
  `${counted.length} changes, ${counted.length - survivors.length} noticed (${percent(noticed)}), ` +
    `${survivors.length - open.length} without effect, ${onComparison.length} missed on a comparison`,
)
process.exitCode = noticed >= NOTICED_MIN && onComparison.length === 0 ? 0 : 1

/** The whole line of code that a change begins on. */
function lineOf({ fileName, location }: Mutant): string {
  return readFileSync(fileName, 'utf8').split('\n')[location.start.line - 1]?.trim() ?? ''
}

function placeOf(mutant: Mutant): string {
  const { fileName, location, mutatorName, replacement } = mutant
  const file = `${relative('.', fileName)}:${location.start.line}:${location.start.column}`
  return `${file} ${mutatorName}\n    ${lineOf(mutant)}\n    became ${replacement}`
}

function isEquivalent(mutant: Mutant): boolean {
  const file = relative('.', mutant.fileName)
  const line = lineOf(mutant)
  return EQUIVALENT_MUTANTS.some(
    (known) =>
      known.file === file && known.line === line && known.replacement === mutant.replacement,
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
