import { isJson, responseFor } from '../../description/index.ts'
import type { Content, Header, OpenAPIDocument, Operation } from '../../description/index.ts'
import { constructValue, jsonTypesOf, withoutExcluded } from '../../schema/index.ts'
import type { OptionalValue } from '../../schema/index.ts'
import { parseCandidates, sampleBytes, simpleText } from '../../serialization/index.ts'
import type { Schemas } from '../read/schemas.ts'
import { contentType, headerOf, withHeaders } from '../server/mock-response.ts'
import type { MockResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { contentOf, hasExample, isBytes, withMediaType } from './media/content.ts'
import { hasDiscriminator } from './media/discriminator.ts'
import { isPlainObject } from './crud/merge.ts'
import { responseViolationsHeader } from './violations-header.ts'

/** Makes responses conform to the description. */
export class Conforming {
  private readonly document: OpenAPIDocument
  private readonly schemas: Schemas
  private readonly log: (line: string) => void
  private readonly values = new Map<string, OptionalValue>()
  private readonly logged = new Set<string>()

  /** @param log receives a line for each part of a response that cannot be made, once */
  constructor(document: OpenAPIDocument, schemas: Schemas, log: (line: string) => void) {
    this.document = document
    this.schemas = schemas
    this.log = log
  }

  /**
   * Returns a response with valid headers and a valid body. A body that is already valid is kept.
   *
   * @param isChosen whether the request chose the example by its name. Then it is kept even if it is invalid.
   */
  conform(
    operation: Operation,
    request: MockRequest,
    mockResponse: MockResponse,
    isChosen: boolean,
  ): MockResponse {
    const response = responseFor(operation, mockResponse.status)
    if (response === undefined) return mockResponse
    const content = contentOf(response.content, contentType(mockResponse))
    const withContent =
      content === undefined
        ? withoutBody(mockResponse)
        : this.withBody(
            operation,
            content,
            withMediaType(this.document, content, request, mockResponse),
            isChosen,
          )
    return response.headers.reduce(
      (changed, header) => this.withHeader(operation, changed, header),
      withContent,
    )
  }

  /** Whether a value is valid for the schema at a pointer. */
  readonly isValid = (pointer: string, value: unknown): boolean =>
    this.schemas.check(pointer, value) === undefined

  private valueOf(pointer: string): OptionalValue {
    if (!this.values.has(pointer))
      this.values.set(pointer, constructValue(this.document, pointer, 'writeOnly', this.isValid))
    return this.values.get(pointer)
  }

  private withBody(
    operation: Operation,
    content: Content,
    mockResponse: MockResponse,
    isChosen: boolean,
  ): MockResponse {
    const { document } = this
    const { schema } = content
    const type = contentType(mockResponse)
    if (!hasExample(content) && isBytes(document, content, type))
      return { ...mockResponse, body: sampleBytes(type) }
    if (schema === undefined)
      return { ...mockResponse, body: mockResponse.body ?? (isJson(type) ? {} : 'string') }
    // An example that is a text is already encoded, such as XML.
    if (typeof mockResponse.body === 'string' && hasExample(content) && !isJson(type)) return mockResponse
    const body = withoutExcluded(document, [schema], 'writeOnly', mockResponse.body)
    // Prism does not follow a discriminator, so its sample can be valid and still name another schema.
    const isAnyObject = !hasExample(content) && hasDiscriminator(document, schema)
    const mayMislead = isAnyObject || (!isPlainObject(body) && describesObject(document, schema))
    const isUsable = body !== undefined && this.isValid(schema, body)
    if (isUsable && !mayMislead) return { ...mockResponse, body }
    const found = isChosen ? undefined : this.valueOf(schema)
    if (found !== undefined) return { ...mockResponse, body: found.value }
    return isUsable ? { ...mockResponse, body } : this.report(operation, { ...mockResponse, body }, 'body')
  }

  private withHeader(operation: Operation, mockResponse: MockResponse, header: Header): MockResponse {
    const { name, object, schema, mediaType } = header
    if (schema === undefined) return mockResponse
    const text = headerOf(mockResponse.headers, name)
    if (text === undefined && object.required !== true) return mockResponse
    const { document, isValid } = this
    const context = { document, schemas: { mayBeValid: isValid }, isResponse: true }
    const isConforming = (candidate: string): boolean =>
      parseCandidates(context, schema, candidate, { mediaType, explode: object.explode }).some((value) =>
        isValid(schema, value),
      )
    if (text !== undefined && isConforming(text)) return mockResponse
    const found = this.valueOf(schema)
    const made = found === undefined ? undefined : headerText(found.value, mediaType)
    if (made === undefined || !/^[\x20-\x7e]*$/.test(made) || !isConforming(made))
      return this.report(operation, mockResponse, `header \`${name}\``)
    return { ...mockResponse, headers: withHeaders(mockResponse.headers, { [name]: made }) }
  }

  private report(operation: Operation, mockResponse: MockResponse, part: string): MockResponse {
    const message = `No valid value was found for the ${part}.`
    const line = `${operation.id}: ${mockResponse.status}: ${message}`
    if (!this.logged.has(line)) this.log(line)
    this.logged.add(line)
    const headers = { 'sl-violations': responseViolationsHeader(part, message) }
    return { ...mockResponse, headers: withHeaders(mockResponse.headers, headers) }
  }
}

/** Whether a schema means objects: without a type, it allows any value and describes properties. */
function describesObject(document: OpenAPIDocument, schema: string): boolean {
  const types = jsonTypesOf(document, schema)
  return types?.size === 1 && types.has('object')
}

function withoutBody(mockResponse: MockResponse): MockResponse {
  const headers = withHeaders(mockResponse.headers, { 'Content-Type': undefined })
  return { ...mockResponse, headers, body: undefined }
}

function headerText(value: unknown, mediaType: string | undefined): string {
  return mediaType === undefined ? simpleText(value) : JSON.stringify(value)
}
