import { dirname, relative, resolve } from 'node:path'

/** Which external references may be read. By default, only files in the folder of the description and below. */
export interface Access {
  /** Whether `$ref: https://…` is fetched. */
  readonly allowRemote?: boolean
  /** Whether a file outside the folder of the description is read. */
  readonly allowOutside?: boolean
}

/** Returns whether a reference leads to another document. */
export function isExternal(ref: unknown): ref is string {
  return typeof ref === 'string' && !ref.startsWith('#')
}

/** Returns whether a reference is a URL with a scheme, such as `https:`. A Windows path is not. */
export function isRemote(ref: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(ref) || ref.startsWith('//')
}

/** Returns whether a document has a reference to another document. */
export function hasExternalRefs(document: unknown): boolean {
  const open: unknown[] = [document]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isExternal((value as { $ref?: unknown }).$ref)) return true
    for (const child of Object.values(value)) open.push(child)
  }
  return false
}

/**
 * Returns why a reference is not read; undefined if it is.
 *
 * @param root the folder of the description
 * @param path the absolute path or the URL of the target
 */
export function denied(
  root: string,
  path: string,
  { allowRemote = false, allowOutside = false }: Access,
): string | undefined {
  if (isRemote(path))
    return allowRemote ? undefined : `\`${path}\` is not fetched. To fetch it, use \`--allow-remote\`.`
  const isOutside = relative(root, path).split(/[/\\]/)[0] === '..' || dirname(resolve(root, path)) === ''
  if (!isOutside || allowOutside) return undefined
  return `\`${relative(root, path)}\` is outside the folder of the description. To read it, use \`--allow-outside\`.`
}
