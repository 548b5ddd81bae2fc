import type { ParseArgsConfig } from 'node:util'

/** A command's options: the table that both `parseOptions` and `helpText` read. */
export type OptionTable = Record<
  string,
  NonNullable<ParseArgsConfig['options']>[string] & {
    /** The name of the option's value, such as `N`. Omitted for a boolean. */
    readonly argument?: string
    /** What the option does, without its default: `helpText` adds that. */
    readonly description: string
    /** The heading under which the help text lists the option. Omitted for no heading. */
    readonly group?: string
  }
>

/** The option that every command has. */
export const HELP_OPTION = {
  type: 'boolean',
  short: 'h',
  default: false,
  description: 'show this text',
} as const

export interface HelpText {
  /** How the command is called, such as `npm run mock -- <api> [options]`. */
  readonly usage: string
  /** What the command does. */
  readonly about: string
  readonly options: OptionTable
  /** Paragraphs below the options. Lines that begin with a space keep their form. */
  readonly footer?: string
}

const WIDTH = 80

/** Returns the text of `--help`, at most 80 columns wide, made from the table of options. */
export function helpText({ usage, about, options, footer }: HelpText): string {
  const sections = [`Usage: ${usage}`, wrapText(about), ...formatGroups(options)]
  if (footer !== undefined) sections.push(wrapText(footer))
  return sections.join('\n\n')
}

/** Returns the options as one table for each group, in the order in which the groups first occur. */
function formatGroups(options: OptionTable): string[] {
  const groups = new Map<string, [string, string][]>()
  for (const [name, option] of Object.entries(options)) {
    const { group = '', argument } = option
    const term = argument === undefined ? `--${name}` : `--${name} ${argument}`
    const row: [string, string] = [term, [option.description, ...notes(option)].join('; ')]
    groups.set(group, [...(groups.get(group) ?? []), row])
  }
  return [...groups].map(([group, rows]) => `${group === '' ? '' : `${group}\n`}${formatTable(rows)}`)
}

/** Returns rows of a term and its description, indented, with the descriptions in one column. */
export function formatTable(rows: readonly (readonly [string, string])[]): string {
  const column = Math.max(...rows.map(([term]) => term.length)) + 4
  return rows
    .flatMap(([term, description]) =>
      wrap(description, WIDTH - column).map((line, index) =>
        `${index === 0 ? `  ${term}`.padEnd(column) : ' '.repeat(column)}${line}`.trimEnd(),
      ),
    )
    .join('\n')
}

/** What the table says beyond the description. */
function notes(option: OptionTable[string]): string[] {
  const { default: value, multiple } = option
  return [
    ...(multiple === true ? ['repeatable'] : []),
    ...(typeof value === 'string' ? [`default: ${value}`] : []),
  ]
}

function wrapText(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : wrap(line, WIDTH)))
    .join('\n')
}

/** Breaks a text between words. A word that is longer than a line keeps its length. */
function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
