import { randomInt, randomUUID } from 'node:crypto'
import type { ExpectedResponse, Description, Operation, Parameter } from '../../description/index.ts'
import { namesResource, rejectionResponses, successResponses } from '../expected/expected.ts'
import { CaseSkipped } from './case-skipped.ts'
import type { Case } from './case.ts'
import type { CaseInput, MakeCases } from './case-factory.ts'
import { isCaseless } from '../generate/letter-case.ts'
import { jsonTypesOf } from '../../schema/index.ts'
import { isDefinitelyValidSegment, isDelimited, pathPrefix } from '../../serialization/index.ts'
import { makeCase } from './case-factory.ts'

/** Identifiers that name nothing, as they stand in the path, raw. */
const ODD: readonly (readonly [string, string])[] = [
  ['a percent sign', '%25'],
  ['quotes', '%22%27'],
  ['SQL', "x'%20OR%20'1'%3D'1"],
  ['a line break', 'a%0D%0AX-Injected:%201'],
  ['a space', '%20'],
  ['HTML', '%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'],
  ['Unicode', '%E9%87%8D%F0%9F%92%B3'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['300 characters', 'x'.repeat(300)],
]

/** Ones that a router or a proxy may answer before the operation: folded, joined, too long, or no text at all. */
const ROUTED: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['a dot', '.'],
  ['two dots', '..'],
  ['an encoded slash', 'a%2Fb'],
  ['an encoded backslash', 'a%5Cb'],
  ['encoded dots', '%2e%2e'],
  ['a NUL', '%00'],
  ['a NUL after text', 'abc%00'],
  ['invalid UTF-8', '%C3%28'],
  ['a lone percent sign', '%'],
  ['a bad escape', '%zz'],
  ['10,000 characters', 'x'.repeat(10_000)],
]

/** What a router may say to a path that it folds, joins or cannot read, and who stands guard to one that it fears. */
const ROUTER_STATUSES = ['301', '302', '307', '308', '400', '403', '404', '405', '414', '431']

/** Each path parameter: unknown, and odd. */
export const identifiers: MakeCases = (input) =>
  input.operation.parameters.flatMap((parameter) =>
    parameter.object.in === 'path' ? pathCases(input, parameter) : [],
  )

function pathCases(input: CaseInput, parameter: Parameter): Case[] {
  const { operation, description, schemas } = input
  const reader = { document: description.document, schemas }
  const { name } = parameter.object
  const rejectsUnknown = namesResource(operation)
  const prefix = pathPrefix(parameter)
  // What is no single text has no neighbours.
  const hasNeighbours = isDelimited(operation.path, name) && isScalar(parameter, description)
  const responsesToUnknown = rejectionResponses(operation, {
    in: 'path',
    name,
    keyword: 'unknown',
  }).expectedResponses
  const hasPathRejections = operation.rejections.some((rejection) => rejection.in === 'path')
  const routerResponses = ROUTER_STATUSES.map((status) => ({ status }))
  const responsesToOdd = [
    ...rejectionResponses(operation, { in: 'path', name }).expectedResponses,
    ...(hasPathRejections ? responsesToUnknown : routerResponses),
    ...(rejectsUnknown ? [] : successResponses(operation)),
  ]
  const otherRouteResponses = mayMatchOtherRoute(operation, name, description) ? [{ status: '2XX' }] : []
  return [
    ...(rejectsUnknown && hasNeighbours ? unknownForms : []).map(([label, make]) => {
      // White space and NUL are odd as well as unknown, and so is what is no id at all: both kinds of answers conform.
      const isOdd = /space|NUL/.test(label)
      return rejectedCase(
        label,
        'unknown',
        (text) =>
          isOdd || !isDefinitelyValidSegment(reader, parameter, text)
            ? [...responsesToUnknown, ...responsesToOdd]
            : responsesToUnknown,
        (id) => `${prefix}${make(id)}`,
        label.includes('NUL'),
      )
    }),
    ...ODD.map(([label, raw]) =>
      rejectedCase(
        label,
        'odd',
        () => responsesToOdd,
        () => raw,
        !hasPathRejections,
      ),
    ),
    ...ROUTED.map(([label, raw]) =>
      rejectedCase(
        label,
        'odd',
        () => [...routerResponses, ...responsesToOdd, ...otherRouteResponses],
        () => raw,
        true,
      ),
    ),
  ]

  function rejectedCase(
    label: string,
    rule: 'unknown' | 'odd',
    expectedResponsesFor: (text: string) => readonly ExpectedResponse[],
    raw: (id: string) => string,
    mayBeHandledUpstream: boolean,
  ): Case {
    return makeCase({
      family: 'identifiers',
      operation,
      name: `${name}: ${label}`,
      rules: [`${operation.id}/path.${name}/${rule}`],
      // Only who remembers what there is can tell that something is not there.
      stateful: rule === 'unknown',
      run: async (context) => {
        const known = await context.resource()
        const id = known[name] ?? ''
        const text = raw(id)
        if (text === `${prefix}${encodeURIComponent(id)}`)
          throw new CaseSkipped('its neighbour is the id itself')
        const expectedResponses = expectedResponsesFor(text.slice(prefix.length))
        const exchange = await context.send({
          resource: known,
          rawPath: { [name]: text },
          mayBeHandledUpstream,
        })
        // Where the refusal was right, the neighbour that exists must be untouched.
        const controlResource = context.matches(expectedResponses, exchange)
          ? known
          : await context.resource()
        await context.controlRequest({ resource: controlResource })
        context.expect(exchange, expectedResponses)
      },
    })
  }
}

