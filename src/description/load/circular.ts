import { get, isRecord, refToPointer } from '../../schema/index.ts'
import { isExternal, resolveRef } from './external.ts'
import type { ParsedFile } from './types.ts'

/**
 * Changes the references of a file that lead back to themselves without a value in between, so that they have no target.
 * Otherwise Redocly rejects the whole description.
 *
 * @param files all files, by their absolute paths
 */
export function breakCircular(document: unknown, path: string, files: ReadonlyMap<string, ParsedFile>): void {
  const open: unknown[] = [document]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const { $ref } = value as { $ref?: unknown }
    if (typeof $ref === 'string' && isCircular($ref, path, files))
      Object.assign(value, { $ref: `${$ref}${$ref.includes('#') ? '' : '#/'} (circular)` })
    for (const child of Object.values(value)) open.push(child)
  }
}

function isCircular(ref: string, path: string, files: ReadonlyMap<string, ParsedFile>): boolean {
  const seen = new Set<string>()
  let next: unknown = ref
  let file = path
  while (typeof next === 'string') {
    const [, fragment = ''] = next.split('#')
    file = isExternal(next) ? resolveRef(file, next) : file
    const key = `${file}#${fragment}`
    if (seen.has(key)) return true
    seen.add(key)
    const target = get(files.get(file)?.value, refToPointer(fragment))
    next = isRecord(target) ? target['$ref'] : undefined
  }
  return false
}
