import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, parse, relative, resolve } from 'node:path'
import { nearest } from '../command/index.ts'
import { DescriptionError } from './error.ts'
import { shippedFile } from './shipped.ts'
import { readYaml } from './yaml.ts'

/** An API of `redocly.yaml`. */
export interface Api {
  name: string
  /** The path of its description, relative to the project's root. */
  file: string
  /** Whether its description must pass the lint rules of `redocly.yaml`. */
  strict?: true
  /** Overlays to apply, in this order: paths relative to the root. */
  overlays?: readonly string[]
  /** The folder of its generated files, relative to the root. Default: `generated/<name>`. */
  output?: string
  /** The language of its generated code, and the extension in its imports. */
  language?: string
  importExtension?: string
}

/**
 * Returns the APIs of a project: the `apis` of its `redocly.yaml`, in their order.
 *
 * @throws DescriptionError if the file is missing or names no API
 */
export function listApis(root: string): Api[] {
  const path = join(root, 'redocly.yaml')
  if (!existsSync(path)) {
    throw problem(
      'redocly.yaml',
      'File not found. Run the command in the root folder of the project, or give the path of a description.',
    )
  }
  const apis = apisOf(readFileSync(path, 'utf8'))
  if (apis.length === 0) {
    throw problem('redocly.yaml', 'No API found. Add one under `apis`, with its `root`.')
  }
  return apis
}

/** An entry of `apis`. */
interface ApiConfig {
  root?: unknown
  overlays?: unknown
  /** What openapi-typescript reads. */
  'x-openapi-ts'?: { output?: unknown } | null
  'x-openapi-contracts'?: {
    output?: unknown
    strict?: unknown
    language?: unknown
    importExtension?: unknown
  } | null
}

function apisOf(text: string): Api[] {
  const { apis } = (readYaml('redocly.yaml', text) ?? {}) as {
    apis?: Record<string, ApiConfig | null> | null
  }
  return Object.entries(apis ?? {}).flatMap(([name, api]) =>
    typeof api?.root === 'string' ? [readApi(name, api.root, api)] : [],
  )
}

function readApi(name: string, file: string, config: ApiConfig): Api {
  const { overlays, 'x-openapi-ts': types, 'x-openapi-contracts': ours } = config
  const output = ours?.output ?? folderOf(types?.output)
  return {
    name,
    file,
    ...(ours?.strict === true && { strict: true }),
    ...(Array.isArray(overlays) && { overlays: overlays.map(String) }),
    ...(typeof output === 'string' && { output }),
    ...(ours?.language !== undefined && { language: textOf(ours.language) }),
    ...(ours?.importExtension !== undefined && { importExtension: textOf(ours.importExtension) }),
  }
}

/** An unknown value is reported where it is used. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** openapi-typescript's own output is one file. All our files are in its folder. */
function folderOf(output: unknown): unknown {
  return typeof output === 'string' && /\.[cm]?ts$/.test(output) ? dirname(output) : output
}

function problem(source: string, message: string): DescriptionError {
  return new DescriptionError([{ source, message }])
}

/** Names an API after its file. The name becomes a folder and a part of identifiers. */
function nameOf(file: string): string {
  return (
    parse(file)
      .name.replaceAll(/[^\w.-]+/g, '-')
      .replace(/^[-.]+/, '') || 'api'
  )
}

/**
 * Returns the API with this name: of `redocly.yaml`, or one that this toolkit comes with. If `name` is the path of a file,
 * returns an API for that file, named after it.
 *
 * @throws DescriptionError if there is no such API or file
 */
export function findApi(root: string, name: string): Api {
  if (/\.(ya?ml|json)$/.test(name)) {
    if (!existsSync(resolve(root, name))) throw problem(name, 'File not found.')
    const file = relative(root, resolve(root, name))
    const listed = existsSync(join(root, 'redocly.yaml')) ? listApis(root) : []
    return listed.find((api) => normalize(api.file) === file) ?? { name: nameOf(file), file }
  }
  const hasConfig = existsSync(join(root, 'redocly.yaml'))
  const shipped = shippedFile(name)
  const apis = hasConfig || shipped === undefined ? listApis(root) : []
  const api = apis.find((candidate) => candidate.name === name)
  if (api !== undefined) return api
  if (shipped !== undefined) return { name, file: relative(root, shipped) }
  const known = apis.map((candidate) => candidate.name)
  const suggestion = nearest(name, known)
  const hint =
    suggestion === undefined ? `The APIs are: ${known.join(', ')}.` : `Did you mean \`${suggestion}\`?`
  throw problem('redocly.yaml', `Unknown API \`${name}\`. ${hint}`)
}

/** Returns the folder of the generated files of an API, relative to the root. */
export function outputOf({ name, output }: Api): string {
  return output ?? `generated/${name}`
}
