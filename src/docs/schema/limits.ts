import { mapParts } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'

/** The numbers that a description has as a limit if there is no other: of safe integers, 64 bits and doubles. */
const NO_LIMIT = [Number.MAX_SAFE_INTEGER, 2 ** 53, 2 ** 63, 2 ** 64, Number.MAX_VALUE]

/** Checks whether a `minimum` or `maximum` only names the range of the number type. */
export const isNoLimit = (limit: unknown): boolean =>
  typeof limit === 'number' && NO_LIMIT.includes(Math.abs(limit))

/** Checks whether a length or a count has a limit that nothing reaches. */
export const isNoSize = (limit: unknown): boolean => typeof limit === 'number' && limit >= 2 ** 31 - 1

const LIMITS: Record<string, (limit: unknown) => boolean> = {
  minimum: isNoLimit,
  maximum: isNoLimit,
  exclusiveMinimum: isNoLimit,
  exclusiveMaximum: isNoLimit,
  maxLength: isNoSize,
  maxItems: isNoSize,
  maxProperties: isNoSize,
}

/** Replaces such numbers in a text of a rule: `maximum 9007199254740991` reads `maximum: no limit`. */
export function withoutConventionalLimits(text: string): string {
  return text.replaceAll(/\b([a-z]+):? (-?\d{10,})\b/gi, (whole, keyword: string, number: string) =>
    LIMITS[keyword]?.(Number(number)) === true ? `${keyword}: no limit` : whole,
  )
}

/** Returns a document for readers: a conventional limit becomes the words "no limit" in the schema's description. */
export function withLimitsInWords(document: OpenAPIDocument): OpenAPIDocument {
  return mapParts(document, 'document', (part, kind) => {
    if (kind !== 'schema' || typeof part !== 'object' || part === null) return part
    const schema = part as Schema & Record<string, unknown>
    const keywords = Object.keys(LIMITS).filter((keyword) => LIMITS[keyword]?.(schema[keyword]) === true)
    if (keywords.length === 0) return part
    const kept = Object.entries(schema).filter(([key]) => !keywords.includes(key))
    const words = keywords.map((keyword) => `\`${keyword}\`: no limit.`)
    return { ...Object.fromEntries(kept), description: [schema.description, ...words].join(' ').trim() }
  }) as OpenAPIDocument
}
