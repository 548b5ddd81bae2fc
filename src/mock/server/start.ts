import { setTimeout as sleep } from 'node:timers/promises'
import { DescriptionError, readDescription } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { admin } from './admin.ts'
import { BoundedMap } from '../state/bounded-map.ts'
import { pickRandom, pickFirst } from '../respond/choose.ts'
import { corsHeaders, exposedHeaders, preflight } from './cors.ts'
import { createFixture } from '../respond/create-fixture.ts'
import type { FixtureOptions } from '../respond/create-fixture.ts'
import { drawFailures } from './failures.ts'
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
  createFixture(fixtureOptions?: FixtureOptions): Record<string, string> | undefined
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
    choose: options.vary === true ? pickRandom(options.seed ?? 1) : pickFirst,
  }
  const memory: Memory = { resources: new BoundedMap(), keys: new IdempotencyKeys() }
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
  const drawFailure = drawFailures(options.failRate ?? 0, options.failWith ?? [500], options.seed ?? 1)

  const respond = async (request: MockRequest): Promise<Outcome> => {
    const { description, mock, exposed } = served
    const builtIn = preflight(request, exposed) ?? admin(request, description, memory.resources)
    if (builtIn !== undefined)
      return { ...builtIn, headers: { ...corsHeaders(request, exposed), ...builtIn.headers } }
    const failure = drawFailure()
    if (typeof failure === 'number') await pause()
    const response =
      typeof failure === 'number' ? await mock.fail(request, failure) : await mock.respond(request, pause)
    // Cut off or silent: the request was executed all the same, and only its answer is lost.
    if (typeof failure === 'string') return failure
    return { ...response, headers: { ...response.headers, ...corsHeaders(request, exposed) } }
  }

  const server = createHttpServer(respond)
  const url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')

  let stopWatching = (): void => undefined
  let reloading = Promise.resolve()
  let closed = false
  const startWatching = (): void => {
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
      const reason = first === undefined ? String(error) : `${first.source}: ${first.message}`
      log(`Not reloaded, ${name} is served as it was: ${reason}`)
      return
    }
    // The description may have come to have other files.
    stopWatching()
    if (!closed) startWatching()
  }
  startWatching()

  return {
    url,
    get description() {
      return served.description
    },
    createFixture: (fixtureOptions = {}) =>
      createFixture(served.description, memory.resources, fixtureOptions),
    close: () =>
      new Promise((resolve) => {
        closed = true
        stopWatching()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
