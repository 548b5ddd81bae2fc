import { joinPointer } from '../../description/index.ts'
import type { AddRules } from './add.ts'

/** Each state of `x-lifecycle`. */
export const lifecycleRules: AddRules = (add, { id, lifecycle }) => {
  if (lifecycle === undefined) return
  const needs = 'needs fresh resources: give --fixtures'
  const at = (...tokens: string[]): string => joinPointer(lifecycle.pointer, ...tokens)
  for (const state of Object.keys(lifecycle.states)) {
    add(
      `${id}/lifecycle/${state}`,
      `In the state \`${state}\` the operation is answered as described, and a refusal changes nothing.`,
      at('states', state),
      `needs a fixture for \`${state}\``,
    )
  }
  add(`${id}/lifecycle/to`, `The state that follows is \`${lifecycle.to}\`.`, at('to'), needs)
  add(`${id}/lifecycle/once`, 'Of several requests at once exactly one has an effect.', at(), needs)
}
