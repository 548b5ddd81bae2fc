import { DescriptionError } from '../error.ts'

/** Deeper descriptions are rejected, because recursive functions read them. */
const MAX_DEPTH = 1000

/**
 * Rejects a value that is nested too deep. Needs no recursion.
 *
 * @param file the name of the file, for the message
 */
export function checkDepth(file: string, value: unknown): void {
  let level: object[] = isObject(value) ? [value] : []
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw tooDeep(file)
    const next: object[] = []
    for (const each of level)
      for (const child of Object.values(each) as unknown[]) if (isObject(child)) next.push(child)
    level = next
  }
}

/** Returns the error for a file that is nested too deeply to be read. */
export function tooDeep(file: string): DescriptionError {
  const message = `Nested too deep: more than ${MAX_DEPTH} levels. Reduce the nesting.`
  return new DescriptionError([{ source: file, message }])
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
