import type { Answer, Operation } from '../../description/index.ts'

const succeeds = ({ status }: Answer): boolean => /^2/.test(status)

/** The states in which the operation can only succeed. */
export function allowedStates({ lifecycle }: Operation): string[] {
  const states = Object.entries(lifecycle?.states ?? {})
  return states.filter(([, { answers }]) => answers.every(succeeds)).map(([state]) => state)
}

/** The state of a resource for a valid request: one in which it succeeds, or may; any (`default`) where none is told. */
export function usualState(operation: Operation): string {
  const states = Object.entries(operation.lifecycle?.states ?? {})
  const [possible] = states.find(([, { answers }]) => answers.some(succeeds)) ?? []
  return allowedStates(operation)[0] ?? possible ?? 'default'
}
