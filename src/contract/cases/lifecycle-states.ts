import type { ExpectedResponse, Operation } from '../../description/index.ts'

const succeeds = ({ status }: ExpectedResponse): boolean => /^2/.test(status)

/** The states in which the operation can only succeed. */
export function allowedStates({ lifecycle }: Operation): string[] {
  const states = Object.entries(lifecycle?.states ?? {})
  return states
    .filter(([, { responses: expectedResponses }]) => expectedResponses.every(succeeds))
    .map(([state]) => state)
}

/** The state of a resource for a valid request: one in which it succeeds, or may; any (`default`) where none is told. */
export function usualState(operation: Operation): string {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  const [possible] =
    states.find(([, { responses: expectedResponses }]) => expectedResponses.some(succeeds)) ?? []
  return allowedStates(operation)[0] ?? possible ?? 'default'
}
