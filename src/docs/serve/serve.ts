import { cannotListen, untilInterrupted, UsageError } from '../../command/index.ts'
import { DescriptionError } from '../../description/index.ts'
import { buildDocs } from '../build.ts'
import { createLiveReload } from './live-reload.ts'
import { serveStatic } from './static-server.ts'
import type { StaticServer } from './static-server.ts'
import { watchFiles } from './watch.ts'

interface ServeOptions {
  root: string
  /** The built site. */
  output: string
  /** 0: any free port. */
  port: number
  /** Where lines for the person at the terminal go; default `console.log`. */
  log?: (line: string) => void
}

/** What the site is made from. */
export const DOCS_SOURCES = ['openapi', 'docs', 'redocly.yaml', 'src/docs']

/** The site on 127.0.0.1. */
export interface DocsServer {
  readonly url: string
  /**
   * Builds the site again and reloads the pages that are open.
   *
   * @throws DescriptionError for what is broken, UsageError where Redoc fails or nothing can be written; the last good
   * site stays
   */
  rebuild(): Promise<void>
  close(): Promise<void>
}

/**
 * Serves the built site on 127.0.0.1; its pages reload when it is built again.
 *
 * @throws UsageError where the port is taken
 */
export async function startDocsServer({ root, output, port }: ServeOptions): Promise<DocsServer> {
  const live = createLiveReload()
  const server = await listen(output, port, live)
  return {
    url: server.url,
    rebuild: async () => {
      await buildDocs(root, output)
      live.reload()
    },
    close: () => server.close(),
  }
}

/**
 * Builds the site again whenever one of its sources changes. What is broken is told at file:line.
 *
 * @returns ends it, after what is under way
 */
function followSources(server: DocsServer, { root, log = console.log }: ServeOptions): () => Promise<void> {
  let building = Promise.resolve()
  const stop = watchFiles(root, DOCS_SOURCES, (files) => {
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
    stop()
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

/** Serves and follows its sources until SIGINT or SIGTERM. */
export async function serveUntilInterrupted(options: ServeOptions): Promise<void> {
  const server = await startDocsServer(options)
  const unfollow = followSources(server, options)
  console.log(`${server.url} (Ctrl-C ends it; pages reload when a description or guide changes)`)
  await untilInterrupted()
  await unfollow()
  await server.close()
}