/** Of JSON, white space beside it is no other value. */
function isScalar({ schema, mediaType }: Parameter, { document }: Description): boolean {
  if (mediaType !== undefined) return false
  const jsonTypes = schema === undefined ? undefined : jsonTypesOf(document, schema)
  return jsonTypes === undefined || !(jsonTypes.has('array') || jsonTypes.has('object'))
}

/**
 * Whether a path without this segment is another one that is answered: the collection above, or, for what is only
 * read, whatever a server shows there.
 */
function mayMatchOtherRoute(operation: Operation, name: string, { operations }: Description): boolean {
  if (!operation.path.endsWith(`/{${name}}`)) return false
  const parentPath = operation.path.slice(0, -`/{${name}}`.length)
  const { method } = operation
  return method === 'GET' || operations.some((other) => other.path === parentPath && other.method === method)
}

/** Neighbours of an id that exists, which therefore does not. */
const unknownForms: readonly (readonly [string, (id: string) => string])[] = [
  ['of the same form', unknownIdLike],
  ['unknown', (id) => encodeURIComponent(`${id}0unknown`)],
  ['one character less', (id) => encodeURIComponent(isGuessable(id) ? id : id.slice(0, -1))],
  ['with a space before', (id) => `%20${encodeURIComponent(id)}`],
  ['with a space after', (id) => `${encodeURIComponent(id)}%20`],
  ['with a NUL after', (id) => `${encodeURIComponent(id)}%00`],
  ['in another case', (id) => encodeURIComponent(swapCase(id))],
]

/** An id of the same kind that nobody has been given. A short one may have been: there is no such neighbour. */
export function unknownIdLike(id: string): string {
  if (/^\d+$/.test(id)) return String(randomInt(2 ** 30, 2 ** 31 - 1))
  // What says which version of a UUID it is stays (RFC 9562, section 4).
  if (UUID.test(id)) return randomUUID().replace(/(?<=^.{14})./, id.charAt(14))
  if (isGuessable(id)) return encodeURIComponent(id)
  const prefix = /^[a-z]+_/i.exec(id)?.[0] ?? ''
  const rest = [...id.slice(prefix.length)].map((char) => {
    const characters = CHARACTER_CLASSES.find((letters) => letters.includes(char))
    return characters?.[randomInt(characters.length)] ?? char
  })
  return encodeURIComponent(prefix + rest.join(''))
}

const CHARACTER_CLASSES = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Whether the neighbour of an id may exist: numbers, and names that somebody chose. */
function isGuessable(id: string): boolean {
  return id.length < 8 || /^\d+$/.test(id)
}

/** The other case of an id, where it has one. */
function swapCase(text: string): string {
  if (isCaseless(text)) return text
  return [...text]
    .map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()))
    .join('')
}
