import { isRange, isSuccess } from '../../../description/index.ts'
import type { Description, Operation } from '../../../description/index.ts'
import { documentsUnknown, rejectionResponses } from '../../expected/expected.ts'
import {
  isSentInRequest,
  requiresCredentials,
  NO_CREDENTIAL,
  preferredRequirement,
} from '../../http/credentials.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { PartialPlan } from '../case-factory.ts'
import { invalidCase, makeCase } from '../case-factory.ts'
import { UNDESCRIBED_PATH, isDescribed } from './described-paths.ts'
import { toleratedCase } from './tolerated.ts'

/** Makes the cases with values of `Accept` that include every media type. */
export function acceptCases(make: (name: string, plan: PartialPlan) => Case): Case[] {
  return [
    // Then any media type will do (RFC 9110, section 12.5.1).
    make('no Accept', { accept: null }),
    make('Accept: */*', { headers: [['Accept', '*/*']] }),
    make('Accept with weights', {
      headers: [['Accept', 'text/html;q=0.2, application/json;q=0.9, */*;q=0.1']],
    }),
  ]
}

/** Makes a case with an unsupported media type: the server ignores it or returns 406 (RFC 9110, section 12.4.1). */
export function notAcceptableCase(operation: Operation, rule: RuleId): Case {
  return toleratedCase(operation, 'Accept: image/png', rule, { headers: [['Accept', 'image/png']] }, [
    { status: '406' },
  ])
}

/**
 * Makes a case for each documented media type of a success that is not the first one: plain requests accept all of them, so
 * that a server returns its favorite. It may ignore the header or return 406 here too.
 */
export function otherTypeCases(operation: Operation, rule: RuleId): Case[] {
  const documented = operation.responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ content }) => content.map(({ mediaType }) => mediaType))
  // A documented type is the server's own affair, not that of a proxy.
  const typed = (mediaType: string): PartialPlan => ({
    headers: [['Accept', mediaType]],
    mayBeHandledUpstream: false,
  })
  const concrete = [...new Set(documented)].filter((mediaType) => !isRange(mediaType))
  return concrete
    .slice(1)
    .map((mediaType) =>
      toleratedCase(operation, `Accept: ${mediaType}`, rule, typed(mediaType), [{ status: '406' }]),
    )
}

const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** Makes a case in which a client that prefers HTML, but accepts anything, gets the documented error. */
export function browserAcceptCases(operation: Operation, description: Description): Case[] {
  const headers: [string, string][] = [['Accept', BROWSER_ACCEPT]]
  const name = 'an error with the Accept header of a browser'
  if (requiresCredentials(operation) && preferredRequirement(operation).some(isSentInRequest)) {
    const missingCredentials = invalidCase({
      family: 'protocol',
      operation,
      name,
      rules: [ruleIds.security(operation, 'missing')],
      violation: { in: 'security', keyword: 'missing' },
      control: {},
      plan: { headers, credential: NO_CREDENTIAL },
    })
    return [missingCredentials]
  }
  if (isDescribed(UNDESCRIBED_PATH, description)) return []
  const { expectedResponses } = rejectionResponses(operation, { in: 'route' })
  const unknownRoute = makeCase({
    family: 'protocol',
    operation,
    name,
    rules: [ruleIds.route(operation)],
    run: async (context) => {
      const exchange = await context.send({
        resource: await context.resource(),
        path: UNDESCRIBED_PATH,
        headers,
        mayBeHandledUpstream: !documentsUnknown(operation, 'route'),
      })
      await context.controlRequest({ resource: await context.resource() })
      context.expect(exchange, expectedResponses)
    },
  })
  return [unknownRoute]
}
