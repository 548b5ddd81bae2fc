import { existsSync, readFileSync } from 'node:fs'
import { join, parse, relative, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { DescriptionError } from './error.ts'

/** An API as `redocly.yaml` names it. */
export interface Api {
  name: string
  /** The path of its description, relative to the project's root. */
  file: string
  /** Whether it was given by its path: the project's own lint rules are not meant for it. */
  guest?: true
}

/**
 * The APIs of a project: the `apis` of its `redocly.yaml`, in their order.
 *
 * @throws DescriptionError where there is no such file or it names no API
 */
export function listApis(root: string): Api[] {
  const path = join(root, 'redocly.yaml')
  if (!existsSync(path)) {
    throw new DescriptionError([
      {
        place: 'redocly.yaml',
        message: 'There is no such file here; run the command from the project’s root.',
      },
    ])
  }
  const config = parseYaml(readFileSync(path, 'utf8')) as { apis?: Record<string, { root?: string }> } | null
  const apis = Object.entries(config?.apis ?? {}).flatMap(([name, api]) =>
    api.root === undefined ? [] : [{ name, file: api.root }],
  )
  if (apis.length === 0) {
    throw new DescriptionError([
      { place: 'redocly.yaml', message: 'It names no API: add one under `apis`, with its `root`.' },
    ])
  }
  return apis
}

/**
 * The API called `name`; or, where `name` is the path of a file, that description under its base name.
 *
 * @throws DescriptionError where there is neither
 */
export function findApi(root: string, name: string): Api {
  const isPath = /\.(ya?ml|json)$/.test(name)
  if (isPath && existsSync(resolve(root, name))) {
    const file = relative(root, resolve(root, name))
    const own = existsSync(join(root, 'redocly.yaml')) ? listApis(root) : []
    return own.find((api) => api.file === file) ?? { name: parse(file).name, file, guest: true }
  }
  const apis = listApis(root)
  const api = apis.find((candidate) => candidate.name === name)
  if (api !== undefined) return api
  const known = apis.map((candidate) => candidate.name).join(', ')
  throw new DescriptionError([
    { place: 'redocly.yaml', message: `There is no API \`${name}\` under \`apis\`; there is: ${known}.` },
  ])
}
