import { setTimeout as sleep } from 'node:timers/promises'
import { DescriptionError, readDescription } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { admin } from './admin.ts'
import { Bounded } from '../state/bounded.ts'
import { anyOf, firstOf } from '../respond/choose.ts'
import { corsHeaders, exposedHeaders, preflight } from './cors.ts'
import { freshResource } from '../respond/fresh.ts'
import type { FreshWishes } from '../respond/fresh.ts'
import { failures } from './failures.ts'
import { IdempotencyKeys } from '../state/idempotency.ts'
import { listen } from './listen.ts'
import { createMock } from '../respond/mock.ts'
import type { Memory, Mock, MockRules } from '../respond/mock.ts'
import type { MockOptions } from '../cli/options.ts'
import type { MockRequest } from './request.ts'
import { createHttpServer } from './server.ts'
import type { Outcome } from './server.ts'
import { filesOf, watchFiles } from '../cli/watch.ts'

/** A mock that is listening. */
export interface RunningMock {
  /** Where, without a slash at the end. */
  readonly url: string
  /** What is served now: the last description that could be read. */
  readonly description: Description
  /** The path parameters of a fresh resource, as `POST /_mock/fixtures` gives them. */
  fresh(wishes?: FreshWishes): Record<string, string> | undefined
  /** Ends it; connections that are open are cut. */
  close(): Promise<void>
}

interface Served {
  readonly description: Description
  readonly mock: Mock
  readonly exposed: string
}

/**
 * Serves a mock of a description, or of the API with that name in `redocly.yaml`.
 *
 * @throws DescriptionError where the description cannot be read
 * @throws UsageError where the address cannot be listened on
 * @example const mock = await startMock('trains'); await fetch(`${mock.url}/stations`); await mock.close()
 */
export async function startMock(api: Description | string, options: MockOptions = {}): Promise<RunningMock> {
  const root = options.root ?? process.cwd()
  const rules: MockRules = {
    stateless: options.stateless ?? false,
    unknownIds: options.unknownIds ?? 'succeed',
    apiKeys: options.apiKeys ?? [],
    choose: options.vary === true ? anyOf(options.seed ?? 1) : firstOf,
  }
  const memory: Memory = { resources: new Bounded(), keys: new IdempotencyKeys() }
  const serve = async (description: Description): Promise<Served> => ({
    description,
    mock: await createMock(description, rules, memory),
    exposed: exposedHeaders(description),
  })

  let served = await serve(typeof api === 'string' ? await readDescription(root, api) : api)
  const delay = options.delay ?? 0
  const pause = async (): Promise<void> => {
    if (delay > 0) await sleep(delay)
  }
  const draw = failures(options.failRate ?? 0, options.failWith ?? [500], options.seed ?? 1)

  const answer = async (request: MockRequest): Promise<Outcome> => {
    const { description, mock, exposed } = served
    const own = preflight(request, exposed) ?? admin(request, description, memory.resources)
    if (own !== undefined) return { ...own, headers: { ...corsHeaders(request, exposed), ...own.headers } }
    const failure = draw()
    if (typeof failure === 'number') await pause()
    const reply =
      typeof failure === 'number' ? await mock.fail(request, failure) : await mock.answer(request, pause)
    // Cut off or silent: the request was executed all the same, and only its answer is lost.
    if (typeof failure === 'string') return failure
    return { ...reply, headers: { ...reply.headers, ...corsHeaders(request, exposed) } }
  }

  const server = createHttpServer(answer)
  const url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')

  let stopWatching = (): void => undefined
  let reloading = Promise.resolve()
  let closed = false
  const watchNow = (): void => {
    if (options.watch !== true || typeof api !== 'string') return
    const name = api
    stopWatching = watchFiles(root, filesOf(served.description), () => {
      // One after the other: the last save is the one that counts.
      reloading = reloading.then(() => reload(name))
    })
  }
  const reload = async (name: string): Promise<void> => {
    const log = options.log ?? (() => undefined)
    try {
      served = await serve(await readDescription(root, name))
      log(`Reloaded ${name}.`)
    } catch (error) {
      const first = error instanceof DescriptionError ? error.problems[0] : undefined
      const reason = first === undefined ? String(error) : `${first.place}: ${first.message}`
      log(`Not reloaded, ${name} is served as it was: ${reason}`)
      return
    }
    // The description may have come to have other files.
    stopWatching()
    if (!closed) watchNow()
  }
  watchNow()

  return {
    url,
    get description() {
      return served.description
    },
    fresh: (wishes = {}) => freshResource(served.description, memory.resources, wishes),
    close: () =>
      new Promise((resolve) => {
        closed = true
        stopWatching()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
