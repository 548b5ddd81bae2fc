/** A value that is just valid or just invalid for a keyword. */
export interface Sample {
  readonly label: string
  readonly value: unknown
  /** The keyword that the value tests. Undefined for an ordinary value. */
  readonly keyword: string | undefined
  readonly valid: boolean
  /** Whether it was generated from a pattern. A pattern may allow values that do not exist, such as versions. */
  readonly isGuess?: boolean
  /** The property names from the root to the sampled value. `[]` is the single item of an array. */
  readonly path: readonly string[]
}

/** A sample whose path is not known yet. */
export type SampleWithoutPath = Omit<Sample, 'path'>

export function valid(label: string, value: unknown, keyword?: string): SampleWithoutPath {
  return { label, value, keyword, valid: true }
}

export function invalid(label: string, value: unknown, keyword: string): SampleWithoutPath {
  return { label, value, keyword, valid: false }
}

/** Returns the whole value of a sample with another value at its path. */
export function withValue({ path, value: whole }: Sample, value: unknown): unknown {
  const replace = (part: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) return value
    if (name === '[]') {
      const [first, ...others] = part as unknown[]
      return [replace(first, rest), ...others]
    }
    const object = part as Record<string, unknown>
    return { ...object, [name]: replace(object[name], rest) }
  }
  return replace(whole, path)
}
