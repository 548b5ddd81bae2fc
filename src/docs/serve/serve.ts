import { cannotListen, untilInterrupted, UsageError, watchFiles } from '../../command/index.ts'
import { DescriptionError } from '../../description/index.ts'
import type { LoadOptions } from '../../description/index.ts'
import { buildDocs } from '../build.ts'
import { createLiveReload } from './live-reload.ts'
import { serveStatic } from './static-server.ts'
import type { StaticServer } from './static-server.ts'

interface ServeOptions {
  root: string
  /** Folder of the built site. */
  output: string
  /** 0 selects any free port. */
  port: number
  /** How to read the descriptions. */
  load?: LoadOptions
  /** Writes a line to the terminal; default `console.log`. */
  log?: (line: string) => void
}

/** Files and folders that the site is made from. */
export const DOCS_SOURCES = ['openapi', 'docs', 'redocly.yaml', 'src/docs']

/** A server of the site on 127.0.0.1. */
export interface DocsServer {
  readonly url: string
  /**
   * Rebuilds the site and reloads open pages. If that fails, the last site stays.
   *
   * @throws DescriptionError for an invalid description or guide
   * @throws UsageError if Redoc fails or the folder cannot be written
   */
  rebuild(): Promise<void>
  close(): Promise<void>
}

/**
 * Serves the built site on 127.0.0.1. Its pages reload when it is rebuilt.
 *
 * @throws UsageError if the port is in use
 */
export async function startDocsServer({
  root,
  output,
  port,
  load = {},
  log = console.log,
}: ServeOptions): Promise<DocsServer> {
  const live = createLiveReload()
  const server = await listen(output, port, live)
  return {
    url: server.url,
    rebuild: async () => {
      await buildDocs(root, output, { load, warn: log })
      live.reload()
    },
    close: () => server.close(),
  }
}

/**
 * Rebuilds the site whenever one of its sources changes, and logs problems with file:line.
 *
 * @returns a function that stops watching, after the current build
 */
async function followSources(
  server: DocsServer,
  { root, load, log = console.log }: ServeOptions,
): Promise<() => Promise<void>> {
  let building = Promise.resolve()
  const watch = await watchFiles(root, [...DOCS_SOURCES, ...(load?.overlays ?? [])], (files) => {
    building = building.then(async () => {
      const began = performance.now()
      try {
        await server.rebuild()
        log(`${files.join(', ')}: rebuilt in ${Math.round(performance.now() - began)} ms`)
      } catch (error) {
        if (!(error instanceof DescriptionError || error instanceof UsageError)) throw error
        log(error.message)
      }
    })
  })
  return async () => {
    await watch.close()
    await building
  }
}

async function listen(
  output: string,
  port: number,
  live: ReturnType<typeof createLiveReload>,
): Promise<StaticServer> {
  try {
    return await serveStatic(output, { port, transform: live.transform, intercept: live.intercept })
  } catch (error) {
    throw cannotListen(error, port, '127.0.0.1')
  }
}

/** Serves the site and follows its sources until SIGINT or SIGTERM. */
export async function serveUntilInterrupted(options: ServeOptions): Promise<void> {
  const server = await startDocsServer(options)
  const unfollow = await followSources(server, options)
  console.log(`${server.url} (pages reload when a description or guide changes; press Ctrl-C to stop)`)
  await untilInterrupted()
  await unfollow()
  await server.close()
}
