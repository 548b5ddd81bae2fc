import type { Fixtures } from '../../contract/index.ts'
import type { BareMock } from '../../mock/index.ts'
import type { StableResources } from './stable-resources.ts'
import type { States } from './states.ts'

/** Returns fixtures that create their resources in a mock of this process. */
export function fixturesOf(mock: BareMock, stable: StableResources): Fixtures {
  const make = (operation: string, owner: string, options: { state?: string; status?: string }) => {
    const parameters = mock.createFixture({ operation, owner, ...options })
    if (parameters === undefined) return undefined
    const resource = stable.create(operation, parameters, options.state)
    return { ...parameters, ...(resource !== undefined && { resource }) }
  }
  return {
    create: (state, { operation, apiKey }) => Promise.resolve(make(operation, apiKey, { state })),
    provoke: (status, { operation, apiKey }) => Promise.resolve(make(operation, apiKey, { status })),
    move: (parameters, state) => Promise.resolve(mock.move(parameters, state)),
  }
}

/** Returns fixtures that remember the state of what they create. */
export function withStates(fixtures: Fixtures, states: States): Fixtures {
  return {
    ...fixtures,
    create: async (state, context) => {
      const created = await fixtures.create(state, context)
      states.add(created, state)
      return created
    },
  }
}
