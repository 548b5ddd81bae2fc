import type { ExpectedResponse, Description, Operation, Parameter } from '../../description/index.ts'
import { rejectionResponses, possibleSuccesses } from '../expected/expected.ts'
import { isDescribedId } from '../../description/index.ts'
import { isId } from '../expected/identifies.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { Exchange } from '../http/exchange.ts'
import { segmentsOf as filledSegmentsOf } from '../http/request.ts'
import { ruleIds } from '../rules/ids.ts'
import type { CaseContext } from './case-context.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import type { CaseInput, MakeCases, PartialPlan } from './case-factory.ts'
import { jsonTypesOf } from '../../schema/index.ts'
import { fillPath, isDefinitelyValidSegment, isDelimited, pathPrefix } from '../../serialization/index.ts'
import { makeCase } from './case-factory.ts'
import { sendRejected } from './send-rejected.ts'
import { expectNothingReached, unknownResponses } from './nothing-reached.ts'
import { ODD, ROUTED } from './odd-ids.ts'
import { isSameNumber } from './same-number.ts'
import { UNKNOWN_FORMS } from './unknown-id.ts'
import { ALIASES, rareAliases } from './aliases.ts'

/** The status codes of routers and firewalls for a path that they normalize, cannot parse or block. */
const ROUTER_STATUSES = ['301', '302', '307', '308', '400', '403', '404', '405', '414', '431']

/** Sends unknown and odd values of each path parameter. */
export const identifiers: MakeCases = (input) =>
  input.operation.parameters.flatMap((parameter) =>
    parameter.object.in === 'path' ? [...unknownCases(input, parameter), ...oddCases(input, parameter)] : [],
  )

function unknownCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, description, schemas, hasFixtures = false } = input
  const { name } = parameter.object
  // The changes of UNKNOWN_FORMS only make sense for a single text.
  const isSingleText = isDelimited(operation.path, name) && isScalar(parameter, description)
  if (!isId(description, operation, name, hasFixtures) || !isSingleText) return []
  const reader = { document: description.document, schemas }
  const prefix = pathPrefix(parameter)
  const unknown = [
    ...unknownResponses(operation, name),
    // Without a word of the description, an unknown value may be invalid as well.
    ...(isDescribedId(description, operation, name) ? [] : UNKNOWN_OR_INVALID),
  ]
  const cases = UNKNOWN_FORMS.map(({ label, change, odd = false, mayBeHandledUpstream = false }) =>
    rejectedCase(operation, parameter, {
      label,
      demand: 'unknown',
      // A text that is not an id at all is odd as well.
      expectedResponses: (text) =>
        odd || !isDefinitelyValidSegment(reader, parameter, text)
          ? [...unknown, ...oddResponses(input, name), ...(mayBeHandledUpstream ? ROUTER_RESPONSES : [])]
          : unknown,
      raw: (id) =>
        `${prefix}${isSameNumber(description, parameter, [change(id), id]) ? encodeURIComponent(id) : change(id)}`,
      mayBeHandledUpstream,
      isCertain: isDescribedId(description, operation, name),
    }),
  )
  return rejectsPath(operation) ? [...cases, aliasesCase(input, parameter)] : cases
}

/**
 * Makes a case with texts that a lenient lookup takes for the id. They share a resource, because there are many and a
 * rejection changes nothing.
 */
