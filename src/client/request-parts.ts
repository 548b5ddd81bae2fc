import { invalid } from './errors.ts'

/** The arguments of `fetch`. Unlike a `Request`, they can be sent any number of times. */
export interface RequestParts extends RequestInit {
  /** Required by `fetch` for a stream: the response is read after the whole body is sent. */
  readonly duplex?: 'half'
  /** The whole address, with its query. */
  readonly url: string
  readonly method: string
  readonly headers: Headers
}

/** Headers by name. Those that are undefined are not sent. `null` removes the one of an earlier group. */
export type HeaderGroup = Readonly<Record<string, unknown>>

/** Returns names and values, also those of `Headers` and of a list of pairs: programs without types pass these. */
export const headerEntries = (group: HeaderGroup): readonly [string, unknown][] =>
  Symbol.iterator in group ? [...(group as unknown as Iterable<[string, unknown]>)] : Object.entries(group)

/**
 * Merges groups of headers into a copy of those of the client. The last group wins.
 *
 * @throws InvalidRequestError that names the header, without its value: the platform's own error would quote it
 */
export const mergeHeaders = (groups: readonly HeaderGroup[], shared?: Headers): Headers => {
  const merged = new Headers(shared)
  for (const [name, value] of groups.flatMap(headerEntries)) {
    if (value !== undefined && !setHeader(merged, name, value))
      throw invalid(JSON.stringify(name), 'a header that can be sent')
  }
  return merged
}

/** @returns whether the header carries the value as it is: one with a space at an end would be trimmed */
const setHeader = (headers: Headers, name: string, value: unknown): boolean => {
  try {
    headers.delete(name)
    if (value === null) return true
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    headers.set(name, text)
    return headers.get(name) === text
  } catch {
    return false
  }
}

/** Whether a body can be read only once. */
export const isStream = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body)

/**
 * Writes a body.
 *
 * @throws InvalidRequestError for one that has a BigInt, contains itself, or is a function
 */
export const writeBody = <Written>(write: (body: unknown) => Written, body: unknown): Written => {
  let written: Written | undefined
  let cause: unknown
  try {
    written = write(body)
  } catch (error) {
    cause = error
  }
  if (written === undefined) throw invalid('body', 'a body that can be written', cause)
  return written
}

/** Whether a value is a file, a form, or another collection of the platform: as JSON, it would be empty. */
export const isOpaque = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  (Symbol.iterator in body || 'arrayBuffer' in body || body instanceof ArrayBuffer)
