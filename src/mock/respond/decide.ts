import type { ExpectedResponse, Lifecycle, Operation } from '../../description/index.ts'
import type { Call } from './endpoint.ts'
import type { MockRules } from './mock.ts'
import { successState, stateFromId, NONE, resourceKey } from '../state/resources.ts'
import type { Resources } from '../state/resources.ts'

/**
 * What a valid request meets: the answer of the state that its resource is in, which from now on is the state that
 * follows; `none` where there is no such resource for this caller; undefined where the description knows no states.
 *
 * What the mock remembers comes first, then what the id carries, then what is preferred.
 */
export function decide(
  operation: Operation,
  call: Call,
  preferred: string | undefined,
  rules: MockRules,
  resources: Resources,
): ExpectedResponse | typeof NONE | undefined {
  const key = resourceKey(operation, call.parameters.path)
  if (key === undefined) return undefined
  const known = rules.stateless ? undefined : resources.get(key)
  if (known?.owner !== undefined && known.owner !== call.caller.id) return NONE
  if (known?.nextStatus !== undefined) {
    const { nextStatus: status, ...rest } = known
    resources.set(key, rest)
    return { status }
  }
  const { lifecycle } = operation
  const allowed = lifecycle && successState(lifecycle)
  const state =
    known === undefined
      ? stateOfUnknownResource(operation, call, preferred, rules, allowed)
      : (known.state ?? preferred ?? allowed)
  if (state === NONE) return NONE
  const expected =
    state === undefined ? undefined : rules.choose.pick(lifecycle?.states[state]?.responses ?? [])
  if (!rules.stateless) {
    const nextState = expected?.status.startsWith('2') === true ? lifecycle?.to : state
    resources.set(key, { owner: call.caller.id, state: nextState })
  }
  return expected
}

/** The state of a resource that the mock does not know. */
function stateOfUnknownResource(
  operation: Operation,
  call: Call,
  preferred: string | undefined,
  { unknownIds, stateless }: MockRules,
  allowed: string | undefined,
): string | undefined {
  const rejectUnknownIds = unknownIds === 'missing'
  // Where only what was given out exists, an id that looks as if it had been is no proof.
  const idState =
    rejectUnknownIds && !stateless ? undefined : stateFromId(operation.lifecycle, call.parameters.path)
  // Without memory nothing is given out: what exists then is the description's own example.
  const exists = !rejectUnknownIds || (stateless && isExample(operation, call))
  return idState ?? preferred ?? (exists ? allowed : NONE)
}

function isExample(operation: Operation, call: Call): boolean {
  return operation.parameters.every(
    ({ object }) => object.in !== 'path' || object.example === call.parameters.path[object.name],
  )
}

/** What is wrong with a state that was asked for, in words. */
export function stateError(lifecycle: Lifecycle | undefined, state: string | undefined): string | undefined {
  if (lifecycle === undefined || state === undefined || state === NONE) return undefined
  if (Object.hasOwn(lifecycle.states, state)) return undefined
  return `There is no state \`${state}\`; there is: ${[...Object.keys(lifecycle.states), NONE].join(', ')}.`
}
