import { isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'

/** Returns the states in which the operation can only succeed. */
export function allowedStates({ lifecycle }: Operation): string[] {
  const states = Object.entries(lifecycle?.states ?? {})
  return states
    .filter(([, { responses }]) => responses.every(({ status }) => isSuccess(status)))
    .map(([state]) => state)
}

/** Returns the states in which the operation can only be rejected. */
export function rejectedStates({ lifecycle }: Operation): string[] {
  const states = Object.entries(lifecycle?.states ?? {})
  return states
    .filter(([, { responses }]) => responses.every(({ status }) => /^4/.test(status)))
    .map(([state]) => state)
}

/**
 * Returns the states for a valid request, the best first: those in which it succeeds, or else one in which it may succeed,
 * or `default` without a lifecycle.
 */
export function usualStates(operation: Operation): [string, ...string[]] {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  const [possible] =
    states.find(([, { responses }]) => responses.some(({ status }) => isSuccess(status))) ?? []
  const [first = possible ?? 'default', ...others] = allowedStates(operation)
  return [first, ...others]
}

/** Returns the best state for a valid request. */
export function usualState(operation: Operation): string {
  return usualStates(operation)[0]
}
