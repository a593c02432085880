import type { Variable, Variables } from './variables.ts'

/** Variables under one heading: those of one process, or those that all share. */
export type VariableGroup = Readonly<{ title: string; variables: Variables }>

/**
 * The text of `.env.example`: every variable with its description.
 *
 * What may be left out is commented out and shows its default; what must be set is left empty to be filled in.
 */
export function toEnvExample(groups: readonly VariableGroup[]): string {
  return `${groups.map(toEnvSection).join('\n\n')}\n`
}

/** The tables of the configuration reference, one per group, in Markdown. */
export function toMarkdownTable(groups: readonly VariableGroup[]): string {
  return `${groups.map(toMarkdownSection).join('\n\n')}\n`
}

function toEnvSection({ title, variables }: VariableGroup): string {
  const entries = Object.entries(variables).map(([name, facts]) => {
    const assignment = `${name}=${facts.secret ? '' : (facts.default ?? '')}`
    return `# ${facts.description}\n${isRequired(facts) ? assignment : `# ${assignment}`}`
  })
  return [`# --- ${title} ---`, ...entries].join('\n\n')
}

function toMarkdownSection({ title, variables }: VariableGroup): string {
  const rows = Object.entries(variables).map(([name, facts]) => {
    const names = facts.secret ? `\`${name}\` or \`${name}_FILE\`` : `\`${name}\``
    return `| ${names} | ${defaultOf(facts)} | ${facts.description.replaceAll('|', '\\|')} |`
  })
  return [`## ${title}`, '', '| Variable | Default | Meaning |', '|---|---|---|', ...rows].join(
    '\n',
  )
}

function defaultOf(facts: Variable): string {
  if (isRequired(facts)) return 'required'
  return facts.default === undefined || facts.secret ? '' : `\`${facts.default}\``
}

const isRequired = (facts: Variable): boolean =>
  facts.default === undefined && !facts.schema.safeParse(undefined).success
