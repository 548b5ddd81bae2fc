import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { peerManifest, UsageError } from '../../command/index.ts'
import { get, refToPointer, withoutIgnoredHeaders } from '../../description/index.ts'
import type { OpenAPIDocument } from '../../description/index.ts'
import { withLimitsInWords } from '../schema/limits.ts'

/** A language of code samples, in the terms of `x-codeSamples` and Redoc's options. */
export interface Language {
  lang: string
  label: string
}

/**
 * Builds Redoc's page of a document with `redocly build-docs`, everything inlined.
 *
 * @param languages languages that the reader can choose; Redoc shows no other samples
 * @param template a Handlebars page with `{{{redocHead}}}` and `{{{redocHTML}}}`
 * @throws UsageError with the output of the command if it fails
 */
export async function buildRedoc(
  document: OpenAPIDocument,
  languages: readonly Language[],
  template: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docs-'))
  try {
    const files = {
      'openapi.json': JSON.stringify(readableDocument(withLimitsInWords(document))),
      'page.hbs': template,
      // JSON is valid YAML. Telemetry is off for the command and for the page.
      'redocly.yaml': JSON.stringify({
        telemetry: 'off',
        openapi: { ...OPTIONS, codeSamples: { languages: [...languages, { lang: 'Payload' }] } },
      }),
    }
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    const args = [
      'build-docs',
      'openapi.json',
      '--inlineBundle',
      '--template',
      'page.hbs',
      '--output',
      'page.html',
    ]
    await promisify(execFile)(process.execPath, [cliPath(), ...args], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    }).catch((error: unknown) => {
      throw new UsageError(`Redoc failed for \`${document.info.title}\`: ${reasonOf(error)}`)
    })
    return withRelativeRoutes(withoutRemoteLogo(await readFile(join(folder, 'page.html'), 'utf8')))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Returns a document that Redoc can read on its own: without the headers that OpenAPI ignores, without references from
 * extensions to other files, which are not beside the document, and with references that lead to no other reference.
 */
export function readableDocument(document: OpenAPIDocument): unknown {
  const isExternal = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, child]: [string, unknown]) =>
      key === '$ref' && typeof child === 'string' ? !child.startsWith('#') : isExternal(child),
    )
  const lastReference = lastReferences(document)
  return JSON.parse(
    JSON.stringify(withoutIgnoredHeaders(document), (key, value: unknown) => {
      if (key === '$ref' && typeof value === 'string') return lastReference(value)
      return key.startsWith('x-') && isExternal(value) ? undefined : value
    }),
  )
}

/**
 * Returns a function that finds the last reference of a chain of schemas which are nothing but a reference. Redoc hangs on
 * thousands of them.
 */
function lastReferences(document: OpenAPIDocument): (reference: string) => string {
  const known = new Map<string, string>()
  return (reference) => {
    const chain = new Set<string>()
    let last = reference
    while (last.startsWith('#/components/schemas/') && !chain.has(last) && !known.has(last)) {
      chain.add(last)
      const target = get(document, refToPointer(last)) as { $ref?: unknown } | undefined
      if (typeof target?.$ref !== 'string' || Object.keys(target).length > 1) break
      last = target.$ref
    }
    last = known.get(last) ?? last
    for (const one of chain) known.set(one, last)
    return last
  }
}

/** Options of Redoc 3 (redocly.com/docs/redoc/v3.x/config). */
const OPTIONS = {
  hideDownloadButtons: true,
  jsonSamplesExpandLevel: 'all',
  schemasExpansionLevel: 2,
  sortRequiredPropsFirst: true,
}

function cliPath(): string {
  return join(dirname(peerManifest('@redocly/cli', 'docs')), 'bin', 'cli.js')
}

/** Replaces the logo in Redoc's footer, which it loads from a CDN, by an inline picture. */
function withoutRemoteLogo(page: string): string {
  return page.replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, LOGO)
}

const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="42" height="14" viewBox="0 0 42 14">' +
    '<text x="0" y="11" font-family="system-ui,sans-serif" font-size="11" font-weight="700" fill="#4b7bec">Redoc</text></svg>',
)}`

/** Makes Redoc's links routes within the page; until its script runs they lead to the root of the host. */
function withRelativeRoutes(page: string): string {
  return page.replace(/<div id="redoc">.*?<script type="module">/s, (drawn) =>
    drawn.replaceAll(' href="/', ' href="#/'),
  )
}

/** Returns the last line that a failed command wrote, or what to do about it. */
function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string }
  const last = (stderr ?? message).trim().split('\n').at(-1) ?? message
  if (/maxDepth/.test(last)) return NESTED_TOO_DEEP
  return /call stack/i.test(last) ? TOO_DEEP : last
}

/** Redoc's parser ends with an error that names a temporary file. */
const NESTED_TOO_DEEP =
  'it reads at most 100 levels of nesting. Move inner schemas to `components`, and refer to them with `$ref`.'

/** Redoc follows references recursively: it fails on 800 schemas in a row. */
const TOO_DEEP =
  'it cannot follow hundreds of schemas that each refer to the next. ' +
  'Shorten the longest chain of `$ref`s, or leave its middle out with an overlay (`--overlay FILE`).'
