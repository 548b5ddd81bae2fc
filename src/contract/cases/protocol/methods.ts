import type { Operation } from '../../../description/index.ts'
import { documentsUnknown, rejectionResponses } from '../../expected/expected.ts'
import { ruleIds } from '../../rules/ids.ts'
import { causes } from '../../checks/causes.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { sendRejected } from '../send-rejected.ts'
import { isDescribed } from './described-paths.ts'

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH']

/** Safe methods (RFC 9110, section 9.2.1; RFC 4918, section 9.1). Few frameworks have a handler for the last two. */
const WITHOUT_EFFECT = ['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']

/** Makes the cases with methods that the path does not have. */
export function methodCases({ operation, description }: CaseInput): Case[] {
  const others = METHODS.filter(
    (method) => !operation.pathMethods.includes(method) && !isDescribed(operation.path, description, method),
  )
  const withoutEffect = WITHOUT_EFFECT.filter(
    (method) => !operation.pathMethods.includes(method === 'HEAD' ? 'GET' : method),
  )
  return [
    ...others.map((method) => wrongMethodCase(operation, method)),
    ...withoutEffect.map((method) => noEffectCase(operation, method)),
  ]
}

/** Makes a case that expects 405 with `Allow` (RFC 9110, section 15.5.6), or the response to an unknown path. */
function wrongMethodCase(operation: Operation, method: string): Case {
  const { expectedResponses } = rejectionResponses(operation, { in: 'method' })
  const rule = ruleIds.method(operation)
  return makeCase({
    family: 'protocol',
    operation,
    name: `${method} instead of ${operation.method}`,
    rules: [rule],
    rejects: true,
    run: async (context) => {
      const mayBeHandledUpstream = !documentsUnknown(operation, 'method')
      const exchange = await sendRejected(
        context,
        () => ({ method, mayBeHandledUpstream }),
        (one) => context.matches(expectedResponses, one),
      )
      context.expect(exchange, expectedResponses)
      if (exchange.response.status !== 405) return
      const allow = exchange.response.headers.get('allow')?.join(', ')
      const allowed = allow?.split(/\s*,\s*/) ?? []
      context.record(
        rule,
        operation.pathMethods.every((name) => allowed.includes(name)) && !allowed.includes(method),
        () => `Allow: ${operation.pathMethods.join(', ')}`,
        () => (allow === undefined ? 'no Allow header' : `Allow: ${allow}`),
        causes.allow(allow === undefined ? 'missing' : 'other methods'),
      )
    },
  })
}

/** Makes a case in which a safe method changes nothing, whatever the response: a proxy may respond to HEAD and OPTIONS. */
function noEffectCase(operation: Operation, method: string): Case {
  return makeCase({
    family: 'protocol',
    operation,
    name: `${method} has no effect`,
    rules: [ruleIds.method(operation)],
    run: async (context) => {
      const resource = await context.resource()
      await context.send({ resource, method, mayBeHandledUpstream: true })
      const exchange = await context.send({ resource })
      if (!context.succeeded(exchange)) await context.controlRequest({ resource: await context.resource() })
      context.expectSuccess(exchange)
    },
  })
}
