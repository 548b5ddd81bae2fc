import { essence, isJson, joinPointer, mapParts, unescapeToken } from '../../description/index.ts'
import type {
  Content,
  Description,
  HeaderObject,
  MediaTypeObject,
  OpenAPIDocument,
  OperationObject,
  Schema,
} from '../../description/index.ts'
import { possibleTypes } from '../../serialization/index.ts'
import { bodyFormats } from '../body-format.ts'
import { readerOf } from '../client/header-readers.ts'
import { typeOf } from '../client/type-of.ts'
import { nameOperations } from '../operation-names.ts'
import { SchemaVariants } from './variants.ts'

/** A schema that stands for a type of TypeScript. */
export const TYPE_MARK = 'x-typescript-type'

const BLOB = { type: 'string', [TYPE_MARK]: 'Blob' } as unknown as Schema
const EVENTS = { type: 'string', [TYPE_MARK]: 'events' } as unknown as Schema
const TEXT: Schema = { type: 'string' }

/** Header parameters with these names have no effect (OpenAPI 3.1, Parameter Object). */
const IGNORED_HEADERS = /^(?:accept|content-type|authorization)$/i

/**
 * Returns a copy of the document whose types are those of the generated client: each operation has a key of its own, a
 * body has the type that the client reads or sends (a text, a Blob), and a schema has the properties of its direction.
 */
export function typedDocument({ document, operations }: Description): OpenAPIDocument {
  const keys = new Map(
    [...nameOperations(operations)].map(([{ pointer }, { typeKey }]) => [pointer, typeKey]),
  )
  const variants = new SchemaVariants(document)
  const typed = mapParts(document, 'document', (part, kind, pointer) => {
    if (typeof part !== 'object' || part === null || '$ref' in part) return part
    if (kind === 'operation') return typedOperation(part, keys.get(pointer))
    if (kind === 'mediaType') return typedContent(document, variants, part, pointer)
    if (kind === 'parameter') return isHeader(pointer) ? typedHeader(document, part) : typedParameter(part)
    return part
  }) as OpenAPIDocument
  const schemas = variants.componentSchemas()
  return schemas === undefined ? typed : { ...typed, components: { ...typed.components, schemas } }
}

const isHeader = (pointer: string): boolean => /\/headers\/[^/]+$/.test(pointer)

function typedOperation(operation: OperationObject, key: string | undefined): OperationObject {
  const responses = Object.entries(operation.responses ?? {}).map(
    ([status, response]) => [status.replace(/^\dxx$/, (range) => range.toUpperCase()), response] as const,
  )
  const any = { default: { description: '', content: { '*/*': {} } } }
  const { parameters, ...others } = operation
  return {
    ...others,
    ...(key !== undefined && { operationId: key }),
    ...(Array.isArray(parameters) && {
      parameters: parameters.filter(
        (parameter) =>
          '$ref' in parameter || parameter.in !== 'header' || !IGNORED_HEADERS.test(parameter.name),
      ),
    }),
    // The type of an operation without responses would be `never`.
    responses: responses.length === 0 ? any : Object.fromEntries(responses),
  }
}

/** Whether the API sends the body: a response, or the request of a webhook or callback. */
function isFromApi(pointer: string): boolean {
  const isOutbound = /^\/webhooks\/|\/callbacks\//.test(pointer)
  return isOutbound || !/\/(?:requestBody|requestBodies\/[^/]+)\/content\/[^/]+$/.test(pointer)
}

function typedContent(
  document: OpenAPIDocument,
  variants: SchemaVariants,
  object: MediaTypeObject,
  pointer: string,
): MediaTypeObject {
  if (!/\/(?:requestBody|(?:requestBodies|responses)\/[^/]+)\/content\/[^/]+$/.test(pointer)) return object
  const mediaType = unescapeToken(pointer.slice(pointer.lastIndexOf('/') + 1))
  const schema = object.schema === undefined ? undefined : joinPointer(pointer, 'schema')
  const content: Content = { mediaType, object, schema, pointer }
  const [format, second] = bodyFormats(document, content)
  const isMultipart = essence(mediaType).startsWith('multipart/')
  const isSent = !isFromApi(pointer)
  if (second === undefined && !(isMultipart && isSent) && !essence(mediaType).endsWith('form-urlencoded')) {
    if (format === 'blob') return { ...object, schema: BLOB }
    if (format === 'events' && !isSent) return { ...object, schema: EVENTS }
    if (format === 'text' || format === 'events') return textContent(document, content)
  }
  if (schema === undefined || !isSent) return object
  return { ...object, schema: variants.of(schema, isMultipart ? 'multipart' : 'request') }
}

/** A text keeps its enumeration, but XML is a text whatever its schema. */
function textContent(document: OpenAPIDocument, { object, schema }: Content): MediaTypeObject {
  const types = schema === undefined ? undefined : possibleTypes(document, schema)
  const isText = types !== undefined && [...types].every((type) => type === 'string')
  return isText ? object : { ...object, schema: TEXT }
}

/** The type of a parameter in JSON is that of its value: openapi-typescript would write `string`. */
function typedParameter(parameter: HeaderObject): HeaderObject {
  const [content] = Object.entries(parameter.content ?? {})
  if (content === undefined || !isJson(content[0])) return parameter
  return { ...withoutContent(parameter), schema: content[1].schema ?? {} }
}

const withoutContent = (parameter: HeaderObject): HeaderObject =>
  Object.fromEntries(Object.entries(parameter).filter(([key]) => key !== 'content'))

/** The client reads headers that are scalars. All others stay texts. */
function typedHeader(document: OpenAPIDocument, header: HeaderObject): HeaderObject {
  const type = header.content === undefined ? typeOf(document, header.schema) : 'object'
  if (type === '' || /^string(?:,null)?$/.test(type) || readerOf(type) !== undefined) return header
  return { ...withoutContent(header), schema: TEXT }
}
