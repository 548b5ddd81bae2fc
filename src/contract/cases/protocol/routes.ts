import { documentsUnknown, rejectionResponses } from '../../expected/expected.ts'
import type { PathParameters } from '../../fixtures/types.ts'
import { segmentsOf } from '../../http/request.ts'
import { fillPath } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { sendRejected } from '../send-rejected.ts'
import { UNDESCRIBED_PATH, isDescribed } from './described-paths.ts'

/** Changes of a path. One that changes nothing does not apply to this path. */
const WRONG_PATHS: readonly (readonly [string, (path: string) => string])[] = [
  ['a longer path', (path) => `${path}/undescribed`],
  ['a misspelled path', (path) => `${path}x`],
  ['an unrelated path', () => UNDESCRIBED_PATH],
  ['a path below another one', (path) => `${UNDESCRIBED_PATH}${path}`],
  ['a path with one more segment', (path) => path.replace(/\/[^/{}]+$/, `/undescribed$&`)],
  ['a path with another end', (path) => path.replace(/\/[^/{}]+$/, '/undescribed')],
  ['a path without its version', (path) => path.replace(VERSION, '/')],
  ['a path of another version', (path) => path.replace(VERSION, '/v987/')],
  ['a path with a shorter segment', (path) => path.replace(/[a-z](?=\/\{)/, '')],
]

/** The version at the start of a path. */
const VERSION = /^\/v\d+\//

/** Makes the cases with paths that are not described. */
export function unknownRouteCases({ operation, description }: CaseInput): Case[] {
  const { expectedResponses } = rejectionResponses(operation, { in: 'route' })
  const undescribed = WRONG_PATHS.filter(
    ([, change]) =>
      change(operation.path) !== operation.path && !isDescribed(change(operation.path), description),
  )
  return undescribed.map(([name, change]) =>
    makeCase({
      family: 'protocol',
      operation,
      name,
      rules: [ruleIds.route(operation)],
      rejects: true,
      run: async (context) => {
        const pathFor = (resource: PathParameters): string =>
          fillPath(
            { ...operation, path: change(operation.path) },
            segmentsOf(operation, resource, description.document),
          )
        const mayBeHandledUpstream = !documentsUnknown(operation, 'route')
        const exchange = await sendRejected(
          context,
          (resource) => ({ path: pathFor(resource), mayBeHandledUpstream }),
          (one) => context.matches(expectedResponses, one),
        )
        context.expect(exchange, expectedResponses)
      },
    }),
  )
}
