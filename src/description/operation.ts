import type {
  HeaderObject,
  Idempotency,
  Lifecycle,
  MediaTypeObject,
  OpenAPIDocument,
  OperationObject,
  ParameterObject,
  Rejection,
  RequestBodyObject,
  ResponseObject,
  SecurityScheme,
} from './openapi.ts'
import { joinPointer } from './pointer.ts'
import { dereference } from './reference.ts'

/** Something of the description together with the place where it stands in the bundled document. */
export type Located<T> = T & { readonly pointer: string }

/** A body in one media type. */
export type Content = Located<{ mediaType: string; object: MediaTypeObject; schema: SchemaPointer }>

/** A parameter; `mediaType` is what its value is written in, where it has no style. */
export type Parameter = Located<{ object: ParameterObject; schema?: SchemaPointer; mediaType?: string }>

/** A header of a response. */
export type Header = Located<{
  name: string
  object: HeaderObject
  schema?: SchemaPointer
  mediaType?: string
}>

/** Where a schema stands; undefined where nothing is said of the values. */
export type SchemaPointer = string | undefined

export interface Response {
  /** `200`, `4XX` or `default`, as the description writes it. */
  readonly status: string
  readonly pointer: string
  readonly object: ResponseObject
  readonly headers: readonly Header[]
  readonly content: readonly Content[]
}

export interface RequestBody {
  readonly pointer: string
  readonly required: boolean
  readonly content: readonly Content[]
}

/** One security scheme of a requirement. */
export interface Security {
  readonly name: string
  readonly pointer: string
  readonly scheme: SecurityScheme
}

/** Schemes that are needed together; none where no credentials are needed (OpenAPI 3.1, Security Requirement Object). */
export type SecurityRequirement = readonly Security[]

/** One operation with its references followed; every part knows its pointer in the bundled document. */
export interface Operation {
  /** The operationId; where there is none, `post /path`. */
  readonly id: string
  /** In capitals. */
  readonly method: string
  /** The path template. */
  readonly path: string
  readonly pointer: string
  readonly object: OperationObject
  readonly parameters: readonly Parameter[]
  readonly body: RequestBody | undefined
  readonly responses: readonly Response[]
  /** Alternatives, the first one preferred; empty where none is needed. */
  readonly security: readonly SecurityRequirement[]
  readonly idempotency: Located<Idempotency> | undefined
  readonly lifecycle: Located<Lifecycle> | undefined
  /** `at` is the entry's own place; `pointer` is what the entry says of a body. */
  readonly rejections: readonly (Rejection & { readonly at: string })[]
  /** All methods that the path has, in capitals. */
  readonly pathMethods: readonly string[]
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** Every operation of a document, in its order. */
export function readOperations(document: OpenAPIDocument): Operation[] {
  const usedIds = new Set<string>()
  const paths = Object.keys(document.paths ?? {}).filter((path) => path.startsWith('/'))
  return paths.flatMap((path) => {
    const { value: item, pointer } = dereference<PathItem>(document, joinPointer('', 'paths', path))
    const methods = METHODS.filter((method) => item[method] !== undefined)
    return methods.map((method) => {
      const operation = readOperation(document, path, item, pointer, method)
      const id = uniqueId(operation.id, `${method} ${path}`, usedIds)
      return { ...operation, id, pathMethods: methods.map((name) => name.toUpperCase()) }
    })
  })
}

type PathItem = Readonly<Record<string, unknown>>

/** An id that no operation before has: two paths may refer to one path item, and share its operations. */
function uniqueId(id: string, fallbackId: string, usedIds: Set<string>): string {
  let found = usedIds.has(id) ? fallbackId : id
  while (usedIds.has(found)) found = `${found}'`
  usedIds.add(found)
  return found
}

function readOperation(
  document: OpenAPIDocument,
  path: string,
  item: PathItem,
  itemPointer: string,
  method: string,
): Omit<Operation, 'pathMethods'> {
  const pointer = joinPointer(itemPointer, method)
  const object = item[method] as OperationObject
  return {
    id:
      object.operationId === undefined || object.operationId === ''
        ? `${method} ${path}`
        : object.operationId,
    method: method.toUpperCase(),
    path,
    pointer,
    object,
    parameters: readParameters(document, [
      [joinPointer(itemPointer, 'parameters'), item['parameters']],
      [joinPointer(pointer, 'parameters'), object.parameters],
    ]),
    body: readBody(document, object, pointer),
    responses: readResponses(document, object, pointer),
    security: readSecurity(document, object),
    idempotency: withPointer(object['x-idempotency'], joinPointer(pointer, 'x-idempotency')),
    lifecycle: withPointer(object['x-lifecycle'], joinPointer(pointer, 'x-lifecycle')),
    rejections: (object['x-rejections'] ?? []).map((rejection, index) => ({
      ...rejection,
      at: joinPointer(pointer, 'x-rejections', index),
    })),
  }
}

function withPointer<T extends object>(value: T | undefined, pointer: string): Located<T> | undefined {
  return value === undefined ? undefined : { ...value, pointer }
}

/** Headers that other parts of a description speak of: as parameters they are ignored (OpenAPI 3.1, Parameter Object). */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization']

/** The operation's own parameters win over the path's (OpenAPI 3.1, Operation Object). */
function readParameters(
  document: OpenAPIDocument,
  lists: readonly (readonly [string, unknown])[],
): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const [pointer, list] of lists) {
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const { value, pointer: at } = dereference<ParameterObject>(document, joinPointer(pointer, index))
      if (value.in === 'header' && IGNORED_HEADERS.includes(value.name.toLowerCase())) continue
      found.set(`${value.in} ${value.name}`, { pointer: at, object: value, ...schemaOf(value, at) })
    }
  }
  return [...found.values()]
}

