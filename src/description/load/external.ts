import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

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

/** Returns the absolute path, or the URL, that a reference in a file leads to. A path can be percent-encoded. */
export function resolveRef(base: string, ref: string): string {
  const [target = ''] = ref.split('#')
  if (/^file:/i.test(target)) return pathOfUrl(target)
  if (isRemote(base)) return URL.canParse(target, base) ? new URL(target, base).href : target
  if (isRemote(target)) return target
  const path = resolve(dirname(base), target)
  return existsSync(path) ? path : resolve(dirname(base), decode(target))
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    return url
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Returns where a path leads after its symbolic links. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path)
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
  const fromRoot = relative(realPath(root), realPath(path))
  const isOutside = fromRoot.split(/[/\\]/)[0] === '..' || isAbsolute(fromRoot)
  if (!isOutside || allowOutside) return undefined
  return `\`${relative(root, path)}\` is outside the folder of the description. To read it, use \`--allow-outside\`.`
}
