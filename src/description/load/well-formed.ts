import { joinPointer } from '../../schema/index.ts'
import type { ParsedFile } from './types.ts'

/** Matches a text that may escape half of a character. */
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/

/**
 * Returns a file whose names and texts are well-formed Unicode: U+FFFD stands for each half of a character, with a
 * warning. No URI, no UTF-8 and no JSON Pointer in a URI can carry half a character.
 *
 * @param text the text of the file, which shows quickly whether there may be one
 */
export function wellFormed(file: string, text: string, parsed: ParsedFile): ParsedFile {
  if (!ESCAPED_SURROGATE.test(text)) return parsed
  const repair = new Repair()
  const value = repair.valueOf(parsed.value)
  if (repair.found.length === 0) return parsed
  const warnings = repair.found.map((pointer) => ({
    source: `${file}:${parsed.lines().get(pointer) ?? 1}`,
    message: 'It has half a character (a lone surrogate), for which U+FFFD is read.',
  }))
  return { ...parsed, value, warnings: [...parsed.warnings, ...warnings] }
}

/** Repairs the values of a file. A value that several aliases share is repaired once. The depth of a file is limited. */
class Repair {
  /** The pointers of what was repaired. */
  readonly found: string[] = []
  private readonly copies = new Map<object, unknown>()

  valueOf(value: unknown, pointer = ''): unknown {
    if (typeof value === 'string') return this.textOf(value, pointer)
    if (typeof value !== 'object' || value === null) return value
    const known = this.copies.get(value)
    if (known !== undefined) return known
    const copy = Array.isArray(value)
      ? value.map((item, index) => this.valueOf(item, joinPointer(pointer, index)))
      : Object.fromEntries(
          Object.entries(value).map(([name, child]) => {
            const at = joinPointer(pointer, name)
            return [this.textOf(name, at), this.valueOf(child, at)]
          }),
        )
    this.copies.set(value, copy)
    return copy
  }

  private textOf(text: string, pointer: string): string {
    // Encoding to UTF-8 replaces what is not well-formed.
    const wellFormedText = Buffer.from(text).toString()
    if (wellFormedText !== text) this.found.push(pointer)
    return wellFormedText
  }
}
