import { callOf, HELP_OPTION, helpText, parseOptions, UsageError, wholeNumber } from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { LOAD_OPTIONS, readLoadOptions } from '../description/index.ts'
import type { LoadOptions } from '../description/index.ts'
import { KINDS } from './operators/index.ts'
import { REPORTERS } from './report/index.ts'
import type { Reporter } from './report/index.ts'

const OPTIONS = {
  api: {
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description:
      'an API of redocly.yaml, a description, or a folder of them, as the arguments; default: all of redocly.yaml',
  },
  ...LOAD_OPTIONS,
  sample: { type: 'string', argument: 'N', description: 'try only so many faults, some of each kind' },
  kind: {
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description: 'try only this kind of faults, such as `wrong-status`',
  },
  skip: {
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description: 'leave out this family, rule or case of the contract; * matches any text',
  },
  'min-score': {
    type: 'string',
    argument: 'PERCENT',
    description: 'exit with 1 if fewer of the faults would be noticed, such as 80%',
  },
  fixtures: {
    type: 'string',
    argument: 'FILE',
    description: 'your fixture module, called with the mock; default: the mock creates the resources',
  },
  seed: { type: 'string', argument: 'N', default: '1', description: 'the seed of values and of the sample' },
  reporter: {
    type: 'string',
    argument: 'NAME[=FILE]',
    multiple: true,
    default: ['terminal'],
    description: `${REPORTERS.join(', ')}; without a file it is printed`,
  },
  help: HELP_OPTION,
} as const satisfies OptionTable

export interface SelftestCliOptions {
  readonly help: boolean
  readonly apis: readonly string[] | undefined
  readonly load: LoadOptions
  readonly sample: number | undefined
  readonly kinds: readonly string[] | undefined
  readonly skip: readonly string[] | undefined
  readonly minScore: number
  readonly fixtures: string | undefined
  readonly seed: number
  readonly outputs: readonly { readonly reporter: Reporter; readonly file: string | undefined }[]
}

/** @throws UsageError for an invalid option */
export function readOptions(argv: readonly string[]): SelftestCliOptions {
  const { values, positionals } = parseOptions(argv, OPTIONS)
  const apis = [...positionals, ...(values.api ?? [])]
  return {
    help: values.help,
    apis: apis.length === 0 ? undefined : apis,
    load: readLoadOptions(values),
    sample: values.sample === undefined ? undefined : wholeNumber('--sample', values.sample, { min: 1 }),
    kinds: readKinds(values.kind),
    skip: values.skip,
    minScore: readPercent(values['min-score']),
    fixtures: values.fixtures,
    seed: wholeNumber('--seed', values.seed, { min: 0, max: 2 ** 31 - 1 }),
    outputs: values.reporter.map(readReporter),
  }
}

function readKinds(kinds: readonly string[] | undefined): readonly string[] | undefined {
  const unknown = kinds?.find((kind) => !KINDS.includes(kind))
  if (unknown !== undefined)
    throw new UsageError(`\`--kind\` must be one of ${KINDS.join(', ')}. Received: \`${unknown}\`.`)
  return kinds
}

function readPercent(text: string | undefined): number {
  if (text === undefined) return 0
  const value = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text)?.[1]
  if (value === undefined || Number(value) > 100)
    throw new UsageError(`\`--min-score\` must be a percentage from 0 to 100. Received: \`${text}\`.`)
  return Number(value)
}

function readReporter(text: string): { reporter: Reporter; file: string | undefined } {
  const [, name = text, file] = /^([^=]*)=(.+)$/.exec(text) ?? []
  const reporter = REPORTERS.find((each) => each === name)
  if (reporter === undefined)
    throw new UsageError(`\`--reporter\` must be one of ${REPORTERS.join(', ')}. Received: \`${name}\`.`)
  return { reporter, file }
}

export function selftestHelp(): string {
  return helpText({
    usage: callOf('selftest', '[api …] [options]'),
    about:
      'Shows how many faults the contract of a description would notice. Makes a wrong server for each requirement, from a correct mock, and runs the contract against it. What survives shows what the description does not say.',
    options: OPTIONS,
    footer: 'Exit code: 0, or 1 below --min-score, or 2 if the selftest is not possible.',
  })
}
