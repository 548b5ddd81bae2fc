import type { ExpectedResponse, Description, Operation } from '../../description/index.ts'
import { documentsUnknown, rejectionResponses, successResponses } from '../expected/expected.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import {
  isSentInRequest,
  requiresCredentials,
  NO_CREDENTIAL,
  schemeCredential,
  preferredRequirement,
  withSchemeName,
  combineCredentials,
} from '../http/credentials.ts'
import type { Exchange } from '../http/exchange.ts'
import { fillPath, segmentsOf } from '../http/request.ts'
import { validBody } from '../../serialization/index.ts'
import { accountOf } from '../http/target.ts'
import type { MakeCases, PartialPlan } from './case-factory.ts'
import { invalidCase, makeCase, validCase } from './case-factory.ts'

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH']

/** A path that no description has, but by a template. */
const UNDOCUMENTED_PATH = '/undescribed/path'

/** What HTTP itself demands: methods, paths, and what must not matter. */
export const protocol: MakeCases = ({ operation, description }) => [
  ...METHODS.filter(
    (method) => !operation.pathMethods.includes(method) && !isDescribed(operation.path, description, method),
  ).map((method) => wrongMethod(operation, method)),
  ...(operation.pathMethods.includes('GET') ? [] : [noEffectCase(operation, 'HEAD')]),
  ...(operation.pathMethods.includes('OPTIONS') ? [] : [noEffectCase(operation, 'OPTIONS')]),
  ...unknownRoutes(operation, description),
  ...equivalentRequestCases(operation, description),
]

/** 405 with `Allow` (RFC 9110, 15.5.6), or as if the path did not exist; and the resource is untouched. */
function wrongMethod(operation: Operation, method: string): Case {
  const { expectedResponses } = rejectionResponses(operation, { in: 'method' })
  const rules: [string] = [`${operation.id}/method`]
  return makeCase({
    family: 'protocol',
    operation,
    name: `${method} instead of ${operation.method}`,
    rules,
    run: async (context) => {
      const resource = await context.resource()
      const mayBeHandledUpstream = !documentsUnknown(operation, 'method')
      const exchange = await context.send({ resource, method, mayBeHandledUpstream })
      const right = context.matches(expectedResponses, exchange)
      await context.controlRequest({ resource: right ? resource : await context.resource() })
      context.expect(exchange, expectedResponses)
      if (exchange.response.status !== 405) return
      const allow = exchange.response.headers.get('allow')?.join(', ')
      context.record(
        rules[0],
        operation.pathMethods.every((name) => allow?.split(/\s*,\s*/).includes(name)),
        () => `Allow: ${operation.pathMethods.join(', ')}`,
        () => (allow === undefined ? 'no Allow header' : `Allow: ${allow}`),
      )
    },
  })
}

/** HEAD and OPTIONS may be answered in many ways, but have no effect (RFC 9110, 9.2.1). */
function noEffectCase(operation: Operation, method: string): Case {
  const rules: [string] = [`${operation.id}/method`]
  return makeCase({
    family: 'protocol',
    operation,
    name: `${method} has no effect`,
    rules,
    run: async (context) => {
      const resource = await context.resource()
      await context.send({ resource, method, mayBeHandledUpstream: true })
      const exchange = await context.send({ resource })
      if (!context.succeeded(exchange)) await context.controlRequest({ resource: await context.resource() })
      context.expectSuccess(exchange)
    },
  })
}

