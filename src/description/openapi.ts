/** The parts of an OpenAPI 3.1 document that this toolkit reads, and its extensions (explained in openapi/README.md). */

import type { Schema, SchemaType } from '../schema/index.ts'

export type { Schema, SchemaType }

export interface Reference {
  $ref: string
}

export interface ExampleObject {
  summary?: string
  description?: string
  value?: unknown
  /** The URL of the value. It is not read. */
  'x-external-value'?: string
}

export interface MediaTypeObject {
  schema?: Schema
  example?: unknown
  examples?: Record<string, ExampleObject>
  encoding?: Record<string, { style?: string; explode?: boolean; contentType?: string }>
}

export interface HeaderObject {
  description?: string
  required?: boolean
  schema?: Schema
  /** Instead of a schema: the one media type of the value. */
  content?: Record<string, MediaTypeObject>
  example?: unknown
  explode?: boolean
}

export interface ParameterObject extends HeaderObject {
  name: string
  in: ParameterLocation
  examples?: Record<string, ExampleObject>
  style?: string
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie'

export interface RequestBodyObject {
  description?: string
  required?: boolean
  content: Record<string, MediaTypeObject>
}

export interface ResponseObject {
  description: string
  headers?: Record<string, HeaderObject | Reference>
  content?: Record<string, MediaTypeObject>
  links?: Record<string, LinkObject | Reference>
  'x-criteria'?: Criterion[]
}

export interface LinkObject {
  operationId?: string
  operationRef?: string
  parameters?: Record<string, unknown>
}

export interface SecurityScheme {
  type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS'
  scheme?: string
  in?: 'header' | 'query' | 'cookie'
  name?: string
  description?: string
  flows?: { clientCredentials?: { tokenUrl?: string } }
  'x-credentials'?: Credentials
}

export interface OperationObject {
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  deprecated?: boolean
  parameters?: (ParameterObject | Reference)[]
  requestBody?: RequestBodyObject | Reference
  responses?: Record<string, ResponseObject | Reference>
  security?: Record<string, string[]>[]
  'x-idempotency'?: Idempotency
  'x-lifecycle'?: Lifecycle
  'x-rejections'?: Rejection[]
}

export interface Server {
  url: string
  description?: string
  variables?: Record<string, { default: string; enum?: string[] }>
}

export interface OpenAPIDocument {
  openapi: string
  info: { title: string; version: string; description?: string; summary?: string; 'x-client-name'?: string }
  servers?: Server[]
  security?: Record<string, string[]>[]
  paths?: Record<string, Record<string, unknown>>
  components?: Record<string, Record<string, unknown>> & { schemas?: Record<string, Schema> }
  'x-errors'?: { identifiedBy: string[]; message?: string }
  'x-version'?: { header: string }
  'x-request-id'?: { header: string }
}

/** A response that conforms: a status code and, if the description names it, an example that identifies the error. */
export interface ExpectedResponse {
  status: string
  example?: string
}

/** How a request can be retried safely (`x-idempotency`). */
export interface Idempotency {
  /** The request header that carries the key. */
  header: string
  /** How long a response is stored: an ISO 8601 duration. */
  retention: string
  /** What keys are unique in: the account of a credential. */
  scope: 'credential'
  stores: ('success' | 'rejection' | 'failure')[]
  releases: ('validation' | 'authentication' | 'rate-limit' | 'conflict')[]
  /** Additional headers of a replayed response. */
  replay?: { headers?: Record<string, string> }
  /** The same key with another request. */
  mismatch: { differs: ('body' | 'path')[]; responses: ExpectedResponse[] }
  /** The same key while its first request is in progress. The stored response conforms, too. */
  inProgress: { responses: ExpectedResponse[] }
  retry?: { directive: string }
}

/** The responses of the operation in each state of its resource (`x-lifecycle`). */
export interface Lifecycle {
  /** The state in the body of a successful response: a JSON Pointer. */
  state: string
  /** The state after a success. */
  to: string
  /** What a success changes besides the state: JSON Pointers into its body. Absent if the description leaves it open. */
  changes?: string[]
  states: Record<string, { responses: ExpectedResponse[] }>
}

export type RejectionLocation = ParameterLocation | 'body' | 'security' | 'route' | 'method'

/** The responses to an invalid request (`x-rejections`). The first matching entry wins. */
export interface Rejection {
  in: RejectionLocation
  name?: string
  pointer?: string
  keyword?: string
  responses: ExpectedResponse[]
}

/** A condition on an exchange (`x-criteria`), in the simple condition syntax of Arazzo 1.0. */
export interface Criterion {
  condition: string
  description?: string
}

/** How a security scheme carries the API key, and the credentials that it rejects (`x-credentials`). */
export interface Credentials {
  username?: string
  password?: string
  /** Whether the API ignores the password. */
  anyPassword?: boolean
  rejected?: { keyword: string; description?: string; value: string; prefix?: string }[]
}
