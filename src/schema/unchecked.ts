import { isKnownFormat } from './formats.ts'
import { compileFor } from './pattern/index.ts'
import type { Engine } from './pattern/index.ts'
import { get, joinPointer } from './pointer.ts'
import { dereference, refToPointer } from './reference.ts'
import type { Schema } from './schema.ts'
import { slowPatternReason, Unsupported } from './unsupported.ts'
import { subschemas } from './walk.ts'

/**
 * Returns the pointers of the keywords that constrain a value and that no validator here checks, in the schemas at
 * `starts` and all schemas that these refer to.
 */
export function uncheckedKeywords(document: object, starts: Iterable<string>): string[] {
  const unsupported = new Unsupported(document, 'lenient')
  const found: string[] = []
  const visited = new Set<string>()
  const waiting: { pointer: string; schema?: unknown }[] = [...starts].map((pointer) => ({ pointer }))
  // More are added meanwhile.
  for (const { pointer, schema = get(document, pointer) } of waiting) {
    if (visited.has(pointer) || typeof schema !== 'object' || schema === null) continue
    visited.add(pointer)
    const { format, $ref, $dynamicRef } = schema as Schema
    const unknown = typeof format === 'string' && !isKnownFormat(format) ? ['format'] : []
    for (const keyword of [...unknown, ...unsupported.keywordsOf(schema as Schema, pointer)])
      found.push(joinPointer(pointer, keyword))
    for (const below of subschemas(schema as Schema, pointer)) waiting.push(below)
    for (const reference of [$ref, $dynamicRef])
      if (typeof reference === 'string' && reference.startsWith('#'))
        waiting.push({ pointer: dereference(document, refToPointer(reference)).pointer })
  }
  return found
}

/**
 * Returns the message that a keyword is not checked. Undefined if the reader of the description has reported the
 * pattern already.
 *
 * @param subject what does not check it, such as `The mock does`
 */
export function uncheckedMessage(
  document: object,
  pointer: string,
  subject: string,
  engine: Engine = 'any',
): string | undefined {
  const value: unknown = get(document, pointer)
  if (
    pointer.endsWith('/pattern') &&
    typeof value === 'string' &&
    compileFor('any', value).reason !== undefined
  )
    return undefined
  const reason = slowPatternReason(document, pointer, engine)
  const message = `${subject} not check \`${shownKeyword(document, pointer)}\``
  return reason === undefined ? `${message}.` : `${message}: the pattern ${reason}.`
}

/** Returns a keyword and its value, if that is a text. */
export function shownKeyword(document: object, pointer: string): string {
  const keyword = pointer.slice(pointer.lastIndexOf('/') + 1)
  const value: unknown = get(document, pointer)
  if (typeof value !== 'string') return keyword
  return `${keyword}: ${value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value}`
}

const LONGEST_SHOWN = 200