/** Paths beside the described ones. */
function unknownRoutes(operation: Operation, description: Description): Case[] {
  const { expectedResponses } = rejectionResponses(operation, { in: 'route' })
  const rules: [string] = [`${operation.id}/route`]
  const wrong: [string, (path: string) => string][] = [
    ['a longer path', (path) => `${path}/undescribed`],
    ['a misspelt path', (path) => `${path}x`],
    ['a path of its own', () => UNDOCUMENTED_PATH],
  ]
  const undocumentedPaths = wrong.filter(([, change]) => !isDescribed(change(operation.path), description))
  return undocumentedPaths.map(([name, change]) =>
    makeCase({
      family: 'protocol',
      operation,
      name,
      rules,
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

/** Whether a path, in which templates stand for values, may be one of the description's, with this method. */
function isDescribed(path: string, { operations }: Description, method?: string): boolean {
  const segments = path.split('/')
  return operations.some((operation) => {
    const template = operation.path.split('/')
    return (
      (method === undefined || operation.method === method) &&
      template.length === segments.length &&
      template.every(
        (segment, index) =>
          segment === segments[index] || segment.includes('{') || segments[index]?.includes('{') === true,
      )
    )
  })
}

/** A body whose length nobody says before it is over (RFC 9112, section 7.1). */
function chunkedBodyCase(operation: Operation, rule: string, part: PartialPlan): Case {
  return makeCase({
    family: 'protocol',
    operation,
    name: 'a body in chunks',
    rules: [rule],
    run: async (context) => {
      const headers = [['Transfer-Encoding', 'chunked']] as const
      const exchange = await context.send({ resource: await context.resource(), ...part, headers })
      if (exchange.response.status === 411) throw new CaseSkipped('the target wants a Content-Length (411)')
      context.expectSuccess(exchange)
    },
  })
}

/** What a server must not care about. */
function equivalentRequestCases(operation: Operation, description: Description): Case[] {
  const [known] = (operation.body?.content ?? []).flatMap((content) => {
    const body = validBody(description.document, content)
    return body === undefined ? [] : [{ rule: `${operation.id}/body/${content.mediaType}`, part: { body } }]
  })
  const requirement = preferredRequirement(operation)
  const security = requirement.find(({ scheme }) => scheme.type === 'http')
  const type = known?.rule ?? `${operation.id}/method`
  const plain = (name: string, plan: PartialPlan): Case =>
    validCase({ family: 'protocol', operation, name, rules: [type], plan: { ...known?.part, ...plan } })
  const cases = [
    plain('header names in lower case', { spell: (name) => name.toLowerCase() }),
    plain('header names in capitals', { spell: (name) => name.toUpperCase() }),
    plain('an unknown header', { headers: [['X-Undescribed', 'x']] }),
    plain('Accept: */*', { headers: [['Accept', '*/*']] }),
    plain('Accept with weights', {
      headers: [['Accept', 'text/html;q=0.2, application/json;q=0.9, */*;q=0.1']],
    }),
    ...(known === undefined || successResponses(operation).length === 0
      ? []
      : [chunkedBodyCase(operation, type, known.part)]),
    notAcceptableCase(operation, type),
    ...browserAcceptCases(operation, description),
    repeatedHeaderCase(operation, type),
  ]
  if (security !== undefined) {
    const name = (security.scheme.scheme ?? '').toLowerCase()
    cases.push(
      validCase({
        family: 'protocol',
        operation,
        name: 'the authentication scheme in another case',
        rules: [`${operation.id}/security/${security.name}`],
        plan: (target) => ({
          credential: combineCredentials(
            requirement.map((one) =>
              one === security
                ? withSchemeName(schemeCredential(one, accountOf(target)), name)
                : schemeCredential(one, accountOf(target)),
            ),
          ),
        }),
      }),
    )
  }
  return cases
}

/** A server that cannot answer in the media type asked for answers in its own, or says 406 (RFC 9110, 12.4.1). */
function notAcceptableCase(operation: Operation, rule: string): Case {
  return toleratedCase(operation, 'Accept: image/png', rule, { headers: [['Accept', 'image/png']] }, [
    { status: '406' },
  ])
}

/** An error for whoever would rather have HTML, but takes anything, is the documented one all the same. */
function browserAcceptCases(operation: Operation, description: Description): Case[] {
  const { expectedResponses } = rejectionResponses(operation, { in: 'route' })
  const headers: [string, string][] = [
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
  ]
  const name = 'an error, with the Accept of a browser'
  if (requiresCredentials(operation) && preferredRequirement(operation).some(isSentInRequest)) {
    const rejections = invalidCase({
      family: 'protocol',
      operation,
      name,
      rules: [`${operation.id}/security/missing`],
      violation: { in: 'security', keyword: 'missing' },
      control: {},
      plan: { headers, credential: NO_CREDENTIAL },
    })
    return [rejections]
  }
  if (isDescribed(UNDOCUMENTED_PATH, description)) return []
  const undocumentedRouteCase = makeCase({
    family: 'protocol',
    operation,
    name,
    rules: [`${operation.id}/route`],
    run: async (context) => {
      const exchange = await context.send({
        resource: await context.resource(),
        path: UNDOCUMENTED_PATH,
        headers,
        mayBeHandledUpstream: !documentsUnknown(operation, 'route'),
      })
      await context.controlRequest({ resource: await context.resource() })
      context.expect(exchange, expectedResponses)
    },
  })
  return [undocumentedRouteCase]
}

/** A header that may stand once stands twice: the server joins, picks or refuses, but does not fail. */
function repeatedHeaderCase(operation: Operation, rule: string): Case {
  const key = operation.idempotency?.header
  const plan: PartialPlan =
    key === undefined
      ? {
          headers: [
            ['Accept', 'application/json'],
            ['Accept', '*/*'],
          ],
        }
      : { headers: [[key, `second-${Math.random().toString(36).slice(2)}`]] }
  // Where it joins them, the one that it has got may break whatever the schema says of it.
  const joinedKeywords = key === undefined ? [] : ['format', 'pattern', 'maxLength', undefined]
  const rejections = joinedKeywords.flatMap(
    (keyword) =>
      rejectionResponses(operation, { in: 'header', name: key ?? '', ...(keyword && { keyword }) })
        .expectedResponses,
  )
  return toleratedCase(operation, 'a repeated header', rule, plan, [{ status: '400' }, ...rejections])
}

function toleratedCase(
  operation: Operation,
  name: string,
  rule: string,
  plan: PartialPlan,
  extraResponses: readonly ExpectedResponse[],
): Case {
  const expectedResponses = [...successResponses(operation), ...extraResponses]
  return makeCase({
    family: 'protocol',
    operation,
    name,
    rules: [rule],
    run: async (context) => {
      const exchange: Exchange = await context.send({
        resource: await context.resource(),
        mayBeHandledUpstream: true,
        ...plan,
      })
      await context.controlRequest({ resource: await context.resource() })
      context.expect(exchange, expectedResponses)
    },
  })
}
