import { closeServer, listen } from '../../command/index.ts'
import { DEFAULT_RUNS, prepareRun, runCase } from '../../contract/index.ts'
import type { Case, CaseOutcome, Exchange, Fixtures, Plan } from '../../contract/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import {
  createBareMock,
  createHttpServer,
  FIXTURES_PATH,
  makeRouter,
  mockFixtures,
  nearestOperation,
} from '../../mock/index.ts'
import type { BareMock, Router } from '../../mock/index.ts'
import { hash } from '../catalogue.ts'
import type { Behavior } from '../model/fault.ts'

/** The keys of the two accounts that the mock knows. */
export const KEYS = ['mock_key_of_Ada', 'mock_key_of_Bob'] as const

/** Milliseconds that a response may take. The mock is in this process. */
const TIMEOUT = 5000

/** Long enough for two requests to overlap, in milliseconds. */
const OVERLAP = 5

export interface LaneOptions {
  readonly description: Description
  readonly plan: Plan
  readonly fixtures: Fixtures | undefined
  readonly seed: number
  readonly runs?: number
}

/** Runs one case at a time, each against a mock that has just been started, so that no case depends on another. */
export interface Lane {
  /** @param behavior of the wrong server; undefined for the correct one */
  run(testCase: Case, behavior?: Behavior, onExchange?: (exchange: Exchange) => void): Promise<CaseOutcome>
  close(): Promise<void>
}

/** Starts a mock with a server of its own. */
export async function openLane(options: LaneOptions): Promise<Lane> {
  const { description, plan, fixtures = mockFixtures, seed, runs = DEFAULT_RUNS } = options
  const mock = createBareMock(description, KEYS)
  const route = makeRouter(description)
  let behavior: Behavior | undefined
  const correct: BareMock['respond'] = (request) => mock.respond(request)
  const server = createHttpServer(async (request) => {
    // Fixtures belong to the mock, not to the server under test.
    if (behavior === undefined || request.path === FIXTURES_PATH) return correct(request)
    const operation = operationOf(route(request), description, request.path)
    return behavior({ operation, request }, correct)
  })
  const baseUrl = await listen(server, 0, '127.0.0.1')
  const [apiKey, otherApiKey] = KEYS
  const target = { baseUrl, apiKey, otherApiKey, timeout: TIMEOUT }
  return {
    async run(testCase, wrong, onExchange) {
      behavior = wrong
      mock.reset(hash(`${seed} ${testCase.id}`))
      mock.delay = testCase.family === 'concurrency' || testCase.family === 'idempotency' ? OVERLAP : 0
      const run = prepareRun({ description, plan, fixtures, seed, runs, target })
      try {
        const record = onExchange && ((_: string, exchange: Exchange) => onExchange(exchange))
        return await runCase({ ...run.runContext, onExchange: record }, testCase)
      } finally {
        run.close()
      }
    },
    close: () => closeServer(server),
  }
}

/** Returns the operation of a request. One with an unknown path belongs to the operation with the nearest path. */
function operationOf(matches: ReturnType<Router>, description: Description, path: string): Operation {
  if (!('unmatched' in matches)) return matches[0].operation
  return matches.unmatched === 'method' ? matches.operation : nearestOperation(description, path)
}
