/** A value that is just valid or just invalid for a keyword. */
export interface Sample {
  readonly label: string
  readonly value: unknown
  /** The keyword that the value tests. Undefined for an ordinary value. */
  readonly keyword: string | undefined
  readonly valid: boolean
  /** Whether it was generated from a pattern. A pattern may allow values that do not exist, such as versions. */
  readonly isGuess?: boolean
  /** The way from the root to the sampled value, as rules name it: property names, `*` for any, `[]` for an item. */
  readonly path: readonly string[]
  /** The same way with the real names of properties and the indexes of items. */
  readonly keys: readonly string[]
  /** The pointer of the schema with the keyword. */
  readonly at: string
}

/** Where a sample is in a body, and the pointer of its schema. */
export type Place = Pick<Sample, 'path' | 'keys' | 'at'>

/** A sample whose place is not known yet. */
export type SampleWithoutPath = Omit<Sample, keyof Place>

/**
 * Makes a sample that a schema accepts.
 *
 * @param keyword the one whose limit it is at
 */
export function valid(label: string, value: unknown, keyword?: string): SampleWithoutPath {
  return { label, value, keyword, valid: true }
}

/** Makes a sample that violates one keyword. */
export function invalid(label: string, value: unknown, keyword: string): SampleWithoutPath {
  return { label, value, keyword, valid: false }
}

/** Returns the whole value of a sample with another value at its place. */
export function withValue({ keys, value: whole }: Sample, value: unknown): unknown {
  const replace = (part: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value
    if (Array.isArray(part)) {
      const items = part as unknown[]
      return items.map((item, index) => (String(index) === key ? replace(item, rest) : item))
    }
    const object = part as Record<string, unknown>
    return { ...object, [key]: replace(object[key], rest) }
  }
  return replace(whole, keys)
}
