import { setTimeout as sleep } from 'node:timers/promises'
import type { Description } from '../../description/index.ts'
import { createFixture, moveFixture } from '../respond/create-fixture.ts'
import type { FixtureOptions } from '../respond/create-fixture.ts'
import { pickRandom } from '../respond/choose.ts'
import type { Chooser } from '../respond/choose.ts'
import { createMock } from '../respond/mock.ts'
import type { Memory } from '../respond/rules.ts'
import { BoundedMap } from '../state/bounded-map.ts'
import { CreatedObjects } from '../state/created.ts'
import { IdempotencyKeys } from '../state/idempotency.ts'
import { admin } from './admin.ts'
import type { SerializedResponse } from './mock-response.ts'
import type { MockRequest } from './request.ts'

/** A mock without a server, for programs that put their own server in front of it. */
export interface BareMock {
  respond(request: MockRequest): Promise<SerializedResponse>
  /** Returns a response with this status code without reading the request, as a failing server does. */
  fail(request: MockRequest, status: number): Promise<SerializedResponse>
  /** Creates a resource and returns its path parameters. Undefined for a state that is not documented. */
  createFixture(options: FixtureOptions): Record<string, string> | undefined
  /** Moves a resource to another state. Returns whether it exists and has states. */
  move(parameters: Readonly<Record<string, string>>, state: string): boolean
  /** Forgets everything, and starts the choices between allowed responses again. */
  reset(seed: number): void
  /** Milliseconds before each response, during which the request counts as running. */
  delay: number
}

/** Creates a mock that knows only the resources that it created, and whose responses vary as the description allows. */
export function createBareMock(description: Description, apiKeys: readonly string[]): BareMock {
  const memory: Memory = {
    resources: new BoundedMap(),
    keys: new IdempotencyKeys(),
    created: new CreatedObjects(),
  }
  let chooser = pickRandom(1)
  const choose: Chooser = {
    varies: true,
    pick: (alternatives) => chooser.pick(alternatives),
    maybe: () => chooser.maybe(),
    seed: () => chooser.seed(),
  }
  const rules = { stateless: false, unknownIds: 'missing', apiKeys, choose } as const
  const mock = createMock(description, rules, memory)
  const bare: BareMock = {
    delay: 0,
    async respond(request) {
      const builtIn = admin(request, description, memory)
      if (builtIn !== undefined) return builtIn
      return mock.respond(request, async () => {
        if (bare.delay > 0) await sleep(bare.delay)
      })
    },
    fail: (request, status) => mock.fail(request, status),
    createFixture: (options) => createFixture(description, memory, { ...options, isAlone: true }),
    move: (parameters, state) => moveFixture(description, memory, parameters, state),
    reset(seed) {
      for (const part of [memory.resources, memory.keys, memory.created]) part.clear()
      chooser = pickRandom(seed)
    },
  }
  return bare
}
