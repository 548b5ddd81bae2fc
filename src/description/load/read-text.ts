import { readFileSync, statSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { DescriptionError } from '../error.ts'

/** A larger file is rejected. It and what is made from it would not fit into memory. */
const MAX_MEGABYTES = 50

/** Returns why a path cannot be read as a file; undefined if it can. A device or a pipe may have no end. */
export function unreadable(path: string): string | undefined {
  const stats = statsOf(path)
  if (typeof stats === 'string') return stats
  if (!stats.isFile()) return 'is not a file'
  return stats.size > MAX_MEGABYTES * 1024 * 1024 ? `is larger than ${MAX_MEGABYTES} MB` : undefined
}

function statsOf(path: string): Stats | string {
  try {
    return statSync(path)
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be read (${code})`
  }
}

/**
 * Reads a text file in UTF-8 or UTF-16.
 *
 * @param name the name of the file, for the message
 * @param what what the file is, for the message
 * @throws DescriptionError if it cannot be read
 */
export function readText(path: string, name: string, what = 'File'): string {
  const problem = (message: string): DescriptionError => new DescriptionError([{ source: name, message }])
  try {
    const reason = unreadable(path)
    if (reason === 'does not exist') throw problem(`${what} not found.`)
    if (reason !== undefined) throw problem(`It ${reason}.`)
    return decodeText(readFileSync(path))
  } catch (error) {
    if (error instanceof DescriptionError) throw error
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    throw problem(`The file cannot be read (${code}).`)
  }
}

/** Decodes a text by its byte order mark, or by where its first characters have zeros (YAML 1.2.2, section 5.2). */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
    return new TextDecoder('utf-16le').decode(bytes)
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && bytes.length > 1))
    return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
