import { closeServer, listen } from '../../command/index.ts'
import { DEFAULT_RUNS, prepareRun, runCase } from '../../contract/index.ts'
import type { Case, CaseOutcome, Exchange, Fixtures, Plan } from '../../contract/index.ts'
import type { Description } from '../../description/index.ts'
import { createBareMock, createHttpServer, FIXTURES_PATH } from '../../mock/index.ts'
import { hash } from '../catalogue.ts'
import type { Behavior, CallWithResponse, CorrectServer } from '../model/fault.ts'
import { fixturesOf, withStates } from './fixtures.ts'
import { fromExchange } from './from-exchange.ts'
import { RequestRoutes } from './request-routes.ts'
import { StableResources } from './stable-resources.ts'
import { States } from './states.ts'

/** The keys of the two accounts that the mock knows. */
export const KEYS = ['mock_key_of_Ada', 'mock_key_of_Bob'] as const

/** Milliseconds that a response may take. The mock is in this process. */
const TIMEOUT = 5000

/** Long enough for two requests to overlap, in milliseconds. */
const OVERLAP = 5

export interface CaseRunnerOptions {
  readonly description: Description
  readonly plan: Plan
  readonly fixtures: Fixtures | undefined
  readonly seed: number
  readonly runs?: number
}

/** Runs one case at a time, each against a mock that has just been started, so that no case depends on another. */
export interface CaseRunner {
  /** @param behavior of the wrong server; undefined for the correct one */
  run(
    testCase: Case,
    behavior?: Behavior,
    onExchange?: (exchange: CallWithResponse) => void,
  ): Promise<CaseOutcome>
  /** Returns the error of a behavior in the last run. Its responses prove nothing then. */
  error(): unknown
  close(): Promise<void>
}

/** Starts a mock with a server of its own. */
export async function startCaseRunner(options: CaseRunnerOptions): Promise<CaseRunner> {
  const { description, plan, seed, runs = DEFAULT_RUNS } = options
  const mock = createBareMock(description, KEYS)
  const stable = new StableResources(description)
  const states = new States()
  const fixtures = withStates(options.fixtures ?? fixturesOf(mock, stable), states)
  const routes = new RequestRoutes(description)
  const correct: CorrectServer = {
    respond: async (request) => {
      const response = await mock.respond(request)
      return stable.apply(routes.operationOf(request), request, response)
    },
    fail: (request, status) => mock.fail(request, status),
    create: ({ id }, owner, state) => mock.createFixture({ operation: id, owner, state }),
  }
  let behavior: Behavior = ({ request }) => correct.respond(request)
  const right = behavior
  let error: unknown
  const server = createHttpServer((request) => {
    // Fixtures belong to the mock, not to the server under test.
    if (request.path === FIXTURES_PATH) return mock.respond(request)
    const operation = routes.operationOf(request)
    return behavior({ operation, request, state: states.of(operation, request) }, correct).catch(
      (reason: unknown) => {
        error ??= reason
        return mock.respond(request)
      },
    )
  })
  const baseUrl = await listen(server, 0, '127.0.0.1')
  const [apiKey, otherApiKey] = KEYS
  // The mock is in this process: nothing can be lost.
  const target = { baseUrl, apiKey, otherApiKey, timeout: TIMEOUT, allowDestructive: true }
  return {
    async run(testCase, wrong = right, onExchange = () => undefined) {
      behavior = wrong
      error = undefined
      states.clear()
      // Other families need resources that vary.
      stable.reset(testCase.family === 'lifecycle')
      mock.reset(hash(`${seed} ${testCase.id}`))
      mock.delay = testCase.family === 'concurrency' || testCase.family === 'idempotency' ? OVERLAP : 0
      const run = prepareRun({ description, plan, fixtures, seed, runs, target })
      const record = (_: string, exchange: Exchange): void => {
        const call = fromExchange(exchange)
        onExchange({
          ...call,
          state: states.of(call.operation, call.request),
          mayBeOfOther: routes.mayBeOfOther(exchange, call.request),
        })
      }
      try {
        return await runCase({ ...run.runContext, onExchange: record }, testCase)
      } finally {
        run.close()
      }
    },
    error: () => error,
    close: () => closeServer(server),
  }
}