function aliasesCase(input: CaseInput, parameter: Parameter): Case {
  const { operation, description } = input
  const { name } = parameter.object
  const rule = ruleIds.parameter(operation, { in: 'path', name }, 'unknown')
  const prefix = pathPrefix(parameter)
  const expectedResponses = [
    ...unknownResponses(operation, name),
    ...(isDescribedId(description, operation, name) ? [] : UNKNOWN_OR_INVALID),
    ...oddResponses(input, name),
    ...ROUTER_RESPONSES,
  ]
  return makeCase({
    family: 'identifiers',
    operation,
    name: `${name}: other texts with the id`,
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const removed: string[] = []
      const sendAliases = async (): Promise<AliasAttempt> => {
        const resource = await context.resource()
        const id = resource[name] ?? ''
        const aliases = aliasesOf(id).filter((text) => !isSameNumber(description, parameter, [text, id]))
        const exchanges: Exchange[] = []
        for (const text of aliases.filter((one) => !removed.some((mark) => one.includes(mark)))) {
          const rawPath = { [name]: `${prefix}${text}` }
          const exchange = await context.send({ resource, rawPath, mayBeHandledUpstream: true })
          exchanges.push(exchange)
          if (!context.matches(expectedResponses, exchange)) return { resource, exchanges, accepted: text }
        }
        return { resource, exchanges }
      }
      let attempt = await sendAliases()
      for (let mark = markOf(attempt); mark !== undefined; mark = markOf(attempt)) {
        if (!(await normalizesPaths(context, input, mark))) break
        removed.push(mark)
        attempt = await sendAliases()
      }
      const { resource, exchanges, accepted } = attempt
      const id = resource[name] ?? ''
      const isRejected = accepted === undefined
      await context.controlRequest({ resource: isRejected ? resource : await context.resource() })
      if (
        !isRejected &&
        !isDescribedId(description, operation, name) &&
        (await context.resource())[name] === id
      )
        throw new CaseSkipped(`the fixtures give the same \`${name}\` each time: it may be an input`)
      for (const exchange of exchanges)
        if (context.expect(exchange, expectedResponses)) expectNothingReached(context, exchange, name, rule)
    },
  })
}

/** The aliases of one resource that were sent, up to the first that was accepted. */
interface AliasAttempt {
  readonly resource: PathParameters
  readonly exchanges: readonly Exchange[]
  readonly accepted?: string
}

/**
 * What a gateway or a container may take out of every path: an encoded slash, parameters of a segment, and an encoded
 * backslash, which `Rack::Protection` takes for a slash.
 */
const MARKS_OF_PATHS = ['%2F', ';', '%5C']

/** Returns the mark of the alias that was accepted, if it has one. */
function markOf({ accepted }: AliasAttempt): string | undefined {
  return MARKS_OF_PATHS.find((mark) => accepted?.includes(mark) === true)
}

/**
 * Returns whether a mark is taken out of each path before the server reads its segments: then it also accepts one in the
 * described part of the path, and the server cannot know that an id had one.
 */
async function normalizesPaths(
  context: CaseContext,
  { operation, description }: CaseInput,
  mark: string,
): Promise<boolean> {
  const marked = operation.path.replace(/(?<=.)\//, mark === ';' ? ';a=1/' : mark)
  if (marked === operation.path) return false
  const resource = await context.resource()
  const path = fillPath({ path: marked }, filledSegmentsOf(operation, resource, description.document))
  return context.succeeded(await context.send({ resource, path, mayBeHandledUpstream: true }))
}

/** Returns the aliases of an id, as raw text of the path. */
function aliasesOf(id: string): string[] {
  const texts = [...ALIASES.map((change) => change(id)), ...rareAliases(id)]
  return texts.filter((text) => text !== encodeURIComponent(id))
}

function oddCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, description } = input
  const { name } = parameter.object
  const odd = oddResponses(input, name)
  const routed = [
    ...ROUTER_RESPONSES,
    ...odd,
    ...(mayMatchOtherRoute(operation, name, description) ? [{ status: '2XX' }, { status: '4XX' }] : []),
  ]
  return [
    ...ODD.map(([label, text]) =>
      rejectedCase(operation, parameter, {
        label,
        demand: 'odd',
        expectedResponses: () => (isLong(text) ? [...odd, URI_TOO_LONG] : odd),
        raw: () => text,
        mayBeHandledUpstream: isLong(text) || !rejectsPath(operation),
      }),
    ),
    ...ROUTED.map(([label, text]) =>
      rejectedCase(operation, parameter, {
        label,
        demand: 'odd',
        expectedResponses: () => routed,
        raw: () => text,
        mayBeHandledUpstream: true,
      }),
    ),
  ]
}

/** RFC 9110, section 15.5.15. */
const URI_TOO_LONG: ExpectedResponse = { status: '414' }

/** Returns whether a server may find a segment of the path too long. */
function isLong(segment: string): boolean {
  return segment.length > 255
}

const ROUTER_RESPONSES: readonly ExpectedResponse[] = ROUTER_STATUSES.map((status) => ({ status }))

