import { idPropertyFor, isJson } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation } from '../../description/index.ts'
import { excludedNames, isRecord, propertiesOf, schemasOf } from '../../schema/index.ts'
import { encode, parseCandidates, parseJson } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import type { PathParameters } from '../fixtures/types.ts'
import { contentFor } from '../http/body.ts'

/**
 * Returns the body of an update with the ids of its path, where the body repeats them: a server may reject others, or move
 * the resource. An id that is invalid stays, and so does a body in an unusual spelling.
 */
export function withOwnIds(
  document: OpenAPIDocument,
  operation: Operation,
  body: Payload,
  resource: PathParameters,
): Payload {
  const content = contentFor(operation.body?.content ?? [], body.contentType ?? undefined)
  if (content?.schema === undefined) return body
  const ids = ownIdNames(document, operation, content.schema)
  const value = ids.size === 0 ? undefined : valueOf(content, body)
  if (!isRecord(value)) return body
  const changes = Object.fromEntries(changesOf(document, ids, { value, resource }))
  if (Object.keys(changes).length === 0) return body
  const write = (one: unknown): Buffer =>
    isJson(content.mediaType)
      ? Buffer.from(JSON.stringify(one))
      : Buffer.from(encode(content, one, document).bytes)
  if (!write(value).equals(Buffer.from(body.bytes))) return body
  const known = isRecord(body.value) ? { ...body.value, ...changes } : body.value
  return { ...body, bytes: write({ ...value, ...changes }), value: known }
}

/** Returns what the bytes of a body mean: those of JSON may have more than its value, such as an unknown property. */
function valueOf({ mediaType }: Content, { bytes, value }: Payload): unknown {
  if (!isJson(mediaType)) return value
  const read = parseJson(Buffer.from(bytes).toString())
  return 'fault' in read ? undefined : read.value
}

function changesOf(
  document: OpenAPIDocument,
  ids: ReadonlyMap<string, OwnId>,
  { value, resource }: { value: Readonly<Record<string, unknown>>; resource: PathParameters },
): [string, unknown][] {
  const schemas = schemasOf(document)
  return [...ids].flatMap(([name, { parameter, schema }]) => {
    const text = Object.hasOwn(value, name) ? resource[parameter] : undefined
    if (text === undefined || !schemas.isDefinitelyValid(schema, value[name])) return []
    const own = parseCandidates({ document, schemas }, schema, text).find((one) =>
      schemas.isDefinitelyValid(schema, one),
    )
    return own === undefined || own === value[name] ? [] : [[name, own]]
  })
}

interface OwnId {
  /** The path parameter. */
  readonly parameter: string
  /** The pointer of the property's schema. */
  readonly schema: string
}

/** Returns the properties of the body of a PUT or a PATCH that repeat the ids of its path. */
export function ownIdNames(
  document: OpenAPIDocument,
  { method, path, parameters }: Operation,
  body: string,
): ReadonlyMap<string, OwnId> {
  if (method !== 'PUT' && method !== 'PATCH') return new Map()
  const properties = propertiesOf(document, body)
  const readOnly = excludedNames(document, body, 'readOnly')
  const entries = parameters.flatMap((parameter): [string, OwnId][] => {
    if (parameter.object.in !== 'path') return []
    const name = idPropertyFor(document, { path, parameter, schema: body })
    const schema = name === undefined ? undefined : properties.get(name)
    return name === undefined || schema === undefined || readOnly.has(name)
      ? []
      : [[name, { parameter: parameter.object.name, schema }]]
  })
  return new Map(entries)
}
