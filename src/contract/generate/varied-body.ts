import { randomUUID } from 'node:crypto'
import type { Content, OpenAPIDocument, Schema } from '../../description/index.ts'
import { schemasOf, shapeOf, simplest } from '../../schema/index.ts'
import { canCarryBody, canEncode, encode, validBody } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'

/** Names of properties that often must be unique, and that refer to nothing. */
const NAMING = /name|title|mail|slug|label|login|user|description|summary|text|note|comment/i

/** Names of properties that may refer to something, or carry a secret. */
const REFERRING = /(?:^|[a-z_-])(?:id|ids|uuid|ref|key|code|token|password|secret|type|kind|status|state)$/i

export interface Variation {
  /** Whether the body has every property, not only the required ones. */
  readonly full?: boolean
  /** Whether numbers differ, too. */
  readonly numbers?: boolean
}

/**
 * Returns a valid body whose names differ from those of every other one, because a server may require unique names.
 * Undefined if no property can be changed.
 */
export function variedBody(
  document: OpenAPIDocument,
  content: Content,
  { full = false, numbers = false }: Variation = {},
): Payload | undefined {
  const { schema } = content
  const base = baseOf(document, content, full)
  if (schema === undefined || !isRecord(base)) return undefined
  const isValid = (value: unknown): boolean =>
    schemasOf(document).isDefinitelyValid(schema, value) && canCarryBody(document, content, value)
  const value = variedValue(document, schema, base, { numbers, isValid })
  return value === base && !full ? undefined : encode(content, value, document)
}

function baseOf(document: OpenAPIDocument, content: Content, full: boolean): unknown {
  const known = validBody(document, content)?.value
  if (!full || content.schema === undefined || !canEncode(content)) return known
  const whole = simplest(document, content.schema, { full: true })
  const isUsable =
    schemasOf(document).isDefinitelyValid(content.schema, whole) && canCarryBody(document, content, whole)
  return isUsable ? whole : known
}

/** Changes the free texts of a value, one by one, while it stays valid. Returns the same object if none can change. */
export function variedValue(
  document: OpenAPIDocument,
  schema: string,
  base: Readonly<Record<string, unknown>>,
  { numbers, isValid }: { numbers: boolean; isValid: (value: unknown) => boolean },
): Readonly<Record<string, unknown>> {
  let value = base
  for (const [name, pointer] of shapeOf(document, schema).properties) {
    if (!Object.hasOwn(base, name) || REFERRING.test(name)) continue
    for (const other of variantsOf(name, value[name], shapeOf(document, pointer).schema, numbers)) {
      const changed = { ...value, [name]: other }
      if (!isValid(changed)) continue
      value = changed
      break
    }
  }
  return value
}

function variantsOf(name: string, old: unknown, schema: Schema, numbers: boolean): unknown[] {
  if (schema.enum !== undefined || schema.const !== undefined) return []
  if (typeof old === 'number') return numbers ? [old + 7, old + 1, old - 1, old + 0.5] : []
  return typeof old === 'string' && NAMING.test(name) ? textVariants(old, schema) : []
}

function textVariants(old: string, { maxLength = 255 }: Schema): string[] {
  const unique = randomUUID()
    .replaceAll('-', '')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
  const short = unique.slice(0, Math.min(10, maxLength))
  const fits = old.length + short.length < maxLength
  return [
    ...(old.includes('@') ? [old.replace(/^[^@]*/, short)] : []),
    ...(fits ? [`${old} ${short}`, `${old}-${short}`, `${old}${short}`] : []),
    short,
    `${short.charAt(0).toUpperCase()}${short.slice(1)}`,
    // The schema wants a text of exactly the length of the old one.
    unique.slice(0, old.length),
  ].filter((text) => text !== '' && text !== old)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
