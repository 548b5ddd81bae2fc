import { spawnSync } from 'node:child_process'
import { statSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from '../command/index.ts'
import type { Fixtures } from './fixture.ts'
import { firstLine } from './first-line.ts'
import { within } from './within.ts'

/**
 * Loads a fixture module (`.mjs`, `.js` or `.ts`).
 *
 * @param timeout milliseconds until it must be loaded
 * @throws UsageError where there is none, it cannot be loaded, or it exports no `create`
 */
export async function loadFixtures(path: string, timeout: number): Promise<Fixtures> {
  const file = resolve(path)
  if (!isFile(file)) throw new UsageError(`${path}: there is no such fixture module.`)
  const module = (await whileItRuns(path, () => within(timeout, importModule(file))).catch(
    (error: unknown) => {
      throw new UsageError(`${path}: the fixture module cannot be loaded: ${reasonOf(file, error)}`)
    },
  )) as { default?: Partial<Fixtures> & { default?: Partial<Fixtures> } }
  // A module that became CommonJS on its way has its exports one level further down.
  const fixtures = module.default?.default ?? module.default
  if (typeof fixtures?.create !== 'function') {
    throw new UsageError(
      `${path}: the fixture module must \`export default { async create(state, { baseUrl, apiKey, fetch }) { … } }\`.`,
    )
  }
  return fixtures as Fixtures
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** Does some work; a module that ends the process meanwhile, or leaves it nothing to wait for, is told of. */
async function whileItRuns<T>(path: string, work: () => Promise<T>): Promise<T> {
  const tell = (code: number): void => {
    const how = code === 13 ? 'waits for something that never comes' : 'ended the process'
    writeSync(process.stderr.fd, `${path}: the fixture module ${how}.\n`)
    process.exitCode = 2
  }
  process.once('exit', tell)
  try {
    return await work()
  } finally {
    process.off('exit', tell)
  }
}

/** Why a module cannot be loaded, with its line where one is told. */
function reasonOf(file: string, error: unknown): string {
  const { message = '' } = error instanceof Error ? error : {}
  // What esbuild says of a module stands below its first line.
  const detail = /^Transform failed/.test(message) ? message.split('\n')[1] : undefined
  const place = error instanceof SyntaxError ? lineOf(file) : undefined
  return detail?.replace(/^.*\//, '') ?? `${firstLine(error)}${place === undefined ? '' : ` (line ${place})`}`
}

/** The line at which Node fails to read a module: only a process of its own says it. */
function lineOf(file: string): string | undefined {
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })
  return /:(\d+)$/m.exec(stderr)?.[1]
}

/** Imports a module; one in TypeScript through tsx where this Node cannot read it. */
async function importModule(file: string): Promise<unknown> {
  const { href } = pathToFileURL(file)
  const { typescript = false } = process.features as { typescript?: string | false }
  if (typescript !== false || !/\.[cm]?ts$/.test(file)) return import(href)
  const { tsImport } = await import('tsx/esm/api')
  return tsImport(href, import.meta.url)
}
