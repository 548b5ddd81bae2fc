import type { ExpectedResponse, Operation } from '../../description/index.ts'

const isSuccess = ({ status }: ExpectedResponse): boolean => /^2/.test(status)

/** Returns the states in which the operation can only succeed. */
export function allowedStates({ lifecycle }: Operation): string[] {
  const states = Object.entries(lifecycle?.states ?? {})
  return states.filter(([, { responses }]) => responses.every(isSuccess)).map(([state]) => state)
}

/** Returns the states in which the operation can only be rejected. */
export function rejectedStates({ lifecycle }: Operation): string[] {
  const states = Object.entries(lifecycle?.states ?? {})
  return states
    .filter(([, { responses }]) => responses.every(({ status }) => /^4/.test(status)))
    .map(([state]) => state)
}

/** Returns the state for a valid request: one in which it succeeds or may succeed, or `default` without a lifecycle. */
export function usualState(operation: Operation): string {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  const [possible] = states.find(([, { responses }]) => responses.some(isSuccess)) ?? []
  return allowedStates(operation)[0] ?? possible ?? 'default'
}
