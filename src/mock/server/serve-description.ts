import { isDeepStrictEqual } from 'node:util'
import { watchFiles } from '../../command/index.ts'
import type { FileWatch } from '../../command/index.ts'
import { DescriptionError, newLosses, readDescription } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import type { MockOptions } from '../cli/options.ts'
import { createMock } from '../respond/mock.ts'
import type { Mock } from '../respond/mock.ts'
import type { Memory, MockRules } from '../respond/rules.ts'
import { exposedHeaders } from './cors.ts'
import { filesOf } from './description-files.ts'

/** A description that is served, and what is made from it. */
export interface Served {
  readonly description: Description
  readonly mock: Mock
  /** The headers that a page of another origin can read. */
  readonly exposed: string
}

export interface DescriptionServer {
  /** What is served now. */
  readonly current: Served
  /** With the option `watch`, reloads the description when one of its files changes. */
  watch(): Promise<void>
  /** Ends the watch, after a reload in progress. */
  close(): Promise<void>
}

/**
 * Makes a mock from a description, and again after each change.
 *
 * @throws DescriptionError if the description cannot be read
 */
export async function serveDescription(
  api: Description | string,
  rules: MockRules,
  memory: Memory,
  { root = process.cwd(), watch = false, load, log = () => undefined }: MockOptions,
): Promise<DescriptionServer> {
  const serve = (description: Description): Served => ({
    description,
    mock: createMock(description, rules, memory, log),
    exposed: exposedHeaders(description),
  })
  let current = serve(typeof api === 'string' ? await readDescription(root, api, load) : api)
  let watched: readonly string[] = []
  let filesWatch: FileWatch | undefined
  let reloading = Promise.resolve()
  let closed = false

  const follow = async (name: string): Promise<void> => {
    const files = filesOf(current.description).sort()
    if (isDeepStrictEqual(files, watched)) return
    watched = files
    filesWatch?.setPaths(files)
    filesWatch ??= await watchFiles(root, files, () => {
      // Reloads run one after the other, so that the last save wins.
      reloading = reloading.then(() => reload(name))
    })
  }
  const reload = async (name: string): Promise<void> => {
    if (closed) return
    try {
      const changed = await readDescription(root, name, load)
      const losses = newLosses(current.description, changed)
      if (losses.length > 0) throw new DescriptionError(losses)
      current = serve(changed)
      // The new version can have other files.
      await follow(name)
      log(`Reloaded ${name}.`)
    } catch (error) {
      const [first] = error instanceof DescriptionError ? error.problems : []
      const reason = first === undefined ? String(error) : `${first.source}: ${first.message}`
      log(`Cannot reload ${name}; the previous description is still served. ${reason}`)
    }
  }

  return {
    get current() {
      return current
    },
    async watch() {
      if (watch && typeof api === 'string') await follow(api)
    },
    async close() {
      closed = true
      await reloading
      await filesWatch?.close()
    },
  }
}
