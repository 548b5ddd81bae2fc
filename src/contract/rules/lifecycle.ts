import { joinPointer } from '../../description/index.ts'
import { NEEDS_FRESH_RESOURCES } from './add.ts'
import type { AddRules } from './add.ts'
import { ruleIds } from './ids.ts'

/** Adds a rule for each state of `x-lifecycle`. */
export const lifecycleRules: AddRules = (add, operation) => {
  const { lifecycle } = operation
  if (lifecycle === undefined) return
  const at = (...tokens: string[]): string => joinPointer(lifecycle.pointer, ...tokens)
  for (const state of Object.keys(lifecycle.states)) {
    add(
      ruleIds.lifecycleState(operation, state),
      `In the state \`${state}\` the response is as described, and a rejection changes nothing.`,
      at('states', state),
      `needs a fixture for \`${state}\``,
    )
  }
  add(
    ruleIds.lifecycle(operation, 'to'),
    `After a success the state is \`${lifecycle.to}\`.`,
    at('to'),
    NEEDS_FRESH_RESOURCES,
  )
  add(
    ruleIds.lifecycle(operation, 'once'),
    'Exactly one of several concurrent requests has an effect.',
    at(),
    NEEDS_FRESH_RESOURCES,
  )
  if (lifecycle.changes === undefined) return
  const names = operation.parameters.flatMap(({ object }) => (object.in === 'path' ? [object.name] : []))
  add(
    ruleIds.lifecycle(operation, 'unchanged'),
    'A success changes nothing but the state and what `changes` lists.',
    at('changes'),
    `needs the resource before: return \`{ ${[...names, 'resource'].join(', ')} }\` from the fixtures`,
  )
}
