import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { HELP_OPTION, helpText, parseOptions, UsageError, wholeNumber } from '../../command/index.ts'
import type { OptionTable } from '../../command/index.ts'
import { buildDocs } from '../build.ts'

const OUTPUT = 'dist/docs'

const options = {
  serve: {
    type: 'boolean',
    default: false,
    description: 'serve the site on 127.0.0.1, rebuild it on change, and reload open pages',
  },
  port: { type: 'string', argument: 'N', description: 'port of --serve; default: 8080' },
  help: HELP_OPTION,
} as const satisfies OptionTable

const help = (): string =>
  helpText({
    usage: 'npm run docs -- [options]',
    about: `Builds the documentation site into ${OUTPUT}/: static, self-contained, for any web host or file://.`,
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
  if (positionals.length > 0) {
    throw new UsageError(
      `Unexpected argument \`${positionals.join(' ')}\`. The site is built for all APIs at once.`,
    )
  }
  if (values.port !== undefined && !values.serve) throw new UsageError('`--port` needs `--serve`.')
  const port = wholeNumber('--port', values.port ?? '8080', { min: 0, max: 65_535 })
  const root = process.cwd()
  const output = join(root, OUTPUT)
  const began = performance.now()
  const files = await buildDocs(root, output)
  const largest = Math.max(...files.map(({ text }) => gzipSync(text).length))
  console.log(
    `${OUTPUT}/: ${files.length} pages, the largest ${Math.ceil(largest / 1024)} kB gzipped, in ${Math.round(performance.now() - began)} ms`,
  )
  if (!values.serve) {
    console.log(`Open ${OUTPUT}/index.html, or run \`npm run docs -- --serve\`.`)
    return 0
  }
  const { serveUntilInterrupted } = await import('../serve/serve.ts')
  await serveUntilInterrupted({ root, output, port })
  return 0
}
