import { bodiesOf, responsesOf } from '../operation.js'
import { schemasAt } from '../schema-at.js'

/**
 * @import { Oas3Rule, UserContext } from '@redocly/openapi-core'
 * @import { OperationObject } from '../../openapi.ts'
 */

/**
 * `x-lifecycle` must name exactly the states of the resource: the values of the `enum` that `state` selects in the body
 * of a successful response.
 *
 * @type {Oas3Rule}
 */
export const lifecycleStates = () => ({
  Operation(node, context) {
    const operation = /** @type {OperationObject} */ (node)
    const lifecycle = operation['x-lifecycle']
    if (typeof lifecycle?.state !== 'string' || typeof lifecycle.states !== 'object' || !lifecycle.states)
      return
    const { report } = context
    const at = context.location.child('x-lifecycle')
    const states = statesOf(context, operation, lifecycle.state)
    if (states.length === 0) {
      report({
        message: `No successful response has an \`enum\` at \`${lifecycle.state}\` of its body.`,
        location: at.child('state'),
      })
      return
    }
    const known = states.map((state) => `\`${state}\``).join(', ')
    for (const state of Object.keys(lifecycle.states)) {
      if (states.includes(state)) continue
      report({
        message: `\`${state}\` is not a state of the resource. Its states are ${known}.`,
        location: at.child(['states', state]).key(),
      })
    }
    for (const state of states) {
      if (Object.hasOwn(lifecycle.states, state)) continue
      report({
        message: `The state \`${state}\` has no entry in \`states\`.`,
        location: at.child('states').key(),
      })
    }
    if (!states.includes(lifecycle.to)) {
      report({
        message: `\`${lifecycle.to}\` is not a state of the resource. Its states are ${known}.`,
        location: at.child('to'),
      })
    }
  },
})

/**
 * @param {UserContext} context
 * @param {OperationObject} operation
 * @param {string} pointer
 */
function statesOf(context, operation, pointer) {
  const states = [...responsesOf(context, operation)]
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => bodiesOf(response))
    .flatMap((body) => schemasAt(context, body, pointer))
    .flatMap(({ node }) => node.enum ?? [])
    .filter((state) => typeof state === 'string')
  return [...new Set(states)]
}
