import type { Answer, Description, Operation } from '../../description/index.ts'
import { describesBeside, refusalAnswers, successAnswers } from '../expected/expected.ts'
import { NotReached } from './case.ts'
import type { Case } from './case.ts'
import {
  isCarried,
  isGuarded,
  NO_CREDENTIAL,
  own,
  preferred,
  renamed,
  together,
} from '../http/credentials.ts'
import type { Exchange } from '../http/exchange.ts'
import { pathFor, segmentsOf } from '../http/request.ts'
import { validBody } from '../../serialization/body.ts'
import { accountOf } from '../http/target.ts'
import type { MakeCases, Part } from './family.ts'
import { invalidCase, makeCase, validCase } from './family.ts'

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH']

/** A path that no description has, but by a template. */
const NOWHERE = '/undescribed/path'

/** What HTTP itself demands: methods, paths, and what must not matter. */
export const protocol: MakeCases = ({ operation, description }) => [
  ...METHODS.filter(
    (method) => !operation.pathMethods.includes(method) && !isDescribed(operation.path, description, method),
  ).map((method) => wrongMethod(operation, method)),
  ...(operation.pathMethods.includes('GET') ? [] : [harmless(operation, 'HEAD')]),
  ...(operation.pathMethods.includes('OPTIONS') ? [] : [harmless(operation, 'OPTIONS')]),
  ...unknownRoutes(operation, description),
  ...indifferent(operation, description),
]

/** 405 with `Allow` (RFC 9110, 15.5.6), or as if the path did not exist; and the resource is untouched. */
function wrongMethod(operation: Operation, method: string): Case {
  const { answers } = refusalAnswers(operation, { in: 'method' })
  const rules: [string] = [`${operation.id}/method`]
  return makeCase({
    family: 'protocol',
    operation,
    name: `${method} instead of ${operation.method}`,
    rules,
    run: async (story) => {
      const resource = await story.resource()
      const unrouted = !describesBeside(operation, 'method')
      const exchange = await story.send({ resource, method, unrouted })
      const right = story.fits(answers, exchange)
      await story.twin({ resource: right ? resource : await story.resource() })
      story.expect(exchange, answers)
      if (exchange.response.status !== 405) return
      const allow = exchange.response.headers.get('allow')?.join(', ')
      story.hold(
        rules[0],
        operation.pathMethods.every((name) => allow?.split(/\s*,\s*/).includes(name)),
        () => `Allow: ${operation.pathMethods.join(', ')}`,
        () => (allow === undefined ? 'no Allow header' : `Allow: ${allow}`),
      )
    },
  })
}

/** HEAD and OPTIONS may be answered in many ways, but have no effect (RFC 9110, 9.2.1). */
function harmless(operation: Operation, method: string): Case {
  const rules: [string] = [`${operation.id}/method`]
  return makeCase({
    family: 'protocol',
    operation,
    name: `${method} has no effect`,
    rules,
    run: async (story) => {
      const resource = await story.resource()
      await story.send({ resource, method, unrouted: true })
      const exchange = await story.send({ resource })
      if (!story.succeeded(exchange)) await story.twin({ resource: await story.resource() })
      story.expectSuccess(exchange)
    },
  })
}