/** Where the schema of a parameter or a header stands, and the media type that its value is written in, if any. */
function schemaOf(object: HeaderObject, pointer: string): Pick<Parameter, 'schema' | 'mediaType'> {
  const [content] = readContent(object.content, pointer)
  if (content !== undefined) return { schema: content.schema, mediaType: content.mediaType }
  return { schema: object.schema === undefined ? undefined : joinPointer(pointer, 'schema') }
}

function readBody(
  document: OpenAPIDocument,
  object: OperationObject,
  pointer: string,
): RequestBody | undefined {
  if (object.requestBody === undefined) return undefined
  const { value, pointer: at } = dereference<RequestBodyObject>(document, joinPointer(pointer, 'requestBody'))
  return { pointer: at, required: value.required ?? false, content: readContent(value.content, at) }
}

function readContent(content: Record<string, MediaTypeObject> | undefined, pointer: string): Content[] {
  return Object.entries(content ?? {}).map(([mediaType, object]) => {
    const at = joinPointer(pointer, 'content', mediaType)
    const schema = object.schema === undefined ? undefined : joinPointer(at, 'schema')
    return { mediaType, object, pointer: at, schema }
  })
}

function readResponses(document: OpenAPIDocument, object: OperationObject, pointer: string): Response[] {
  const statuses = Object.keys(object.responses ?? {}).filter((status) => !status.startsWith('x-'))
  return statuses.map((status) => {
    const { value, pointer: at } = dereference<ResponseObject>(
      document,
      joinPointer(pointer, 'responses', status),
    )
    // Which media type an answer has stands under `content`; as a header it is ignored (OpenAPI 3.1, Response Object).
    const names = Object.keys(value.headers ?? {}).filter((name) => name.toLowerCase() !== 'content-type')
    const headers = names.map((name) => {
      const headerPointer = joinPointer(at, 'headers', name)
      const header = dereference<HeaderObject>(document, headerPointer)
      return { name, object: header.value, pointer: headerPointer, ...schemaOf(header.value, header.pointer) }
    })
    return { status, pointer: at, object: value, headers, content: readContent(value.content, at) }
  })
}

function readSecurity(document: OpenAPIDocument, object: OperationObject): SecurityRequirement[] {
  const alternatives = object.security ?? document.security ?? []
  return alternatives.map((alternative) =>
    Object.keys(alternative).map((name) => {
      const at = joinPointer('', 'components', 'securitySchemes', name)
      const { value, pointer } = dereference<SecurityScheme>(document, at)
      return { name, pointer, scheme: value }
    }),
  )
}
