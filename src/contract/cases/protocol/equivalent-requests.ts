import { gzipSync } from 'node:zlib'
import { isForm, isJson } from '../../../description/index.ts'
import type { Description, Operation } from '../../../description/index.ts'
import { rejectionResponses, successResponses } from '../../expected/expected.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { RuleId } from '../../rules/ids.ts'
import { raw, validBody } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { sendDistinct } from '../conflicts.ts'
import type { Case } from '../case.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { makeCase, validCase } from '../case-factory.ts'
import { acceptCases, browserAcceptCases, notAcceptableCase, otherTypeCases } from './accept.ts'
import { schemeNameCases } from './scheme-names.ts'
import { toleratedCase } from './tolerated.ts'

/** Headers that clients and proxies add to any request, and that mean nothing for a POST or are conditions that hold. */
const USUAL_HEADERS: readonly (readonly [string, string])[] = [
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['Accept-Language', 'de-DE,de;q=0.9,en;q=0.5'],
  ['Accept-Encoding', 'gzip, deflate, br'],
  ['Cache-Control', 'no-cache'],
  ['DNT', '1'],
  ['Sec-Fetch-Mode', 'cors'],
  ['X-Requested-With', 'XMLHttpRequest'],
  ['Via', '1.1 proxy'],
  ['Forwarded', 'for=192.0.2.1;proto=https'],
  ['X-Forwarded-For', '192.0.2.1, 198.51.100.2'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Request-Id', '4bf92f35-77b3-4da6-a3ce-929d0e0e4736'],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['If-None-Match', '"undescribed"'],
]

/** Makes the cases with requests that differ only in ways that must not matter to a server. */
export function equivalentRequestCases({ operation, description }: CaseInput): Case[] {
  const { rule, part } = plainRequest(operation, description)
  const plain = (name: string, plan: PartialPlan): Case =>
    validCase({ family: 'protocol', operation, name, rules: [rule], plan: { ...part, ...plan }, mayVary: {} })
  return [
    plain('header names in lower case', { spell: (name) => name.toLowerCase() }),
    plain('header names in upper case', { spell: (name) => name.toUpperCase() }),
    plain('an unknown header', { headers: [['X-Undescribed', 'x']] }),
    plain('headers of browsers and proxies', { headers: usualHeaders(operation) }),
    ...acceptCases(plain),
    ...encodedNames(part).map((body) => plain('a form whose names are percent-encoded', { body })),
    ...(part === undefined || successResponses(operation).length === 0
      ? []
      : [chunkedBodyCase(operation, rule, part)]),
    notAcceptableCase(operation, rule),
    ...otherTypeCases(operation, rule),
    foreignOriginCase(operation, rule),
    ...codedBodyCase(operation, rule, part),
    ...browserAcceptCases(operation, description),
    repeatedHeaderCase(operation, rule),
    ...schemeNameCases(operation),
  ]
}

/** Returns the usual headers without those that are parameters of the operation. */
function usualHeaders({ parameters }: Operation): [string, string][] {
  const described = new Set(parameters.map(({ object }) => object.name.toLowerCase()))
  return USUAL_HEADERS.filter(([name]) => !described.has(name.toLowerCase())).map((header) => [...header])
}

/** Returns the first valid body and the rule that it is accepted. */
function plainRequest(
  operation: Operation,
  { document }: Description,
): { rule: RuleId; part: PartialPlan | undefined } {
  for (const content of operation.body?.content ?? []) {
    const body = validBody(document, content)
    if (body !== undefined)
      return { rule: ruleIds.bodyMediaType(operation, content.mediaType), part: { body } }
  }
  return { rule: ruleIds.method(operation), part: undefined }
}

/**
 * Returns a form in which each byte of a name is percent-encoded, in lower case. It is the same form (URL Standard, section
 * 5.1).
 */
function encodedNames(part: PartialPlan | undefined): Payload[] {
  const { contentType, bytes, value } = part?.body ?? {}
  if (bytes === undefined || !isForm(contentType ?? '')) return []
  const encodeName = (name: string): string =>
    [...Buffer.from(decodeURIComponent(name))]
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join('')
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/(?<=^|&)[^=&+]+/g, encodeName)
  return [raw(contentType ?? null, text, value)]
}

/** Makes a case with a body of unknown length (RFC 9112, section 7.1). */
function chunkedBodyCase(operation: Operation, rule: RuleId, part: PartialPlan): Case {
  return makeCase({
    family: 'protocol',
    operation,
    name: 'a chunked body',
    rules: [rule],
    run: async (context) => {
      const headers = [['Transfer-Encoding', 'chunked']] as const
      const exchange = await sendDistinct(context, { resource: await context.resource(), ...part, headers })
      if (exchange.response.status === 411)
        throw new CaseSkipped('the target requires a Content-Length (411)')
      context.expectSuccess(exchange)
    },
  })
}

/** Makes a case with a page of another site as the origin (Fetch Standard). A server may reject it, but must not fail. */
function foreignOriginCase(operation: Operation, rule: RuleId): Case {
  const headers: [string, string][] = [['Origin', 'https://undescribed.example']]
  return toleratedCase(operation, 'the origin of another site', rule, { headers }, [{ status: '403' }])
}

/** Makes a case with compressed JSON. A server may decode it, reject it or find it malformed, but must not fail. */
function codedBodyCase(operation: Operation, rule: RuleId, part: PartialPlan | undefined): Case[] {
  const body = part?.body
  if (body === undefined || body === null || !isJson(body.contentType ?? '')) return []
  const headers: [string, string][] = [['Content-Encoding', 'gzip']]
  const rejections = ['malformed', 'contentType'].flatMap(
    (keyword) => rejectionResponses(operation, { in: 'body', keyword }).expectedResponses,
  )
  const plan = { body: { ...body, bytes: gzipSync(body.bytes) }, headers }
  const expected = [{ status: '400' }, { status: '415' }, ...rejections]
  return [toleratedCase(operation, 'a compressed body', rule, plan, expected)]
}

/** Makes a case with a header twice. A server may join, pick or reject the values, but must not fail. */
function repeatedHeaderCase(operation: Operation, rule: RuleId): Case {
  const name = 'a repeated header'
  const key = operation.idempotency?.header
  if (key === undefined) {
    const headers: [string, string][] = [
      ['Accept', 'application/json'],
      ['Accept', '*/*'],
    ]
    return toleratedCase(operation, name, rule, { headers }, [{ status: '400' }])
  }
  // Joined values may violate any keyword of the header's schema.
  const rejections = ['format', 'pattern', 'maxLength', undefined].flatMap(
    (keyword) =>
      rejectionResponses(operation, { in: 'header', name: key, ...(keyword && { keyword }) })
        .expectedResponses,
  )
  const headers: [string, string][] = [[key, `second-${Math.random().toString(36).slice(2)}`]]
  return toleratedCase(operation, name, rule, { headers }, [{ status: '400' }, ...rejections])
}
