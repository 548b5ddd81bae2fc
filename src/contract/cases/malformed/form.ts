import { joinPointer } from '../../../description/index.ts'
import type { Content, RequestViolation } from '../../../description/index.ts'
import { shapeOf, simplest } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { encode, raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import type { ValidPayloads } from './payload.ts'
import { POLLUTED, pollutionCase } from './pollution.ts'
import { rejectedForSomeReason, toleratedCase } from './tolerated.ts'

type Form = readonly [string, string | Uint8Array]

/**
 * Forms that a server may accept or reject, because no standard says that they are malformed. However a server reads one, it
 * has a parameter whose name begins with `a`.
 */
const NAMED: readonly Form[] = [
  ['an open bracket', 'a[=1'],
  ['brackets in brackets', 'a[[b]]=1'],
  ['a percent-encoded NUL', 'a=%00'],
  ['the same key twice', 'a=1&a=2'],
  ['ampersands at both ends', '&a=1&'],
  ['a key that is a value and a record', 'a=1&a[b]=2'],
  ['a key that is a list and a record', 'a[]=1&a[b]=2'],
  ['a huge index', 'a[4294967295]=1'],
  ['a key that ends with a bracket', 'a]=1'],
  ['an encoded equals sign', 'a%3Db=1'],
]

/**
 * Forms that a server may accept or reject, and of which it may drop everything: parsers drop fields that they cannot
 * decode (Go), or that have no value (Python).
 */
const DROPPABLE: readonly Form[] = [
  ['an invalid percent escape', 'a=%'],
  ['invalid UTF-8', Buffer.from([0x61, 0x3d, 0xc3, 0x28])],
  ['a key without a value', 'a'],
  ['a semicolon for an ampersand', 'a=1;b=2'],
  ['only ampersands', '&&&'],
  ['only an equals sign', '='],
  ['1,000 levels deep', `a${'[b]'.repeat(1000)}=1`],
  ['1 MiB', `a=${'x'.repeat(1 << 20)}`],
  ['a value without a key', '=a'],
]

const POLLUTING: readonly (readonly [string, string])[] = [
  ['a __proto__ key', `__proto__[${POLLUTED}]=1`],
  ['a __proto__ key in a record', `a[__proto__][${POLLUTED}]=1`],
  ['a constructor key', `constructor[prototype][${POLLUTED}]=1`],
]

/** What may be wrong with the value of a property. */
const OF_VALUES = ['enum', 'minLength', 'pattern', 'type', 'format', 'required']

/** Makes the cases with forms that a server may accept or reject, with each described property without a value too. */
export function formCases(input: CaseInput, content: Content, { full }: ValidPayloads): Case[] {
  const { operation, description } = input
  const { mediaType, schema } = content
  const { contentType } = full
  const rule = ruleIds.malformedBody(operation, mediaType)
  const names = schema === undefined ? [] : [...shapeOf(description.document, schema).properties.keys()]
  const damaged = schema === undefined ? [] : damagedFields(input, content, schema)
  // The same text is not sent twice.
  const others = (forms: readonly Form[]): Form[] =>
    forms.filter(([name]) => !damaged.some((one) => one.name === name))
  const makeNamed = isUnknownRejected(input, schema) ? rejectedForSomeReason : toleratedCase
  return [
    ...others(NAMED).map(([name, text]) => makeNamed(operation, name, rule, raw(contentType, text))),
    ...damaged.map(({ name, property, text, ifAccepted }) => {
      const makeDamaged = ifAccepted === undefined ? rejectedForSomeReason : toleratedCase
      return makeDamaged(operation, name, rule, raw(contentType, text, ifAccepted), violationsOf(property))
    }),
    ...others(DROPPABLE).map(([name, text]) => toleratedCase(operation, name, rule, raw(contentType, text))),
    ...POLLUTING.map(([name, text]) => pollutionCase(operation, name, rule, raw(contentType, text))),
    ...names.map((name) =>
      toleratedCase(
        operation,
        `\`${name}\` without a value`,
        rule,
        raw(contentType, `${encodeURIComponent(name)}=`),
        violationsOf(name),
      ),
    ),
  ]
}

function violationsOf(name: string): RequestViolation[] {
  return OF_VALUES.map((keyword) => ({ in: 'body', pointer: joinPointer('', name), keyword }))
}

/** Returns whether a form with a parameter that begins with `a` is invalid only because of that parameter. */
function isUnknownRejected({ schemas }: CaseInput, schema: string | undefined): boolean {
  return (
    schema !== undefined &&
    schemas.isDefinitelyValid(schema, {}) &&
    !['a', 'a_b', 'ab'].some((name) => schemas.mayBeValid(schema, { [name]: '1' }))
  )
}

interface DamagedField {
  readonly name: string
  readonly property: string
  readonly text: string | Uint8Array
  /** What a server reads that accepts the form. Absent if it must reject it. */
  readonly ifAccepted?: object
}

/**
 * Returns forms in which one field is there twice, or is invalid, whatever a server replaces. One that separates fields by
 * semicolons (the URL standard has only ampersands), or drops what is not UTF-8, reads a valid form.
 */
function damagedFields(
  { schemas, description }: CaseInput,
  content: Content,
  schema: string,
): DamagedField[] {
  const { document } = description
  const full = simplest(document, schema, { full: true })
  const fields = schemas.isDefinitelyValid(schema, full)
    ? Buffer.from(encode(content, full, document).bytes)
        .toString()
        .split('&')
    : []
  const first = fields.find((one) => /^[\w-]+=[\w-]+$/.test(one))
  const other = fields.find((one) => one !== first)
  const [property = '', value = ''] = first?.split('=') ?? []
  if (first === undefined) return []
  const isInvalid = (text: string): boolean => !schemas.mayBeValid(schema, { [property]: text })
  const mayBeDropped = schemas.isDefinitelyValid(schema, {})
  const isInvalidUtf8 = [`${value}\ufffd`, `${value}\xff`].every(isInvalid)
  return [
    ...(other !== undefined && isInvalid(`${value};${decodeURIComponent(other)}`)
      ? [{ name: 'a semicolon for an ampersand', property, text: `${first};${other}` }]
      : []),
    ...(isInvalid(`${value}=x`) ? [{ name: 'a second equals sign', property, text: `${first}=x` }] : []),
    ...(isInvalidUtf8 && schemas.isDefinitelyValid(schema, { [property]: value })
      ? [{ name: 'invalid UTF-8', property, text: Buffer.concat([Buffer.from(first), INVALID]) }]
      : []),
    // A server may drop a field that it cannot decode.
    ...(mayBeDropped && isInvalidUtf8
      ? [{ name: 'escapes that are no UTF-8', property, text: `${first}%FF`, ifAccepted: {} }]
      : []),
    ...(mayBeDropped && isInvalid(`${value}%zz`)
      ? [{ name: 'an invalid percent escape', property, text: `${first}%zz`, ifAccepted: {} }]
      : []),
    ...(schemas.isDefinitelyValid(schema, { [property]: value })
      ? [
          {
            name: 'the same key twice',
            property,
            text: `${first}&${first}`,
            ifAccepted: { [property]: value },
          },
        ]
      : []),
  ]
}

/** A byte that UTF-8 never has. */
const INVALID = Buffer.from([0xff])
