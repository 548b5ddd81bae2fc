import { parsePointer, refToPointer } from '../description/index.ts'
import type { OpenAPIDocument } from '../description/index.ts'

/** Who sends a part of a document: clients (a request) or the API (a response). */
export type Direction = 'request' | 'response'

const SCHEMA_REF = /^#\/components\/schemas\/([^/]+)(.*)$/

/** Keys of operations and of `components` that begin a request or a response. */
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  parameters: 'request',
  requestBody: 'request',
  requestBodies: 'request',
  responses: 'response',
  headers: 'response',
}

/** Values of any form, in which nothing is a reference. */
const VALUES = new Set(['example', 'examples', 'default', 'const', 'enum'])

/**
 * Returns a document in which requests and responses share no schema: a schema that both use becomes two, so that a change
 * of it is compared once as a part of requests and once as a part of responses.
 */
export function separateDirections(document: OpenAPIDocument): unknown {
  const schemas =
    (document as { components?: { schemas?: Record<string, unknown> } }).components?.schemas ?? {}
  const needed = new Map<string, { name: string; direction: Direction }>()
  const refOf = (ref: string, direction: Direction): string => {
    const [, token, rest = ''] = SCHEMA_REF.exec(ref) ?? []
    if (token === undefined) return ref
    const [name = ''] = parsePointer(refToPointer(`#/${token}`))
    if (!Object.hasOwn(schemas, name)) return ref
    needed.set(`${name}.${direction}`, { name, direction })
    return `#/components/schemas/${token}.${direction}${rest}`
  }
  const copy = (value: unknown, direction: Direction | undefined, isReversed = false): unknown => {
    if (Array.isArray(value)) return value.map((item) => copy(item, direction, isReversed))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, child]: [string, unknown]) => {
        if (VALUES.has(key) && direction !== undefined) return [key, child]
        if (
          typeof child === 'string' &&
          direction !== undefined &&
          (key === '$ref' || SCHEMA_REF.test(child))
        )
          return [key, refOf(child, direction)]
        if (direction !== undefined) return [key, copy(child, direction, isReversed)]
        // In a webhook or a callback, the API sends the request.
        const reversed = isReversed || key === 'webhooks' || key === 'callbacks'
        return [key, copy(child, begin(key, reversed), reversed)]
      }),
    )
  }
  const { components, ...others } = copy({ ...document, ...withoutSchemas(document) }, undefined) as {
    components?: Record<string, unknown>
  }
  const copies: Record<string, unknown> = {}
  // The copies need further copies.
  for (const [key, { name, direction }] of needed) copies[key] = copy(schemas[name], direction)
  return { ...others, components: { ...components, schemas: copies } }
}

function begin(key: string, isReversed: boolean): Direction | undefined {
  const direction = DIRECTIONS[key]
  if (direction === undefined || !isReversed) return direction
  return direction === 'request' ? 'response' : 'request'
}

function withoutSchemas(document: OpenAPIDocument): object {
  const { components } = document as { components?: Record<string, unknown> }
  return components === undefined ? {} : { components: { ...components, schemas: {} } }
}

const COPY = /^(#?\/components\/schemas\/[^/]+)\.(request|response)(?=\/|$)/

/** Returns the pointer of a part in the original document. */
export function originalPointer(pointer: string): string {
  return pointer.replace(COPY, '$1').replace(/^#/, '')
}

/** Returns who sends a part. @param path the way to it through the operations */
export function directionOf(pointer: string, path: string): Direction | undefined {
  const [, , copied] = COPY.exec(pointer) ?? []
  if (copied === 'request' || copied === 'response') return copied
  const isReversed = /\/(?:webhooks|callbacks)\//.test(path)
  const key = path.split('/').find((token) => Object.hasOwn(DIRECTIONS, token))
  return key === undefined ? undefined : begin(key, isReversed)
}

/** Returns a message with the names of the original schemas. */
export function originalNames(message: string): string {
  return message.replaceAll(/\.(?:request|response)(?=`)/g, '')
}
