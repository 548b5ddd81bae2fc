import { callOf, HELP_OPTION, helpText, parseOptions, UsageError } from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { LOAD_OPTIONS, readLoadOptions } from '../description/index.ts'
import type { Api, LoadOptions } from '../description/index.ts'
import { diffVersions } from './diff.ts'
import type { ApiDiff } from './diff.ts'
import { IMPACTS } from './impact.ts'
import { renderJson, renderText, totalBump } from './report.ts'
import { apisToCompare, newestTag, openVersion, readOperand } from './versions.ts'
import type { Operand } from './versions.ts'

const options = {
  api: {
    type: 'string',
    argument: 'NAME',
    multiple: true,
    description: 'only this API, by its name or the path of its description',
  },
  'fail-on': {
    type: 'string',
    argument: 'IMPACT',
    default: 'major',
    description: 'exit with 1 if a change needs this bump or a larger one: major, minor, patch or none',
  },
  reporter: { type: 'string', argument: 'FORMAT', default: 'terminal', description: 'terminal, or json' },
  ...LOAD_OPTIONS,
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('diff', '[BASE] [REVISION] [options]'),
    about:
      'Lists every change between two versions of a description, with the semver bump that it needs and its file:line in both. Requests and responses are compared separately: a new required property breaks the clients that send it, and not those that receive it. BASE and REVISION are each a file, a git ref, or REF:FILE. Default: from the newest tag to the files as they are now, for each API of redocly.yaml.',
    options,
    footer:
      'Exit codes: 0 no such change, 1 a change that --fail-on names, 2 the comparison was not possible.',
  })

/**
 * Compares two versions of descriptions. @returns the exit code
 *
 * @throws UsageError for invalid arguments
 * @throws DescriptionError if a version cannot be read
 */
export async function diffCommand(argv: readonly string[], root: string = process.cwd()): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const [baseText, revisionText, ...more] = positionals
  if (more.length > 0)
    throw new UsageError(`Unexpected argument \`${more.join(' ')}\`. Give a base and a revision.`)
  const failOn = readChoice('--fail-on', values['fail-on'], [...IMPACTS, 'none'])
  const reporter = readChoice('--reporter', values.reporter, ['terminal', 'json'])
  const base = await readOperand(root, baseText ?? (await newestTag(root)))
  const revision = revisionText === undefined ? undefined : await readOperand(root, revisionText)
  const files = [revision, base].flatMap((operand) => (operand?.file === undefined ? [] : [operand.file]))
  const apis = apisToCompare(root, values.api ?? [], files)
  if (files.length > 0 && apis.length > 1) throw new UsageError('A file is compared with one API: name one.')
  const diffs: ApiDiff[] = []
  for (const api of apis) diffs.push(await compare(root, api, base, revision, readLoadOptions(values)))
  if (reporter === 'json') console.log(renderJson(diffs))
  else console.log(renderText(diffs, { base: nameOf(base), revision: nameOf(revision) }))
  const bump = totalBump(diffs)
  const isFailure = failOn !== 'none' && bump !== undefined && IMPACTS.indexOf(bump) <= indexOf(failOn)
  return isFailure ? 1 : 0
}

const indexOf = (impact: string): number => IMPACTS.findIndex((each) => each === impact)

async function compare(
  root: string,
  api: Api,
  base: Operand,
  revision: Operand | undefined,
  load: LoadOptions,
): Promise<ApiDiff> {
  const before = await openVersion(root, api, base)
  const after = await openVersion(root, api, revision)
  try {
    if (before !== undefined && after !== undefined)
      return await diffVersions(before.version, after.version, load)
    if (before === undefined && after === undefined)
      throw new UsageError(`\`${api.file}\` exists neither in ${nameOf(base)} nor in ${nameOf(revision)}.`)
    const isNew = before === undefined
    const impact = isNew ? 'minor' : 'major'
    const message = `\`${api.file}\` ${isNew ? `is not in ${nameOf(base)}` : `is no longer in ${nameOf(revision)}`}.`
    return { api: api.name, bump: impact, changes: [{ impact, kind: isNew ? 'added' : 'removed', message }] }
  } finally {
    await before?.close()
    await after?.close()
  }
}

function nameOf(operand: Operand | undefined): string {
  if (operand === undefined) return 'working tree'
  if (!('ref' in operand)) return operand.file
  return operand.file === undefined ? operand.ref : `${operand.ref}:${operand.file}`
}

function readChoice(option: string, text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text
  throw new UsageError(`\`${option}\` must be one of ${choices.join(', ')}. Received: \`${text}\`.`)
}
