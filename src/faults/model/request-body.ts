import { covers, isForm, isJson } from '../../description/index.ts'
import type { Content, Description } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import { encode, readForm } from '../../serialization/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import type { Call } from './fault.ts'
import { parse, requestHeader, withBody } from './message.ts'

/** The body of a request as a value, with its documented media type. */
export interface ReadBody {
  readonly content: Content
  readonly value: unknown
}

type Input = { readonly description: Description; readonly schemas: SchemaSet }

const known = new WeakMap<MockRequest, { readonly body: ReadBody | undefined }>()

/** Returns the body of a request: JSON or a form. Undefined for any other. */
export function bodyOf({ description, schemas }: Input, { operation, request }: Call): ReadBody | undefined {
  const cached = known.get(request)
  if (cached !== undefined) return cached.body
  const type = requestHeader(request, 'content-type') ?? ''
  const content = (operation.body?.content ?? []).find(({ mediaType }) => covers(mediaType, type))
  const text = request.body.toString('utf8')
  const context = { document: description.document, schemas }
  const value =
    content === undefined
      ? undefined
      : isJson(content.mediaType)
        ? parse(text)
        : isForm(content.mediaType)
          ? { value: readForm(context, content, text) }
          : undefined
  const body =
    content === undefined || value?.value === undefined || isTooDeep(value.value)
      ? undefined
      : { content, value: value.value }
  known.set(request, { body })
  return body
}

/** How deeply a value may be nested. The contract sends deeper ones, which only a parser rejects. */
const DEEPEST = 200

function isTooDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true
    level = level.flatMap((part): unknown[] =>
      typeof part === 'object' && part !== null ? Object.values(part) : [],
    )
  }
  return false
}

/** Returns a request with another value as its body, in the same media type. */
export function withValue(request: MockRequest, content: Content, value: unknown): MockRequest {
  return withBody(request, encode(content, value).bytes)
}
