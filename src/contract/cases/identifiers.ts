import { randomInt, randomUUID } from 'node:crypto'
import type { Answer, Description, Operation, Parameter } from '../../description/index.ts'
import { namesResource, refusalAnswers, successAnswers } from '../expected/expected.ts'
import { NotReached } from './case.ts'
import type { Case } from './case.ts'
import type { Ground, MakeCases } from './family.ts'
import { isCaseless } from '../generate/letter-case.ts'
import { kindsOf } from '../../schema/json-types.ts'
import { fitsForSure, isApart, pathPrefix } from '../../serialization/path.ts'
import { makeCase } from './family.ts'

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
const ROUTER_ANSWERS = ['301', '302', '307', '308', '400', '403', '404', '405', '414', '431']

/** Each path parameter: unknown, and odd. */
export const identifiers: MakeCases = (ground) =>
  ground.operation.parameters.flatMap((parameter) =>
    parameter.object.in === 'path' ? pathCases(ground, parameter) : [],
  )

function pathCases(ground: Ground, parameter: Parameter): Case[] {
  const { operation, description, schemas } = ground
  const reader = { document: description.document, schemas }
  const { name } = parameter.object
  const refuses = namesResource(operation)
  const prefix = pathPrefix(parameter)
  // What is no single text has no neighbours.
  const hasNeighbours = isApart(operation.path, name) && isScalar(parameter, description)
  const unknown = refusalAnswers(operation, { in: 'path', name, keyword: 'unknown' }).answers
  const described = operation.refusals.some((refusal) => refusal.in === 'path')
  const routed = ROUTER_ANSWERS.map((status) => ({ status }))
  const odd = [
    ...refusalAnswers(operation, { in: 'path', name }).answers,
    ...(described ? unknown : routed),
    ...(refuses ? [] : successAnswers(operation)),
  ]
  const elsewhere = leadsElsewhere(operation, name, description) ? [{ status: '2XX' }] : []
  return [
    ...(refuses && hasNeighbours ? unknownForms : []).map(([label, make]) => {
      // White space and NUL are odd as well as unknown, and so is what is no id at all: both kinds of answers conform.
      const isOdd = /space|NUL/.test(label)
      return refused(
        label,
        'unknown',
        (text) => (isOdd || !fitsForSure(reader, parameter, text) ? [...unknown, ...odd] : unknown),
        (id) => `${prefix}${make(id)}`,
        label.includes('NUL'),
      )
    }),
    ...ODD.map(([label, raw]) =>
      refused(
        label,
        'odd',
        () => odd,
        () => raw,
        !described,
      ),
    ),
    ...ROUTED.map(([label, raw]) =>
      refused(
        label,
        'odd',
        () => [...routed, ...odd, ...elsewhere],
        () => raw,
        true,
      ),
    ),
  ]

  function refused(
    label: string,
    rule: 'unknown' | 'odd',
    answersTo: (text: string) => readonly Answer[],
    raw: (id: string) => string,
    unrouted: boolean,
  ): Case {
    return makeCase({
      family: 'identifiers',
      operation,
      name: `${name}: ${label}`,
      rules: [`${operation.id}/path.${name}/${rule}`],
      // Only who remembers what there is can tell that something is not there.
      stateful: rule === 'unknown',
      run: async (story) => {
        const known = await story.resource()
        const id = known[name] ?? ''
        const text = raw(id)
        if (text === `${prefix}${encodeURIComponent(id)}`)
          throw new NotReached('its neighbour is the id itself')
        const answers = answersTo(text.slice(prefix.length))
        const exchange = await story.send({ resource: known, rawPath: { [name]: text }, unrouted })
        // Where the refusal was right, the neighbour that exists must be untouched.
        const twin = story.fits(answers, exchange) ? known : await story.resource()
        await story.twin({ resource: twin })
        story.expect(exchange, answers)
      },
    })
  }
}

/** Of JSON, white space beside it is no other value. */
function isScalar({ schema, mediaType }: Parameter, { document }: Description): boolean {
  if (mediaType !== undefined) return false
  const kinds = schema === undefined ? undefined : kindsOf(document, schema)
  return kinds === undefined || !(kinds.has('array') || kinds.has('object'))
}

/**
 * Whether a path without this segment is another one that is answered: the collection above, or, for what is only
 * read, whatever a server shows there.
 */
function leadsElsewhere(operation: Operation, name: string, { operations }: Description): boolean {
  if (!operation.path.endsWith(`/{${name}}`)) return false
  const above = operation.path.slice(0, -`/{${name}}`.length)
  const { method } = operation
  return method === 'GET' || operations.some((other) => other.path === above && other.method === method)
}

/** Neighbours of an id that exists, which therefore does not. */
const unknownForms: readonly (readonly [string, (id: string) => string])[] = [
  ['of the same form', otherOfForm],
  ['unknown', (id) => encodeURIComponent(`${id}0unknown`)],
  ['one character less', (id) => encodeURIComponent(isGuessable(id) ? id : id.slice(0, -1))],
  ['with a space before', (id) => `%20${encodeURIComponent(id)}`],
  ['with a space after', (id) => `${encodeURIComponent(id)}%20`],
  ['with a NUL after', (id) => `${encodeURIComponent(id)}%00`],
  ['in another case', (id) => encodeURIComponent(swapCase(id))],
]

/** An id of the same kind that nobody has been given. A short one may have been: there is no such neighbour. */
export function otherOfForm(id: string): string {
  if (/^\d+$/.test(id)) return String(randomInt(2 ** 30, 2 ** 31 - 1))
  // What says which version of a UUID it is stays (RFC 9562, section 4).
  if (UUID.test(id)) return randomUUID().replace(/(?<=^.{14})./, id.charAt(14))
  if (isGuessable(id)) return encodeURIComponent(id)
  const prefix = /^[a-z]+_/i.exec(id)?.[0] ?? ''
  const rest = [...id.slice(prefix.length)].map((char) => {
    const kind = KINDS.find((letters) => letters.includes(char))
    return kind?.[randomInt(kind.length)] ?? char
  })
  return encodeURIComponent(prefix + rest.join(''))
}

const KINDS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

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
