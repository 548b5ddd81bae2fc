import { get, joinPointer, parsePointer, responseFor, set } from '../../../description/index.ts'
import type { OpenAPIDocument, Operation } from '../../../description/index.ts'
import { isRecord, propertiesOf, withoutExcluded } from '../../../schema/index.ts'
import { contentType } from '../../server/mock-response.ts'
import type { MockResponse } from '../../server/mock-response.ts'
import { contentOf } from '../media/content.ts'

export type Properties = Readonly<Record<string, unknown>>

export type IsValid = (pointer: string, value: unknown) => boolean

/** Puts stored properties into responses. */
export class Merger {
  readonly document: OpenAPIDocument
  readonly isValid: IsValid

  constructor(document: OpenAPIDocument, isValid: IsValid) {
    this.document = document
    this.isValid = isValid
  }

  /** Whether a body is valid for a response. */
  accepts(operation: Operation, mockResponse: MockResponse, body: unknown): boolean {
    const schema = this.schemaOf(operation, mockResponse)
    return schema === undefined || this.isValid(schema, body)
  }

  /** Returns the pointer of the schema of the body. */
  schemaOf(operation: Operation, mockResponse: MockResponse): string | undefined {
    const contents = responseFor(operation, mockResponse.status)?.content ?? []
    return contentOf(contents, contentType(mockResponse))?.schema
  }

  /**
   * Replaces properties of the object at `at` in the body, as far as the body stays valid. Properties that the schema does
   * not describe are left out.
   */
  merge(operation: Operation, mockResponse: MockResponse, at: string, properties: Properties): MockResponse {
    const target = get(mockResponse.body, at)
    if (!isPlainObject(target)) return mockResponse
    const schema = this.schemaOf(operation, mockResponse)
    const described = schema === undefined ? undefined : this.namesAt(schema, at)
    const kept = Object.entries(properties).filter(
      ([name]) => described === undefined || described.has(name) || Object.hasOwn(target, name),
    )
    const accept = (body: unknown): boolean => this.accepts(operation, mockResponse, body)
    const whole = set(mockResponse.body, at, { ...target, ...Object.fromEntries(kept) })
    if (accept(whole)) return this.stripped(schema, { ...mockResponse, body: whole })
    const body = withAccepted(mockResponse.body, at, Object.fromEntries(kept), accept)
    return this.stripped(schema, { ...mockResponse, body })
  }

  private stripped(schema: string | undefined, mockResponse: MockResponse): MockResponse {
    if (schema === undefined) return mockResponse
    return { ...mockResponse, body: withoutExcluded(this.document, [schema], 'writeOnly', mockResponse.body) }
  }

  /** Returns the names that a schema describes for the object at a pointer. Undefined if it describes none. */
  private namesAt(schema: string, at: string): ReadonlySet<string> | undefined {
    let pointer: string | undefined = schema
    for (const token of parsePointer(at)) {
      pointer = pointer === undefined ? undefined : propertiesOf(this.document, pointer).get(token)
    }
    const names = pointer === undefined ? [] : [...propertiesOf(this.document, pointer).keys()]
    return names.length === 0 ? undefined : new Set(names)
  }
}

/** Returns a body whose object at `at` has each property with which the body is accepted, at every level. */
function withAccepted(
  whole: unknown,
  at: string,
  properties: Properties,
  accept: (body: unknown) => boolean,
): unknown {
  let body = whole
  for (const [name, value] of Object.entries(properties)) {
    const pointer = joinPointer(at, name)
    const changed = set(body, pointer, value)
    if (accept(changed)) body = changed
    // Responses can require more of a nested object than requests do.
    else if (isPlainObject(value) && isPlainObject(get(body, pointer)))
      body = withAccepted(body, pointer, value, accept)
  }
  return body
}

/** Whether a body or a part of it is a JSON object. Bytes are not. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !Buffer.isBuffer(value)
}
