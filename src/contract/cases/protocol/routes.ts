import { documentsUnknown, rejectionResponses } from '../../expected/expected.ts'
import { fillPath, segmentsOf } from '../../http/request.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { UNDESCRIBED_PATH, isDescribed } from './described-paths.ts'

const WRONG_PATHS: readonly (readonly [string, (path: string) => string])[] = [
  ['a longer path', (path) => `${path}/undescribed`],
  ['a misspelled path', (path) => `${path}x`],
  ['an unrelated path', () => UNDESCRIBED_PATH],
]

/** Makes the cases with paths that are not described. */
export function unknownRouteCases({ operation, description }: CaseInput): Case[] {
  const { expectedResponses } = rejectionResponses(operation, { in: 'route' })
  const undescribed = WRONG_PATHS.filter(([, change]) => !isDescribed(change(operation.path), description))
  return undescribed.map(([name, change]) =>
    makeCase({
      family: 'protocol',
      operation,
      name,
      rules: [ruleIds.route(operation)],
      run: async (context) => {
        const resource = await context.resource()
        const path = fillPath(operation, segmentsOf(operation, resource, description.document))
        const mayBeHandledUpstream = !documentsUnknown(operation, 'route')
        const exchange = await context.send({ resource, path: change(path), mayBeHandledUpstream })
        await context.controlRequest({
          resource: context.matches(expectedResponses, exchange) ? resource : await context.resource(),
        })
        context.expect(exchange, expectedResponses)
      },
    }),
  )
}
