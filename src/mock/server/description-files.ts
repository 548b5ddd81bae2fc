import { joinPointer } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'

/** Returns every file that a description was written in, relative to the root, and the settings file. */
export function filesOf(description: Description): string[] {
  const files = new Set(['redocly.yaml'])
  const walk = (value: unknown, pointer: string): void => {
    const { file } = description.source(pointer)
    if (file !== '') files.add(file)
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) walk(child, joinPointer(pointer, key))
  }
  walk(description.document, '')
  return [...files]
}
