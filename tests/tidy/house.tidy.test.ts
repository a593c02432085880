import { existsSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { projectFiles, sources, textOf } from './tree.ts'

const SOURCE_LINES_MAX = 300
const TEST_LINES_MAX = 500
const REFUSED_NAMES = ['utils', 'helpers', 'common', 'shared', 'misc', 'core', 'lib', 'manager']

const written = projectFiles.filter(
  (path) =>
    /\.(ts|mjs)$/.test(path) &&
    !path.endsWith('.generated.ts') &&
    !path.startsWith('tests/kit/generated/'),
)

describe('the house', () => {
  it('has no file that is too long to read', () => {
    const tooLong = written
      .map((path) => ({ path, lines: textOf(path).split('\n').length - 1 }))
      .filter(({ path, lines }) =>
        /test/.test(path) ? lines > TEST_LINES_MAX : lines > SOURCE_LINES_MAX,
      )
    expect(tooLong).toEqual([])
  })

  it('has no folder or file whose name says nothing', () => {
    const named = projectFiles.filter((path) =>
      path
        .split('/')
        .some((part) => REFUSED_NAMES.includes(part.replace(/\.(ts|mjs|sql|md)$/, ''))),
    )
    expect(named).toEqual([])
  })

  it('leaves nothing for later in a comment', () => {
    const marker = new RegExp(
      `\\b(${['TO', 'FIX'].map((word) => word + (word === 'TO' ? 'DO' : 'ME')).join('|')})\\b`,
    )
    expect(written.filter((path) => marker.test(textOf(path)))).toEqual([])
  })

  it('never rounds or floats near an amount', () => {
    const money = sources.filter((path) =>
      /^(packages\/money|subgraphs\/(payments|ledger))\//.test(path),
    )
    const float = /Math\.(round|floor|ceil|trunc)|parseFloat|toFixed/
    expect(money.filter((path) => float.test(textOf(path)))).toEqual([])
  })

  it('keeps a package only while two workspaces import it', () => {
    const names = projectFiles
      .map((path) => /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1])
      .filter((name) => name !== undefined)
    const manifests = projectFiles
      .filter((path) => /^(apps|gateway|packages|subgraphs|tests|db)\b.*package\.json$/.test(path))
      .map(textOf)
    const lonely = names.filter(
      (name) =>
        // This one is for programs outside of this repository.
        name !== 'client' &&
        manifests.filter((manifest) => manifest.includes(`"@tallystick/${name}": "workspace`))
          .length < 2,
    )
    expect(lonely).toEqual([])
  })

  it('has a page in front of every room', () => {
    const rooms = projectFiles
      .filter((path) => path.endsWith('package.json'))
      .map((path) => path.replace(/package\.json$/, 'README.md'))
    expect(rooms.filter((page) => !existsSync(page))).toEqual([])
  })

  it('says of every export what its name does not', () => {
    expect(sources.flatMap(undocumentedExports)).toEqual([])
  })
})

function undocumentedExports(path: string): string[] {
  const text = textOf(path)
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return file.statements.filter(isExported).flatMap((statement) => {
    const documented =
      ts.getJSDocCommentsAndTags(statement).length > 0 ||
      // An overload or a follow-up of a documented declaration of the same name.
      /\*\/\s*$/.test(text.slice(0, statement.getStart(file)).trimEnd())
    return documented ? [] : [`${path}: ${statement.getText(file).split('\n')[0]}`]
  })
}

function isExported(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return false
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false
}
