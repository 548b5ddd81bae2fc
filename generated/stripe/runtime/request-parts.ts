// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import { invalid } from './errors.js'

/** The arguments of `fetch`. Unlike a `Request`, they can be sent any number of times. */
export interface RequestParts extends RequestInit {
  readonly url: string
  readonly method: string
  readonly headers: Headers
}

/** Headers by name. Those that are undefined are not sent. `null` removes the one of an earlier group. */
export type HeaderGroup = Readonly<Record<string, unknown>>

/**
 * Merges groups of headers. The last group wins.
 *
 * @throws InvalidRequestError that names the header, without its value: the platform's own error would quote it
 */
export const mergeHeaders = (...groups: readonly HeaderGroup[]): Headers => {
  const merged = new Headers()
  for (const [name, value] of groups.flatMap((group) => Object.entries(group))) {
    try {
      if (value === null) merged.delete(name)
      else if (value !== undefined)
        merged.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    } catch {
      throw invalid(JSON.stringify(name), 'a header that can be sent')
    }
  }
  return merged
}

/** Writes a body. @throws InvalidRequestError for one that has a BigInt, or contains itself */
export const writeBody = <Written>(write: (body: unknown) => Written, body: unknown): Written => {
  try {
    return write(body)
  } catch (cause) {
    throw invalid('body', 'a body that can be written', cause)
  }
}
