import type { ExpectedResponse, Operation } from '../../description/index.ts'
import type { Call } from './endpoint.ts'
import type { MockRules } from './rules.ts'
import { isForeign, successState, stateFromId, NONE, operationKey, resourceKey } from '../state/resources.ts'
import type { Resources } from '../state/resources.ts'

/** A response, and which rule chose it. */
export type Decision = ExpectedResponse & { readonly reason: string }

/** What the state of a resource depends on. */
export interface StateInput {
  readonly operation: Operation
  readonly call: Call
  /** The state that the request prefers. */
  readonly preferred: string | undefined
  /** The path parameter that names something that may not exist. Undefined if all of them are inputs. */
  readonly id: string | undefined
}

/**
 * Decides the response to a valid request by the state of its resource, and moves the resource to its next state. The
 * state is the one that the mock stored, else the one in the id, else the preferred one.
 *
 * @returns `none` if the resource does not exist for this caller; undefined if the description documents no states
 */
export function decide(
  input: StateInput,
  rules: MockRules,
  resources: Resources,
): Decision | typeof NONE | undefined {
  const { operation, call, preferred, id } = input
  const resource = resourceKey(operation, call.parameters.path, id)
  const key = resource ?? operationKey(operation)
  const known = rules.stateless ? undefined : resources.get(key)
  if (resource === undefined && known?.nextStatus === undefined) return undefined
  if (known?.owner !== undefined && isForeign(known.owner, call.caller.id)) return NONE
  if (known?.nextStatus !== undefined) {
    const { nextStatus: status, ...rest } = known
    resources.set(key, rest)
    return { status, reason: 'the fixture chose its next response' }
  }
  const { lifecycle } = operation
  const allowed = lifecycle && successState(lifecycle)
  const state =
    known === undefined
      ? stateOfUnknownResource(input, rules, allowed)
      : (known.state ?? preferred ?? allowed)
  if (state === NONE) return NONE
  const expected =
    state === undefined ? undefined : rules.choose.pick(lifecycle?.states[state]?.responses ?? [])
  // Where only another operation says that this is an id, a request creates nothing.
  const exists = known !== undefined || id !== undefined || rules.unknownIds !== 'missing'
  if (!rules.stateless && exists) {
    const nextState = expected?.status.startsWith('2') === true ? lifecycle?.to : state
    // A request without credentials changes no owner.
    resources.set(key, { ...known, owner: known?.owner ?? call.caller.id, state: nextState })
  }
  return expected === undefined ? undefined : { ...expected, reason: `x-lifecycle: state ${state ?? ''}` }
}

/** Returns the state of a resource that the mock has not stored. */
function stateOfUnknownResource(
  { operation, call, preferred, id }: StateInput,
  { unknownIds, stateless }: MockRules,
  allowed: string | undefined,
): string | undefined {
  const rejectUnknownIds = unknownIds === 'missing'
  // With `missing`, only resources that the mock created exist, whatever state their id contains.
  const idState =
    rejectUnknownIds && !stateless ? undefined : stateFromId(operation.lifecycle, call.parameters.path)
  // A stateless mock stores nothing. With `missing`, only the example of the description exists.
  const exists = !rejectUnknownIds || id === undefined || (stateless && isExample(operation, call))
  return idState ?? preferred ?? (exists ? allowed : NONE)
}

function isExample(operation: Operation, call: Call): boolean {
  return operation.parameters.every(
    ({ object }) => object.in !== 'path' || object.example === call.parameters.path[object.name],
  )
}

/** Returns a message for a state that the operation does not document. */
export function stateError(
  { id, lifecycle }: Pick<Operation, 'id' | 'lifecycle'>,
  state: string | undefined,
): string | undefined {
  if (state === undefined || state === NONE) return undefined
  if (lifecycle === undefined) return `\`state=${state}\`: \`${id}\` documents no states.`
  if (Object.hasOwn(lifecycle.states, state)) return undefined
  return `\`state=${state}\`: unknown state. The states are: ${[...Object.keys(lifecycle.states), NONE].join(', ')}.`
}
