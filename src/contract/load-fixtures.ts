import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from '../command/index.ts'
import type { Description } from '../description/index.ts'
import type { Fixtures, PathParameters } from './fixture.ts'
import { textOf } from './values/example.ts'

/**
 * Loads a fixture module (`.mjs`, `.js` or `.ts`).
 *
 * @throws UsageError where there is none, it cannot be loaded, or it exports no `create`
 */
export async function loadFixtures(path: string): Promise<Fixtures> {
  const file = resolve(path)
  if (!existsSync(file)) throw new UsageError(`${path}: there is no such fixture module.`)
  const module = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new UsageError(`${path}: the fixture module cannot be loaded: ${firstLine(error)}`)
  })) as { default?: Partial<Fixtures> }
  const fixtures = module.default
  if (typeof fixtures?.create !== 'function') {
    throw new UsageError(
      `${path}: the fixture module must \`export default { async create(state, { baseUrl, apiKey, fetch }) { … } }\`.`,
    )
  }
  return fixtures as Fixtures
}

export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}

/**
 * Stands in where no fixture module was given: the path parameters' examples, for the first state only. One such
 * resource serves once on a server that keeps state.
 */
export function exampleFixtures(description: Description): Fixtures {
  return {
    create: (state) => {
      for (const operation of description.operations) {
        const states = Object.keys(operation.lifecycle?.states ?? {})
        if (states.length > 0 && states[0] !== state) return Promise.resolve(undefined)
      }
      const parameters: PathParameters = {}
      for (const operation of description.operations) {
        for (const { object } of operation.parameters) {
          if (object.in !== 'path') continue
          const example = object.example ?? Object.values(object.examples ?? {})[0]?.value
          if (example !== undefined) parameters[object.name] = textOf(example)
        }
      }
      return Promise.resolve(parameters)
    },
  }
}
