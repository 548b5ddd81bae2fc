import { existsSync, readFileSync } from 'node:fs'
import { join, parse, relative, resolve } from 'node:path'
import { nearest } from '../command/index.ts'
import { DescriptionError } from './error.ts'
import { readYaml } from './yaml.ts'

/** An API of `redocly.yaml`. */
export interface Api {
  name: string
  /** The path of its description, relative to the project's root. */
  file: string
  /** Set for a description that was given by its path. The lint rules of the project do not apply to it. */
  lenient?: true
}

/**
 * Returns the APIs of a project: the `apis` of its `redocly.yaml`, in their order.
 *
 * @throws DescriptionError if the file is missing or names no API
 */
export function listApis(root: string): Api[] {
  const path = join(root, 'redocly.yaml')
  if (!existsSync(path)) {
    throw problem('redocly.yaml', 'File not found. Run the command in the root folder of the project.')
  }
  const apis = apisOf(readFileSync(path, 'utf8'))
  if (apis.length === 0) {
    throw problem('redocly.yaml', 'No API found. Add one under `apis`, with its `root`.')
  }
  return apis
}

function apisOf(text: string): Api[] {
  const { apis } = (readYaml('redocly.yaml', text) ?? {}) as {
    apis?: Record<string, { root?: string } | null> | null
  }
  return Object.entries(apis ?? {}).flatMap(([name, api]) =>
    typeof api?.root === 'string' ? [{ name, file: api.root }] : [],
  )
}

function problem(source: string, message: string): DescriptionError {
  return new DescriptionError([{ source, message }])
}

/**
 * Returns the API with this name. If `name` is the path of a file, returns an API for that file, named after it.
 *
 * @throws DescriptionError if there is no such API or file
 */
export function findApi(root: string, name: string): Api {
  if (/\.(ya?ml|json)$/.test(name)) {
    if (!existsSync(resolve(root, name))) throw problem(name, 'File not found.')
    const file = relative(root, resolve(root, name))
    const listed = existsSync(join(root, 'redocly.yaml')) ? listApis(root) : []
    return listed.find((api) => api.file === file) ?? { name: parse(file).name, file, lenient: true }
  }
  const apis = listApis(root)
  const api = apis.find((candidate) => candidate.name === name)
  if (api !== undefined) return api
  const known = apis.map((candidate) => candidate.name)
  const suggestion = nearest(name, known)
  const hint =
    suggestion === undefined ? `The APIs are: ${known.join(', ')}.` : `Did you mean \`${suggestion}\`?`
  throw problem('redocly.yaml', `Unknown API \`${name}\`. ${hint}`)
}
