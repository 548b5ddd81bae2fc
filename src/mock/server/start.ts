import { setTimeout as sleep } from 'node:timers/promises'
import { closeServer, listen } from '../../command/index.ts'
import type { Description } from '../../description/index.ts'
import type { MockOptions } from '../cli/options.ts'
import { pickFirst, pickRandom } from '../respond/choose.ts'
import { createFixture } from '../respond/create-fixture.ts'
import type { FixtureOptions } from '../respond/create-fixture.ts'
import type { Memory, MockRules } from '../respond/rules.ts'
import { BoundedMap } from '../state/bounded-map.ts'
import { CreatedObjects } from '../state/created.ts'
import { IdempotencyKeys } from '../state/idempotency.ts'
import { admin, forget } from './admin.ts'
import { corsHeaders, preflight } from './cors.ts'
import { drawFailures } from './failures.ts'
import type { MockRequest } from './request.ts'
import { createHttpServer } from './server.ts'
import { withRequestLog } from './request-log.ts'
import type { Outcome } from './server.ts'
import { serveDescription } from './serve-description.ts'
import type { DescriptionServer } from './serve-description.ts'

/** A mock that is listening. */
export interface RunningMock {
  /** The base URL, without a slash at the end. */
  readonly url: string
  /** The description that is served: the last one that could be read. */
  readonly description: Description
  /** Creates a resource and returns its path parameters, as `POST /_mock/fixtures` does. */
  createFixture(fixtureOptions?: FixtureOptions): Record<string, string> | undefined
  /** Forgets all resources and idempotency keys. */
  reset(): void
  /** Stops the mock and closes its open connections. */
  close(): Promise<void>
}

/**
 * Serves a mock of a description, or of the API with that name in `redocly.yaml`.
 *
 * @throws DescriptionError if the description cannot be read
 * @throws UsageError if the mock cannot listen on the address
 * @example const mock = await startMock('trains'); await fetch(`${mock.url}/stations`); await mock.close()
 */
export async function startMock(api: Description | string, options: MockOptions = {}): Promise<RunningMock> {
  const rules: MockRules = {
    stateless: options.stateless ?? false,
    unknownIds: options.unknownIds ?? 'succeed',
    apiKeys: options.apiKeys ?? [],
    choose: options.vary === true ? pickRandom(options.seed ?? 1) : pickFirst,
  }
  const memory: Memory = {
    resources: new BoundedMap(),
    keys: new IdempotencyKeys(),
    created: new CreatedObjects(),
  }
  const descriptions = await serveDescription(api, rules, memory, options)
  const respond = makeResponder(descriptions, memory, options)
  const { logRequest, apiKeys } = options
  const server = createHttpServer(
    logRequest === undefined ? respond : withRequestLog(respond, logRequest, apiKeys),
  )
  const url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  await descriptions.watch()
  return {
    url,
    get description() {
      return descriptions.current.description
    },
    createFixture: (fixtureOptions = {}) =>
      createFixture(descriptions.current.description, memory, fixtureOptions),
    reset: () => {
      forget(memory)
    },
    async close() {
      await descriptions.close()
      await closeServer(server)
    },
  }
}

/** Returns the function that responds to each request of the server. */
function makeResponder(
  descriptions: DescriptionServer,
  memory: Memory,
  { delay = 0, failRate = 0, failWith = [500], seed = 1 }: MockOptions,
): (request: MockRequest) => Promise<Outcome> {
  const pause = async (): Promise<void> => {
    if (delay > 0) await sleep(delay)
  }
  const drawFailure = drawFailures(failRate, failWith, seed)
  return async (request) => {
    const { description, mock, exposed } = descriptions.current
    const builtIn = preflight(request, exposed) ?? admin(request, description, memory)
    if (builtIn !== undefined) {
      const reason = request.method === 'OPTIONS' ? 'CORS preflight' : 'fixtures of the mock'
      return { ...builtIn, headers: { ...corsHeaders(request, exposed), ...builtIn.headers }, reason }
    }
    const failure = drawFailure()
    if (typeof failure === 'number') await pause()
    const response =
      typeof failure === 'number'
        ? { ...(await mock.fail(request, failure)), reason: `simulated failure: ${failure}` }
        : await mock.respond(request, pause)
    // `reset` and `hang` lose only the response: the request was executed.
    if (typeof failure === 'string') return failure
    return { ...response, headers: { ...response.headers, ...corsHeaders(request, exposed) } }
  }
}
