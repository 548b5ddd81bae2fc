import { gzipSync } from 'node:zlib'
import { HELP_OPTION, helpText, nearest, parseOptions, UsageError } from '../command/index.ts'
import type { OptionTable } from '../command/index.ts'
import { listApis } from '../description/index.ts'
import type { Api } from '../description/index.ts'
import { apply } from './files.ts'
import { pathOf, plan } from './generate.ts'
import type { GeneratedApi, Plan } from './generate.ts'

const options = {
  check: {
    type: 'boolean',
    default: false,
    description: 'write nothing; list the files that are out of date, and exit with 1',
  },
  api: { type: 'string', argument: 'NAME', multiple: true, description: 'only this API' },
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: 'npm run generate -- [options]',
    about:
      'Generates the files in generated/<api>/ from the descriptions in redocly.yaml: the bundled document, types, validators and a client. If a description is invalid, no file is written.',
    options,
  })

/** Runs `npm run generate`. @returns the exit code: 0, or 1 if `--check` finds a difference */
export async function generateCommand(
  argv: readonly string[],
  root: string = process.cwd(),
): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const [unexpected] = positionals
  if (unexpected !== undefined)
    throw new UsageError(`Unexpected argument \`${unexpected}\`. To select an API: --api ${unexpected}`)
  const apis = selectApis(root, values.api)
  const planned = await plan(root, apis, values.api === undefined)
  for (const { source, message } of planned.generated.flatMap(({ warnings }) => warnings))
    console.warn(`${source}: ${message}`)
  if (values.check) return reportDrift(planned)
  apply(root, planned.differences, planned.files)
  reportWritten(planned)
  return 0
}

function selectApis(root: string, names: readonly string[] | undefined): Api[] {
  const known = listApis(root)
  for (const name of names ?? []) {
    if (known.some((api) => api.name === name)) continue
    const all = known.map((api) => api.name)
    const suggestion = nearest(name, all)
    const hint =
      suggestion === undefined ? `The APIs are: ${all.join(', ')}.` : `Did you mean \`${suggestion}\`?`
    throw new UsageError(`redocly.yaml has no API \`${name}\`. ${hint}`)
  }
  return names === undefined ? known : known.filter(({ name }) => names.includes(name))
}

function reportDrift({ generated, files, differences }: Plan): number {
  if (differences.length === 0) {
    console.log(
      `generated/ is up to date: ${generated.map(({ api }) => api.name).join(', ')}, ${files.size} files.`,
    )
    return 0
  }
  console.error('generated/ is out of date:')
  for (const { path, kind } of differences) console.error(`  ${path}  ${kind}`)
  console.error('To update it: npm run generate')
  return 1
}

function reportWritten({ generated, differences }: Plan): void {
  const changed = new Set(differences.map(({ path }) => path))
  for (const each of generated) reportApi(each, changed)
  for (const { path, kind } of differences) {
    if (kind === 'superfluous') console.log(`removed ${path}`)
  }
}

function reportApi({ api, artefacts, durationMs }: GeneratedApi, changed: ReadonlySet<string>): void {
  console.log(`generated/${api.name}/  from ${api.file} in ${Math.round(durationMs)} ms`)
  for (const { name, text } of artefacts) {
    const size = bytes(Buffer.byteLength(text)).padStart(12)
    const zipped = bytes(gzipSync(text).length).padStart(10)
    const state = changed.has(pathOf(api, name)) ? 'written' : 'unchanged'
    console.log(`  ${name.padEnd(16)} ${size} ${zipped} gzip  ${state}`)
  }
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} B`
}
