import type {
  HeaderObject,
  Idempotency,
  Lifecycle,
  MediaTypeObject,
  OperationObject,
  ParameterObject,
  Rejection,
  ResponseObject,
  SecurityScheme,
} from './openapi.ts'

/** A part of the description with its pointer in the bundled document. */
export type Located<T> = T & { readonly pointer: string }

/** A body in one media type. */
export type Content = Located<{ mediaType: string; object: MediaTypeObject; schema: SchemaPointer }>

/** A parameter. `mediaType` is set if its value is written in a media type instead of a style. */
export type Parameter = Located<{ object: ParameterObject; schema?: SchemaPointer; mediaType?: string }>

/** A header of a response. */
export type Header = Located<{
  name: string
  object: HeaderObject
  schema?: SchemaPointer
  mediaType?: string
}>

/** The pointer of a schema; undefined if there is no schema. */
export type SchemaPointer = string | undefined

export interface Response {
  /** The key in the description: `200`, `4XX` or `default`. */
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

/** Schemes that are required together; empty if no credentials are required (OpenAPI 3.1, Security Requirement Object). */
export type SecurityRequirement = readonly Security[]

/** One operation with all references resolved. Every part has its pointer in the bundled document. */
export interface Operation {
  /** The operationId; without one, `post /path`. */
  readonly id: string
  /** In upper case. */
  readonly method: string
  /** The path template. */
  readonly path: string
  readonly pointer: string
  readonly object: OperationObject
  readonly parameters: readonly Parameter[]
  readonly body: RequestBody | undefined
  readonly responses: readonly Response[]
  /** Alternatives, the first one preferred; empty if no credentials are required. */
  readonly security: readonly SecurityRequirement[]
  readonly idempotency: Located<Idempotency> | undefined
  readonly lifecycle: Located<Lifecycle> | undefined
  /** `at` is the pointer of the entry; `pointer` selects the part of the body that the entry is about. */
  readonly rejections: readonly (Rejection & { readonly at: string })[]
  /** All methods of the path, also of those that differ only in the names of parameters, in upper case. */
  readonly pathMethods: readonly string[]
}
