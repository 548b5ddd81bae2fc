import type { Operation } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import { REQUESTS } from './rounds.ts'

/** Makes a case with concurrent requests for different resources, each of which gets its own response. */
export function manyResourcesCases(operation: Operation): Case[] {
  const parameter = operation.parameters.find(({ object }) => object.in === 'path')?.object
  if (parameter === undefined) return []
  const manyResources = makeCase({
    family: 'concurrency',
    operation,
    name: `${REQUESTS} concurrent requests for ${REQUESTS} resources`,
    rules: [ruleIds.parameter(operation, parameter, 'accepted')],
    stateful: true,
    serial: true,
    run: async (context) => {
      const resources = await Promise.all(Array.from({ length: REQUESTS }, () => context.resource()))
      const exchanges = await context.sendConcurrently(resources.map((resource) => ({ resource })))
      for (const exchange of exchanges) context.expectSuccess(exchange)
    },
  })
  return [manyResources]
}
