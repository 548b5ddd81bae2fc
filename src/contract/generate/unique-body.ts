import { randomUUID } from 'node:crypto'
import type { Content, OpenAPIDocument, Schema } from '../../description/index.ts'
import { schemasOf, shapeOf } from '../../schema/index.ts'
import { canCarryBody, encode, validBody } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'

/** Names of properties that often must be unique, and that refer to nothing. */
const NAMING = /name|title|mail|slug|label|login|user|description|summary|text|note|comment/i

/** Names of properties that may refer to something, or carry a secret. */
const REFERRING = /(?:^|[a-z_-])(?:id|ids|uuid|ref|key|code|token|password|secret|type|kind|status|state)$/i

/**
 * Returns a valid body whose names differ from those of every other one, because a server may require unique names.
 * Undefined if no property can be changed.
 */
export function uniqueBody(document: OpenAPIDocument, content: Content): Payload | undefined {
  const { schema } = content
  const base = validBody(document, content)?.value
  if (schema === undefined || typeof base !== 'object' || base === null || Array.isArray(base))
    return undefined
  let value = base as Record<string, unknown>
  for (const [name, pointer] of shapeOf(document, schema).properties) {
    const old = value[name]
    if (typeof old !== 'string' || !NAMING.test(name) || REFERRING.test(name)) continue
    for (const text of variantsOf(old, shapeOf(document, pointer).schema)) {
      const changed = { ...value, [name]: text }
      if (!schemasOf(document).isDefinitelyValid(schema, changed)) continue
      if (!canCarryBody(document, content, changed)) continue
      value = changed
      break
    }
  }
  return value === base ? undefined : encode(content, value)
}

function variantsOf(old: string, { enum: listed, const: only, maxLength = 255 }: Schema): string[] {
  if (listed !== undefined || only !== undefined) return []
  const unique = randomUUID()
    .replaceAll('-', '')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(+digit))
  const short = unique.slice(0, Math.min(10, maxLength))
  return [
    ...(old.includes('@') ? [old.replace(/^[^@]*/, short)] : []),
    ...(old.length + short.length < maxLength
      ? [`${old} ${short}`, `${old}-${short}`, `${old}${short}`]
      : []),
    short,
    `${short.charAt(0).toUpperCase()}${short.slice(1)}`,
    // The schema wants a text of exactly the length of the old one.
    unique.slice(0, old.length),
  ].filter((text) => text !== '' && text !== old)
}
