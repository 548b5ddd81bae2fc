import { isDeepStrictEqual } from 'node:util'
import { covers } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import type { FixtureValues } from '../fixtures/types.ts'
import { isRecord, schemasOf, shapeOf } from '../../schema/index.ts'
import {
  canEncode,
  concreteMediaType,
  encode,
  exampleValue,
  serialize,
  validBody,
} from '../../serialization/index.ts'
import type { Payload, SentParameter } from '../../serialization/index.ts'

const LOCATIONS = { query: 'query', headers: 'header', cookies: 'cookie' } as const

/**
 * Adds the values of a fixture to the parameters of a request. A value that a case tests stays: only the value that every
 * valid request has is replaced.
 */
export function withFixtureParameters(
  document: OpenAPIDocument,
  operation: Operation,
  parameters: readonly SentParameter[],
  values: FixtureValues,
): SentParameter[] {
  const result = [...parameters]
  if (values.query === undefined && values.headers === undefined && values.cookies === undefined)
    return result
  for (const [part, location] of Object.entries(LOCATIONS)) {
    for (const [name, value] of Object.entries(values[part as keyof typeof LOCATIONS] ?? {})) {
      const described = operation.parameters.find(({ object }) => isSame(object, { in: location, name }))
      const sent =
        described === undefined ? [{ in: location, name, value: String(value) }] : serialize(described, value)
      const present = result.filter((one) => isSame(one, { in: location, name }))
      if (present.length > 0 && !isUsual(document, described, present)) continue
      const others = result.filter((one) => !present.includes(one))
      result.splice(0, result.length, ...others, ...sent)
    }
  }
  return result
}

function isUsual(
  document: OpenAPIDocument,
  parameter: Parameter | undefined,
  sent: readonly SentParameter[],
): boolean {
  const usual = parameter === undefined ? undefined : exampleValue(document, parameter)
  return (
    parameter !== undefined &&
    usual !== undefined &&
    isDeepStrictEqual(serialize(parameter, usual.value), sent)
  )
}

interface Named {
  readonly in: string
  readonly name: string
}

function isSame(one: Named, other: Named): boolean {
  if (one.in !== other.in) return false
  return one.in === 'header' ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name
}

/**
 * Adds the body of a fixture to a body. In a body of a case, only the valid properties that the fixture names are
 * replaced, so that an invalid or missing one stays.
 */
export function withFixtureBody(
  document: OpenAPIDocument,
  { body }: Operation,
  payload: Payload | null | undefined,
  values: FixtureValues,
  isDefault: boolean,
): Payload | null | undefined {
  const given = values.body
  if (given === undefined || payload === null) return payload
  const content = body?.content.find(
    (one) =>
      canEncode(one) &&
      (payload === undefined || covers(concreteMediaType(one.mediaType), payload.contentType ?? '')),
  )
  if (content === undefined) return payload
  if (payload === undefined) return isDefault ? encode(content, given) : undefined
  const isPlain =
    payload.value !== undefined &&
    Buffer.from(encode(content, payload.value, document).bytes).equals(Buffer.from(payload.bytes))
  if (!isPlain) return { ...payload, bytes: withTexts(document, content, payload.bytes, given) }
  const { contentType } = payload
  return {
    ...encode(content, overlaid(document, content.schema, payload.value, given, isDefault), document),
    contentType,
  }
}

/** Replaces the usual values of properties in JSON that is written in another way on purpose. Other bytes stay. */
function withTexts(
  document: OpenAPIDocument,
  content: Content,
  bytes: Uint8Array,
  given: unknown,
): Uint8Array {
  const usual = validBody(document, content)?.value
  let text = Buffer.from(bytes).toString('latin1')
  for (const [name, value] of Object.entries(Object(given) as Record<string, unknown>)) {
    const current = isRecord(usual) ? usual[name] : undefined
    if (current === undefined || typeof current === 'object') continue
    const written = Buffer.from(JSON.stringify(value)).toString('latin1')
    text = text.replaceAll(
      `${JSON.stringify(name)}:${JSON.stringify(current)}`,
      `${JSON.stringify(name)}:${written}`,
    )
  }
  return Buffer.from(text, 'latin1')
}

function overlaid(
  document: OpenAPIDocument,
  schema: Content['schema'],
  value: unknown,
  given: unknown,
  isDefault: boolean,
): unknown {
  if (!isRecord(value) || !isRecord(given)) return isDefault ? given : value
  const { properties } =
    schema === undefined ? { properties: new Map<string, string>() } : shapeOf(document, schema)
  const entries = Object.entries(given).flatMap(([name, own]): [string, unknown][] => {
    const at = properties.get(name)
    if (!Object.hasOwn(value, name)) return isDefault ? [[name, own]] : []
    if (isRecord(own) && isRecord(value[name]))
      return [[name, overlaid(document, at, value[name], own, isDefault)]]
    const isValid = at === undefined || schemasOf(document).mayBeValid(at, value[name])
    return isValid ? [[name, own]] : []
  })
  return { ...value, ...Object.fromEntries(entries) }
}
