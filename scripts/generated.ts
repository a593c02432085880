/**
 * Every file that is generated and committed, as text: written by `npm run generate`, compared by the house rules.
 *
 * The schema is the source of supergraph, types and error reference; each process's variables are the source of
 * `.env.example` and of the configuration reference; the published events are the source of theirs.
 */
import { type CodegenConfig, generate } from '@graphql-codegen/cli'
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql'
import codegen from '../codegen.ts'
import { apiSdl, supergraphSdl } from '../gateway/src/plan/compose.ts'
import { policyTable } from '../gateway/src/policy/table.ts'
import { toEnvExample, toMarkdownTable } from '../packages/config/src/index.ts'
import { readSubgraphSdl } from '../packages/subgraph-server/src/schema.ts'
import { configurationGroups } from './configuration.ts'
import { signInFiles } from './sign-in-files.ts'
import { verifyFiles } from './verify-files.ts'

/** A generated file: its path from the root, and what must be in it. */
export type GeneratedFile = Readonly<{ path: string; content: string }>

const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin'] as const

/** What depends on the schema alone; codegen reads it from disk, so it is written first. */
export async function schemaFiles(): Promise<GeneratedFile[]> {
  return [
    { path: 'gateway/supergraph.graphql', content: supergraphSdl() },
    { path: 'gateway/api.graphql', content: apiSdl() },
  ]
}

/** What depends on the files of `schemaFiles`, and everything else. */
export async function otherFiles(): Promise<GeneratedFile[]> {
  const types = (await generate(codegen as CodegenConfig, false)) as {
    filename: string
    content: string
  }[]
  return [
    ...types.map(({ filename, content }) => ({ path: filename, content })),
    { path: '.env.example', content: toEnvExample(configurationGroups) },
    { path: 'docs/reference/configuration.md', content: configurationPage() },
    { path: 'docs/reference/errors.md', content: errorsPage() },
    { path: 'docs/reference/policy-rules.txt', content: policyTable(supergraphSdl(), apiSdl()) },
    ...signInFiles(),
    ...verifyFiles(),
  ]
}

function configurationPage(): string {
  return `# Configuration

Every environment variable, by the process that reads it: \`npm start\` and \`npm run start:distributed\` read the first two
tables, the others are for processes started by hand or in containers. A process checks its own at start, names every fault at
once and ends with exit code 78 when there is one. A secret may come from a file: set \`NAME_FILE\` to its path instead.

The embedded PostgreSQL listens on a free port of loopback (the fourth line of \`postgres/cluster/postmaster.pid\` in
\`DATA_DIR\`); user \`postgres\`, password in \`postgres/superuser.password\`, database \`tallystick\`. A database that
\`DATABASE_URL\` names must exist.

${toMarkdownTable(configurationGroups)}`
}

function errorsPage(): string {
  const rows = SUBGRAPHS.flatMap((name) =>
    parse(readSubgraphSdl(name))
      .definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
      .filter((node) => node.interfaces?.some(({ name: of }) => of.value === 'Refusal'))
      .filter((node) => !node.directives?.some(({ name: of }) => of.value === 'inaccessible'))
      .map(
        (node) => `| \`${codeOf(node)}\` | \`${node.name.value}\` | ${name} | ${meaningOf(node)} |`,
      ),
  )
  return `# Errors

After reading this page you know what each code means and whether anything was changed.

## Refusals: members of a mutation's result

Expected outcomes. Nothing was changed unless the meaning says so.

| Code | Type | Subgraph | Meaning |
|---|---|---|---|
${rows.join('\n')}

## Errors: \`errors[].extensions\`

\`{ code requestId timestamp details outcome }\`. \`outcome\` is \`NOT_APPLIED\` when nothing was changed, and \`UNKNOWN\` when the
answer was lost on the way: ask again with the same idempotency key.

| Code | Meaning | What to do |
|---|---|---|
| \`UNAUTHENTICATED\` | No credential, or one that is expired, revoked or forged. | Sign in or refresh the session. |
| \`FORBIDDEN\` | The caller is known and lacks a right; \`details\` names it. | Ask an administrator for the role. |
| \`REQUIRES_STEP_UP\` | The person must prove anew who they are; \`details\` has the methods that would do. | \`startStepUp\`, \`verifyMfa\`, then ask again. |
| \`NOT_FOUND\` | It does not exist, or the caller may not see it; which of the two is not said. | Check the id. |
| \`NOT_PUBLISHED_YET\` | The account is newer than the latest statement of what is owed; \`details.nextAt\` says when the next one comes, if that is known. | Ask again then. |
| \`NOT_SEALED_YET\` | A ledger transaction was recorded a moment ago and is not in the tally log yet. | Ask again in a second. |
| \`BAD_USER_INPUT\` | The request does not parse, does not fit the schema, or a value is not of its form. | Mend the request. |
| \`COST_LIMIT\` | The request asks for more than a limit allows; \`details\` names limit and maximum. | Ask for less at once. |
| \`RATE_LIMITED\` | Too much at once; nothing was tried. | Wait, then try again. |
| \`TIMEOUT\` | A part of the system did not answer in time. | With \`UNKNOWN\`, ask again with the same idempotency key. |
| \`SERVICE_UNAVAILABLE\` | A part of the system cannot be reached. | Try again in a moment. |
| \`INTERNAL\` | A fault of ours; the log has it under \`requestId\`. | Report the request id. |
`
}

const codeOf = ({ description, name }: ObjectTypeDefinitionNode): string =>
  /Codes?: ([A-Z_, ]+)\./.exec(description?.value ?? '')?.[1] ??
  name.value.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()

const meaningOf = ({ description }: ObjectTypeDefinitionNode): string =>
  (description?.value ?? '').replace(/\s*Codes?: [A-Z_, ]+\.$/, '').replaceAll('\n', ' ')
