/**
 * One plain JavaScript file from a few TypeScript modules that import only each other and Node.
 *
 * Each module becomes a function that gives its exports, in the order of imports; names and comments stay, so that who
 * receives the file can read what it does.
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import ts from 'typescript'

/** The text of a bundle that starts at `entry`. @throws for a form of import or export that it does not know */
export function bundle(entry: string): string {
  const order = new Map<string, string>()
  const fromNode = new Set<string>()
  const visit = (path: string): void => {
    if (order.has(path)) return
    const module = readModule(path, path === entry)
    for (const line of module.fromNode) fromNode.add(line)
    for (const imported of module.imports) visit(imported)
    order.set(path, module.text)
  }
  visit(entry)
  return `${[...fromNode, ...order.values()].join('\n')}\n`
}

type Module = Readonly<{ text: string; imports: readonly string[]; fromNode: readonly string[] }>

function readModule(path: string, isEntry: boolean): Module {
  const file = ts.createSourceFile(path, toJavaScript(path), ts.ScriptTarget.ES2022, true)
  const imports: string[] = []
  const fromNode: string[] = []
  const names: string[] = []
  const lines = file.statements.map((statement) => {
    const from = sourceOf(statement)
    if (from?.startsWith('node:')) {
      fromNode.push(statement.getText())
      return leadingComment(statement).trimEnd()
    }
    if (from !== undefined) {
      imports.push(join(dirname(path), from))
      return leadingComment(statement).trimEnd() + linkTo(from, statement)
    }
    if (isEntry || !isExported(statement)) return statement.getFullText()
    names.push(...namesOf(statement))
    return statement.getFullText().replace(/^export /m, '')
  })
  const body = lines.join('').trim()
  const text = isEntry
    ? `// ── ${basename(path)}\n${body}`
    : `// ── ${basename(path)}\nconst ${nameOf(path)} = (() => {\n${body}\nreturn { ${names.join(', ')} };\n})();\n`
  return { text, imports, fromNode }
}

function toJavaScript(path: string): string {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  })
  return outputText
}

/** What a statement imports from, or exports again from. */
function sourceOf(statement: ts.Statement): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return
  const { moduleSpecifier: from } = statement
  if (from && ts.isStringLiteral(from)) return from.text
  throw new Error(`a bundle cannot hold: ${statement.getText()}`)
}

/** `import { a as b } from './x.ts'` as `const { a: b } = xModule`. */
function linkTo(from: string, statement: ts.Statement): string {
  const isImport = ts.isImportDeclaration(statement)
  const clause = isImport ? statement.importClause?.namedBindings : exportsOf(statement)
  if (!clause || !(ts.isNamedImports(clause) || ts.isNamedExports(clause)))
    throw new Error(`a bundle cannot hold: ${statement.getText()}`)
  const names = clause.elements.map(({ name, propertyName }) =>
    propertyName ? `${propertyName.text}: ${name.text}` : name.text,
  )
  if (names.length === 0) return ''
  return `\n${isImport ? '' : 'export '}const { ${names.join(', ')} } = ${nameOf(from)};`
}

const exportsOf = (statement: ts.Statement) =>
  ts.isExportDeclaration(statement) ? statement.exportClause : undefined

const leadingComment = (statement: ts.Statement): string =>
  statement.getFullText().slice(0, statement.getLeadingTriviaWidth())

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
    return [statement.name.text]
  throw new Error(`a bundle cannot hold: ${statement.getText()}`)
}

/** `./tree-head.ts` is the constant `treeHeadModule`. */
const nameOf = (path: string): string =>
  `${basename(path, '.ts').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Module`
