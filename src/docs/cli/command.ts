import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  callOf,
  HELP_OPTION,
  helpText,
  parseOptions,
  requirePeers,
  UsageError,
  wholeNumber,
} from '../../command/index.ts'
import type { OptionTable } from '../../command/index.ts'
import { LOAD_OPTIONS, readLoadOptions } from '../../description/index.ts'
import { buildDocs } from '../build.ts'

const OUTPUT = 'dist/docs'

const options = {
  output: {
    type: 'string',
    argument: 'DIR',
    description: `folder of the site; its other files are kept; default: ${OUTPUT}, which is emptied`,
  },
  serve: {
    type: 'boolean',
    default: false,
    description: 'serve the site on 127.0.0.1, rebuild it on change, and reload open pages',
  },
  port: { type: 'string', argument: 'N', description: 'port of --serve; default: 8080' },
  ...LOAD_OPTIONS,
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: callOf('docs', '[api|file] [options]'),
    about:
      'Builds the documentation site of all APIs, or of one: static, self-contained, for any web host or file://.',
    options,
  })

/**
 * Builds the site, and with `--serve` serves it until interrupted.
 *
 * @returns the exit code
 * @throws UsageError for invalid arguments or a port in use
 * @throws DescriptionError for an invalid description or guide
 */
export async function docsCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, options)
  if (values.help) {
    console.log(help())
    return 0
  }
  const [api, ...more] = positionals
  if (more.length > 0) {
    throw new UsageError(`Unexpected argument \`${more.join(' ')}\`. Give one API or none, for all APIs.`)
  }
  if (api !== undefined && values.serve)
    throw new UsageError('`--serve` serves the site of all APIs. Leave out the name of the API.')
  if (values.port !== undefined && !values.serve) throw new UsageError('`--port` needs `--serve`.')
  const port = wholeNumber('--port', values.port ?? '8080', { min: 0, max: 65_535 })
  requirePeers('docs')
  const root = process.cwd()
  const folder = values.output ?? OUTPUT
  const output = values.output === undefined ? join(root, OUTPUT) : resolve(root, values.output)
  const load = readLoadOptions(values)
  const began = performance.now()
  const files = await buildDocs(root, output, {
    ...(api !== undefined && { api }),
    ...{ keep: values.output !== undefined, load, warn: (line: string) => console.warn(line) },
  })
  const largest = Math.max(...files.map(({ text }) => gzipSync(text).length))
  console.log(
    `${folder}/: ${files.length} pages, the largest ${Math.ceil(largest / 1024)} kB gzipped, in ${Math.round(performance.now() - began)} ms`,
  )
  if (!values.serve) {
    console.log(`Open ${folder}/index.html, or run \`${callOf('docs', '--serve')}\`.`)
    return 0
  }
  const { serveUntilInterrupted } = await import('../serve/serve.ts')
  await serveUntilInterrupted({ root, output, port, load })
  return 0
}