const UNKNOWN_OR_INVALID: readonly ExpectedResponse[] = ['400', '404', '410', '422'].map((status) => ({
  status,
}))

function oddResponses(
  { operation, description, hasFixtures = false }: CaseInput,
  name: string,
): readonly ExpectedResponse[] {
  return [
    ...rejectionResponses(operation, { in: 'path', name }).expectedResponses,
    ...(rejectsPath(operation) ? unknownResponses(operation, name) : ROUTER_RESPONSES),
    ...(isId(description, operation, name, hasFixtures) ? [] : possibleSuccesses(operation)),
  ]
}

/** Returns whether the description says which responses an invalid path gets. */
function rejectsPath({ rejections }: Operation): boolean {
  return rejections.some((rejection) => rejection.in === 'path')
}

interface Rejected {
  readonly label: string
  readonly demand: 'unknown' | 'odd'
  /** Returns the responses that conform, for the parameter's raw text without its prefix. */
  readonly expectedResponses: (text: string) => readonly ExpectedResponse[]
  /** Returns the raw text to send in place of a known id. */
  readonly raw: (id: string) => string
  readonly mayBeHandledUpstream: boolean
  /** Whether the description says that the parameter is an id. Default: true. */
  readonly isCertain?: boolean
}

function rejectedCase(operation: Operation, parameter: Parameter, rejected: Rejected): Case {
  const { label, demand, raw, mayBeHandledUpstream, isCertain = true } = rejected
  const { name } = parameter.object
  const rule = ruleIds.parameter(operation, { in: 'path', name }, demand)
  const prefix = pathPrefix(parameter)
  return makeCase({
    family: 'identifiers',
    operation,
    name: `${name}: ${label}`,
    rules: [rule],
    // A server without state does not know which ids exist.
    stateful: demand === 'unknown',
    rejects: true,
    run: async (context) => {
      let id = ''
      let expectedResponses: readonly ExpectedResponse[] = []
      const planFor = (resource: PathParameters): PartialPlan => {
        id = resource[name] ?? ''
        const text = raw(id)
        if (text === `${prefix}${encodeURIComponent(id)}`)
          throw new CaseSkipped('no such unknown id could be made')
        expectedResponses = rejected.expectedResponses(text.slice(prefix.length))
        return { rawPath: { [name]: text }, mayBeHandledUpstream }
      }
      const exchange = await sendRejected(context, planFor, (one) => context.matches(expectedResponses, one))
      if (!isCertain && context.succeeded(exchange) && (await context.resource())[name] === id)
        throw new CaseSkipped(`the fixtures give the same \`${name}\` each time: it may be an input`)
      if (context.expect(exchange, expectedResponses)) expectNothingReached(context, exchange, name, rule)
    },
  })
}

/** Returns whether a parameter is one text. In JSON, white space next to a value does not change it. */
function isScalar({ schema, mediaType }: Parameter, { document }: Description): boolean {
  if (mediaType !== undefined) return false
  const jsonTypes = schema === undefined ? undefined : jsonTypesOf(document, schema)
  return jsonTypes === undefined || !(jsonTypes.has('array') || jsonTypes.has('object'))
}

/** What a router may make of an odd segment. */
const NORMALIZED = ['', '.', '..', 'a/b', 'a\\b']

/** Returns whether the path with an odd segment may be another route: such as the collection, or a page for GET. */
function mayMatchOtherRoute(operation: Operation, name: string, { operations }: Description): boolean {
  const { method, path } = operation
  if (method === 'GET' && path.endsWith(`/{${name}}`)) return true
  const paths = NORMALIZED.map((text) => segmentsOf(path.replace(`{${name}}`, text)))
  return operations.some(
    (other) => other.method === method && paths.some((segments) => matches(segmentsOf(other.path), segments)),
  )
}

function segmentsOf(path: string): string[] {
  return path.split(/[/\\]/).reduce<string[]>((segments, segment) => {
    if (segment === '..') return segments.slice(0, -1)
    return segment === '' || segment === '.' ? segments : [...segments, segment]
  }, [])
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((segment, index) => segment.includes('{') || segment === segments[index])
  )
}
