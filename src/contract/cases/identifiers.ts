import type { Answer, Operation } from '../../description/index.ts'
import { refusalAnswers } from '../answers.ts'
import { NotReached } from '../case.ts'
import type { Case } from '../case.ts'
import type { MakeCases } from './family.ts'
import { makeCase } from './family.ts'

/** Identifiers that name nothing, as they stand in the path, raw. */
const ODD: readonly (readonly [string, string])[] = [
  ['an encoded slash', 'a%2Fb'],
  ['an encoded backslash', 'a%5Cb'],
  ['encoded dots', '%2e%2e'],
  ['a percent sign', '%25'],
  ['quotes', '%22%27'],
  ['SQL', "x'%20OR%20'1'%3D'1"],
  ['a NUL', '%00'],
  ['a NUL after text', 'abc%00'],
  ['a line break', 'a%0D%0AX-Injected:%201'],
  ['a space', '%20'],
  ['HTML', '%3Cscript%3Ealert(1)%3C%2Fscript%3E'],
  ['Unicode', '%E9%87%8D%F0%9F%92%B3'],
  ['invalid UTF-8', '%C3%28'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['300 characters', 'x'.repeat(300)],
]

/** Ones that a router or a proxy may answer before the operation: folded, joined, too long, or no URI at all. */
const ROUTED: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['a dot', '.'],
  ['two dots', '..'],
  ['a lone percent sign', '%'],
  ['a bad escape', '%zz'],
  ['10,000 characters', 'x'.repeat(10_000)],
]

/** What a router may say to a path that it folds, joins or cannot read. */
const ROUTER_ANSWERS = ['301', '302', '307', '308', '400', '404', '405', '414', '431']

/** Each path parameter: unknown, and odd. */
export const identifiers: MakeCases = ({ operation }) =>
  operation.parameters.flatMap(({ object }) =>
    object.in === 'path' ? pathCases(operation, object.name) : [],
  )

function pathCases(operation: Operation, name: string): Case[] {
  const unknown = refusalAnswers(operation, { in: 'path', name, keyword: 'unknown' }).answers
  const odd = refusalAnswers(operation, { in: 'path', name }).answers
  const place = `${operation.id}/path.${name}`
  return [
    ...unknownForms.map(([label, make]) => {
      // White space and NUL are odd as well as unknown: both kinds of answers conform.
      const answers = /space|NUL/.test(label) ? [...unknown, ...odd] : unknown
      return refused(operation, `${name}: ${label}`, `${place}/unknown`, answers, (known) =>
        make(known[name] ?? ''),
      )
    }),
    ...ODD.map(([label, raw]) =>
      refused(operation, `${name}: ${label}`, `${place}/odd`, [...odd, ...unknown], () => raw, name),
    ),
    ...ROUTED.map(([label, raw]) =>
      refused(
        operation,
        `${name}: ${label}`,
        `${place}/odd`,
        ROUTER_ANSWERS.map((status) => ({ status })),
        () => raw,
        name,
        true,
      ),
    ),
  ]

  function refused(
    subject: Operation,
    label: string,
    rule: string,
    answers: readonly Answer[],
    raw: (known: Readonly<Record<string, string>>) => string,
    parameter = name,
    unrouted = false,
  ): Case {
    return makeCase({
      family: 'identifiers',
      operation: subject,
      name: label,
      rules: [rule],
      run: async (story) => {
        const known = await story.resource()
        if (raw(known) === known[parameter]) throw new NotReached('its neighbour is the id itself')
        const exchange = await story.send({ resource: known, rawPath: { [parameter]: raw(known) }, unrouted })
        // Where the refusal was right, the neighbour that exists must be untouched.
        const twin = story.fits(answers, exchange) ? known : await story.resource()
        await story.twin({ resource: twin })
        story.expect(exchange, answers)
      },
    })
  }
}

/** Neighbours of an id that exists, which therefore does not. */
const unknownForms: readonly (readonly [string, (id: string) => string])[] = [
  ['unknown', (id) => encodeURIComponent(`${id}0unknown`)],
  ['one character less', (id) => encodeURIComponent(id.slice(0, -1))],
  ['with a space before', (id) => `%20${encodeURIComponent(id)}`],
  ['with a space after', (id) => `${encodeURIComponent(id)}%20`],
  ['with a NUL after', (id) => `${encodeURIComponent(id)}%00`],
  ['in another case', (id) => encodeURIComponent(swapCase(id))],
]

/** The other case of an id; a UUID is the same in both (RFC 9562, section 4). */
function swapCase(text: string): string {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text
  return [...text]
    .map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()))
    .join('')
}