/** Paths beside the described ones. */
function unknownRoutes(operation: Operation, description: Description): Case[] {
  const { answers } = refusalAnswers(operation, { in: 'route' })
  const rules: [string] = [`${operation.id}/route`]
  const wrong: [string, (path: string) => string][] = [
    ['a longer path', (path) => `${path}/undescribed`],
    ['a misspelt path', (path) => `${path}x`],
    ['a path of its own', () => NOWHERE],
  ]
  const beside = wrong.filter(([, change]) => !isDescribed(change(operation.path), description))
  return beside.map(([name, change]) =>
    makeCase({
      family: 'protocol',
      operation,
      name,
      rules,
      run: async (story) => {
        const resource = await story.resource()
        const path = pathFor(operation, segmentsOf(operation, resource, description.document))
        const unrouted = !describesBeside(operation, 'route')
        const exchange = await story.send({ resource, path: change(path), unrouted })
        await story.twin({ resource: story.fits(answers, exchange) ? resource : await story.resource() })
        story.expect(exchange, answers)
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
function inChunks(operation: Operation, rule: string, part: Part): Case {
  return makeCase({
    family: 'protocol',
    operation,
    name: 'a body in chunks',
    rules: [rule],
    run: async (story) => {
      const headers = [['Transfer-Encoding', 'chunked']] as const
      const exchange = await story.send({ resource: await story.resource(), ...part, headers })
      if (exchange.response.status === 411) throw new NotReached('the target wants a Content-Length (411)')
      story.expectSuccess(exchange)
    },
  })
}

/** What a server must not care about. */
function indifferent(operation: Operation, description: Description): Case[] {
  const [known] = (operation.body?.content ?? []).flatMap((content) => {
    const body = validBody(description.document, content)
    return body === undefined ? [] : [{ rule: `${operation.id}/body/${content.mediaType}`, part: { body } }]
  })
  const requirement = preferred(operation)
  const security = requirement.find(({ scheme }) => scheme.type === 'http')
  const type = known?.rule ?? `${operation.id}/method`
  const plain = (name: string, plan: Part): Case =>
    validCase({ family: 'protocol', operation, name, rules: [type], plan: { ...known?.part, ...plan } })
  const cases = [
    plain('header names in lower case', { spell: (name) => name.toLowerCase() }),
    plain('header names in capitals', { spell: (name) => name.toUpperCase() }),
    plain('an unknown header', { headers: [['X-Undescribed', 'x']] }),
    plain('Accept: */*', { headers: [['Accept', '*/*']] }),
    plain('Accept with weights', {
      headers: [['Accept', 'text/html;q=0.2, application/json;q=0.9, */*;q=0.1']],
    }),
    ...(known === undefined || successAnswers(operation).length === 0
      ? []
      : [inChunks(operation, type, known.part)]),
    notAcceptable(operation, type),
    ...asBrowsersAsk(operation, description),
    repeatedHeader(operation, type),
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
          credential: together(
            requirement.map((one) =>
              one === security ? renamed(own(one, accountOf(target)), name) : own(one, accountOf(target)),
            ),
          ),
        }),
      }),
    )
  }
  return cases
}

/** A server that cannot answer in the media type asked for answers in its own, or says 406 (RFC 9110, 12.4.1). */
function notAcceptable(operation: Operation, rule: string): Case {
  return tolerant(operation, 'Accept: image/png', rule, { headers: [['Accept', 'image/png']] }, [
    { status: '406' },
  ])
}

/** An error for whoever would rather have HTML, but takes anything, is the documented one all the same. */
function asBrowsersAsk(operation: Operation, description: Description): Case[] {
  const { answers } = refusalAnswers(operation, { in: 'route' })
  const headers: [string, string][] = [
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
  ]
  const name = 'an error, with the Accept of a browser'
  if (isGuarded(operation) && preferred(operation).some(isCarried)) {
    const refused = invalidCase({
      family: 'protocol',
      operation,
      name,
      rules: [`${operation.id}/security/missing`],
      breach: { in: 'security', keyword: 'missing' },
      twin: {},
      plan: { headers, credential: NO_CREDENTIAL },
    })
    return [refused]
  }
  if (isDescribed(NOWHERE, description)) return []
  const lost = makeCase({
    family: 'protocol',
    operation,
    name,
    rules: [`${operation.id}/route`],
    run: async (story) => {
      const exchange = await story.send({
        resource: await story.resource(),
        path: NOWHERE,
        headers,
        unrouted: !describesBeside(operation, 'route'),
      })
      await story.twin({ resource: await story.resource() })
      story.expect(exchange, answers)
    },
  })
  return [lost]
}

/** A header that may stand once stands twice: the server joins, picks or refuses, but does not fail. */
function repeatedHeader(operation: Operation, rule: string): Case {
  const key = operation.idempotency?.header
  const plan: Part =
    key === undefined
      ? {
          headers: [
            ['Accept', 'application/json'],
            ['Accept', '*/*'],
          ],
        }
      : { headers: [[key, `second-${Math.random().toString(36).slice(2)}`]] }
  // Where it joins them, the one that it has got may break whatever the schema says of it.
  const joined = key === undefined ? [] : ['format', 'pattern', 'maxLength', undefined]
  const refused = joined.flatMap(
    (keyword) =>
      refusalAnswers(operation, { in: 'header', name: key ?? '', ...(keyword && { keyword }) }).answers,
  )
  return tolerant(operation, 'a repeated header', rule, plan, [{ status: '400' }, ...refused])
}

function tolerant(
  operation: Operation,
  name: string,
  rule: string,
  plan: Part,
  more: readonly Answer[],
): Case {
  const answers = [...successAnswers(operation), ...more]
  return makeCase({
    family: 'protocol',
    operation,
    name,
    rules: [rule],
    run: async (story) => {
      const exchange: Exchange = await story.send({
        resource: await story.resource(),
        unrouted: true,
        ...plan,
      })
      await story.twin({ resource: await story.resource() })
      story.expect(exchange, answers)
    },
  })
}
