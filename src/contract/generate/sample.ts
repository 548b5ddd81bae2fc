/** A value on one side of a keyword's line. */
export interface Sample {
  readonly label: string
  readonly value: unknown
  /** The keyword that it keeps or breaks; undefined for a value that is just like any other. */
  readonly keyword: string | undefined
  readonly valid: boolean
  /** Whether it was made from a pattern, which may allow more than there is: versions, say. */
  readonly isGuess?: boolean
  /** Property names from the root to what is sampled; `[]` for the one item of an array. */
  readonly path: readonly string[]
}

/** A sample that does not know yet where it is. */
export type SampleWithoutPath = Omit<Sample, 'path'>

export function valid(label: string, value: unknown, keyword?: string): SampleWithoutPath {
  return { label, value, keyword, valid: true }
}

export function invalid(label: string, value: unknown, keyword: string): SampleWithoutPath {
  return { label, value, keyword, valid: false }
}

/** A sample's whole value with another one at its place. */
export function withValue({ path, value: whole }: Sample, value: unknown): unknown {
  const replace = (part: unknown, [name, ...below]: readonly string[]): unknown => {
    if (name === undefined) return value
    if (name === '[]') {
      const [first, ...others] = part as unknown[]
      return [replace(first, below), ...others]
    }
    const object = part as Record<string, unknown>
    return { ...object, [name]: replace(object[name], below) }
  }
  return replace(whole, path)
}
