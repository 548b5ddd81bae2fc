import type {
  HeaderObject,
  Idempotency,
  Lifecycle,
  MediaTypeObject,
  OpenAPIDocument,
  OperationObject,
  ParameterObject,
  Refusal,
  RequestBodyObject,
  ResponseObject,
  SecurityScheme,
} from './openapi.ts'
import { dereference } from './reference.ts'
import { joinPointer } from './pointer.ts'

/** Something of the description together with the place where it stands in the bundled document. */
export type Located<T> = T & { readonly pointer: string }

export interface Response {
  /** `200`, `4XX` or `default`, as the description writes it. */
  readonly status: string
  readonly pointer: string
  readonly object: ResponseObject
  readonly headers: readonly Located<{ name: string; object: HeaderObject }>[]
  readonly content: readonly Located<{ mediaType: string; object: MediaTypeObject }>[]
}

export interface RequestBody {
  readonly pointer: string
  readonly required: boolean
  readonly content: readonly Located<{ mediaType: string; object: MediaTypeObject }>[]
}

/** One security scheme that an operation takes; alternatives stand in their order. */
export interface Security {
  readonly name: string
  readonly pointer: string
  readonly scheme: SecurityScheme
}

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
  readonly parameters: readonly Located<{ object: ParameterObject }>[]
  readonly body: RequestBody | undefined
  readonly responses: readonly Response[]
  /** Alternatives, first one preferred; empty where none is needed. */
  readonly security: readonly Security[]
  readonly idempotency: Located<Idempotency> | undefined
  readonly lifecycle: Located<Lifecycle> | undefined
  /** `at` is the entry's own place; `pointer` is what the entry says of a body. */
  readonly refusals: readonly (Refusal & { readonly at: string })[]
  /** All methods that the path has, in capitals. */
  readonly pathMethods: readonly string[]
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** Every operation of a document, in its order. */
export function readOperations(document: OpenAPIDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) => {
    const methods = METHODS.filter((method) => item[method] !== undefined)
    return methods.map((method) => readOperation(document, path, method, methods))
  })
}

function readOperation(
  document: OpenAPIDocument,
  path: string,
  method: string,
  methods: readonly string[],
): Operation {
  const itemPointer = joinPointer('', 'paths', path)
  const pointer = joinPointer(itemPointer, method)
  const item = document.paths?.[path] ?? {}
  const object = item[method] as OperationObject
  return {
    id: object.operationId ?? `${method} ${path}`,
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
    idempotency: locatedAt(object['x-idempotency'], joinPointer(pointer, 'x-idempotency')),
    lifecycle: locatedAt(object['x-lifecycle'], joinPointer(pointer, 'x-lifecycle')),
    refusals: (object['x-refusals'] ?? []).map((refusal, index) => ({
      ...refusal,
      at: joinPointer(pointer, 'x-refusals', index),
    })),
    pathMethods: methods.map((name) => name.toUpperCase()),
  }
}

function locatedAt<T extends object>(value: T | undefined, pointer: string): Located<T> | undefined {
  return value === undefined ? undefined : { ...value, pointer }
}

/** The operation's own parameters win over the path's (OpenAPI 3.1, Operation Object). */
function readParameters(
  document: OpenAPIDocument,
  lists: readonly (readonly [string, unknown])[],
): Located<{ object: ParameterObject }>[] {
  const found = new Map<string, Located<{ object: ParameterObject }>>()
  for (const [pointer, list] of lists) {
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const { value, pointer: at } = dereference<ParameterObject>(document, joinPointer(pointer, index))
      found.set(`${value.in} ${value.name}`, { pointer: at, object: value })
    }
  }
  return [...found.values()]
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

function readContent(
  content: Record<string, MediaTypeObject> | undefined,
  pointer: string,
): RequestBody['content'] {
  return Object.entries(content ?? {}).map(([mediaType, object]) => ({
    mediaType,
    object,
    pointer: joinPointer(pointer, 'content', mediaType),
  }))
}

function readResponses(document: OpenAPIDocument, object: OperationObject, pointer: string): Response[] {
  return Object.keys(object.responses ?? {}).map((status) => {
    const { value, pointer: at } = dereference<ResponseObject>(
      document,
      joinPointer(pointer, 'responses', status),
    )
    const headers = Object.keys(value.headers ?? {}).map((name) => {
      const header = dereference<HeaderObject>(document, joinPointer(at, 'headers', name))
      return { name, object: header.value, pointer: joinPointer(at, 'headers', name) }
    })
    return { status, pointer: at, object: value, headers, content: readContent(value.content, at) }
  })
}

function readSecurity(document: OpenAPIDocument, object: OperationObject): Security[] {
  const alternatives = object.security ?? document.security ?? []
  return alternatives.flatMap((alternative) =>
    Object.keys(alternative).map((name) => {
      const at = joinPointer('', 'components', 'securitySchemes', name)
      const { value, pointer } = dereference<SecurityScheme>(document, at)
      return { name, pointer, scheme: value }
    }),
  )
}
