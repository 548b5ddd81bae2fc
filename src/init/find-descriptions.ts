import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, parse } from 'node:path'

/** Folders without a project's own description. */
const SKIPPED = /^(?:\..*|node_modules|bower_components|vendor|coverage|__pycache__|venv|site-packages)$/

/** Folders of a build. A description there is a copy, unless the build makes it from the code. */
const BUILT = /(?:^|\/)(?:dist|build|out|target|generated)\//

/** Folders whose descriptions are examples or test data. */
const SIDE = /(?:^|\/)(?:tests?|__tests__|spec|fixtures?|examples?|samples?|mocks?|testdata)\//i

const USUAL_NAMES = /^(?:openapi|swagger|api)$/i

/** A larger file is not searched. */
const MAX_BYTES = 30 * 1024 * 1024

const MAX_DEPTH = 6

/** The version of a description: `openapi: 3.1.0`, or the same key in JSON. */
const VERSION = /["']?(?:openapi|swagger)["']?\s*:\s*["']?[23]\.\d/

/** The same, as a key of the whole file and not of something in it. */
const TOP_KEY = /^["']?(?:openapi|swagger)["']?\s*:/m

/**
 * Returns the descriptions in a folder and below, relative to it, the most likely one first: not among test data, near the
 * root, with a usual name. Those that a build wrote count only if there is no other.
 */
export function findDescriptions(root: string): string[] {
  const found = searchFolder(root)
  const written = found.filter((path) => !BUILT.test(path))
  return (written.length > 0 ? written : found).sort(
    (left, right) => rankOf(left) - rankOf(right) || left.localeCompare(right),
  )
}

function searchFolder(root: string): string[] {
  const found: string[] = []
  const visit = (folder: string, depth: number): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && depth < MAX_DEPTH && !SKIPPED.test(entry.name)) visit(path, depth + 1)
      else if (/\.(?:ya?ml|json)$/i.test(entry.name) && isDescription(join(root, path))) found.push(path)
    }
  }
  visit('', 0)
  return found
}

/** Returns the most likely descriptions: those of the first rank. */
export function likelyDescriptions(found: readonly string[]): string[] {
  const [first] = found
  return first === undefined ? [] : found.filter((path) => rankOf(path) === rankOf(first))
}

function rankOf(path: string): number {
  const depth = path.split('/').length
  return (SIDE.test(path) ? 100 : 0) + depth * 2 + (USUAL_NAMES.test(parse(path).name) ? 0 : 1)
}

function isDescription(path: string): boolean {
  try {
    const stat = statSync(path)
    if (!stat.isFile() || stat.size > MAX_BYTES) return false
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    return VERSION.test(text) && (/^\s*\{/.test(text) ? isObjectWithVersion(text) : TOP_KEY.test(text))
  } catch {
    return false
  }
}

/** Returns whether JSON has the version as a key of its own. What is not valid JSON is read to report why. */
function isObjectWithVersion(text: string): boolean {
  try {
    const document = JSON.parse(text) as Readonly<Record<string, unknown>>
    return Object.hasOwn(document, 'openapi') || Object.hasOwn(document, 'swagger')
  } catch {
    return /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(text)
  }
}
