import type { OptionTable } from '../command/index.ts'
import type { DescriptionProblem } from './error.ts'
import type { LoadOptions } from './load/types.ts'

/** The options of every command that reads descriptions. */
export const LOAD_OPTIONS = {
  overlay: {
    type: 'string',
    argument: 'FILE',
    multiple: true,
    description: 'apply this overlay to the description; several are applied in their order',
  },
  'allow-remote': {
    type: 'boolean',
    default: false,
    description: 'fetch references to URLs',
  },
  'allow-outside': {
    type: 'boolean',
    default: false,
    description: 'read references to files outside the folder of the description',
  },
} as const satisfies OptionTable

/** Returns how to load descriptions. Empty if no option was given. */
export function readLoadOptions(values: {
  readonly overlay?: readonly string[] | undefined
  readonly 'allow-remote': boolean
  readonly 'allow-outside': boolean
}): LoadOptions {
  return {
    ...(values.overlay !== undefined && { overlays: values.overlay }),
    ...(values['allow-remote'] && { allowRemote: true }),
    ...(values['allow-outside'] && { allowOutside: true }),
  }
}

/** How many warnings are printed one by one. */
const MAX_PRINTED = 20

/** A name in a message can have any length. */
const MAX_LENGTH = 1000

/** Returns a line to print, cut if nobody would read all of it. */
export function cutLine(line: string): string {
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line
}

/** Returns the lines to print for the warnings of a description. */
export function warningLines(warnings: readonly DescriptionProblem[]): string[] {
  const lines = warnings
    .slice(0, MAX_PRINTED)
    .map(({ source, message }) => cutLine(`${source}: warning: ${message}`))
  const more = warnings.length - MAX_PRINTED
  return more > 0 ? [...lines, `… and ${more} more warnings. \`generate --reporter json\` lists all.`] : lines
}
