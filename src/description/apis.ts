import { existsSync, readFileSync } from 'node:fs'
import { join, parse, relative, resolve } from 'node:path'
import { nearest } from '../command/index.ts'
import { DescriptionError } from './error.ts'
import { readYaml } from './yaml.ts'

/** An API as `redocly.yaml` names it. */
export interface Api {
  name: string
  /** The path of its description, relative to the project's root. */
  file: string
  /** Whether it was given by its path: the project's own lint rules are not meant for it. */
  lenient?: true
}

/**
 * The APIs of a project: the `apis` of its `redocly.yaml`, in their order.
 *
 * @throws DescriptionError where there is no such file or it names no API
 */
export function listApis(root: string): Api[] {
  const path = join(root, 'redocly.yaml')
  if (!existsSync(path)) {
    throw problem('redocly.yaml', 'There is no such file here; run the command from the project’s root.')
  }
  const apis = apisOf(readFileSync(path, 'utf8'))
  if (apis.length === 0) {
    throw problem('redocly.yaml', 'It names no API: add one under `apis`, with its `root`.')
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
 * The API called `name`; or, where `name` is the path of a file, that description under its base name.
 *
 * @throws DescriptionError where there is neither
 */
export function findApi(root: string, name: string): Api {
  if (/\.(ya?ml|json)$/.test(name)) {
    if (!existsSync(resolve(root, name))) throw problem(name, 'There is no such file.')
    const file = relative(root, resolve(root, name))
    const listed = existsSync(join(root, 'redocly.yaml')) ? listApis(root) : []
    return listed.find((api) => api.file === file) ?? { name: parse(file).name, file, lenient: true }
  }
  const apis = listApis(root)
  const api = apis.find((candidate) => candidate.name === name)
  if (api !== undefined) return api
  const known = apis.map((candidate) => candidate.name)
  const suggestion = nearest(name, known)
  const hint = suggestion === undefined ? `There is: ${known.join(', ')}.` : `Did you mean \`${suggestion}\`?`
  throw problem('redocly.yaml', `There is no API \`${name}\` under \`apis\`. ${hint}`)
}
