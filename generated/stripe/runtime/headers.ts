// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

import type { ReadHeaders } from './types/headers.js'

/** Parses the text of a header, which is `null` if the header is absent. */
export type HeaderReader = (text: string | null) => unknown

/** Parses an integer strictly. Returns `null` for `0x10`, `1e3` and numbers that JavaScript cannot represent exactly. */
export const integer = (text: string | null): number | null =>
  /^-?(0|[1-9]\d{0,14})$/.test(text as string) ? +(text as string) : null

/** Parses a decimal number strictly: up to 15 digits, and up to 9 after the point. Returns `null` for other text. */
export const number = (text: string | null): number | null =>
  /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text as string) ? +(text as string) : null

/** Parses `true` and `false`, in lower case. Returns `null` for other text. */
export const boolean = (text: string | null): boolean | null =>
  text === 'true' ? true : text === 'false' ? false : null

/** Reads a described response header of an operation. `null` if it is absent or does not match its description. */
export type DescribedHeader<Responses> = <Name extends keyof ReadHeaders<Responses> & string>(
  result: { readonly response: Response },
  name: Name,
) => ReadHeaders<Responses>[Name]

/**
 * Creates a function that reads the described response headers of an operation, typed and parsed strictly.
 *
 * @param readers the parsers of the headers that are not text
 */
export const headerReader =
  <Responses>(readers: Readonly<Record<string, HeaderReader>>): DescribedHeader<Responses> =>
  ({ response }, name) => {
    const text = response.headers.get(name)
    return (readers[name] ? readers[name](text) : text) as ReadHeaders<Responses>[typeof name]
  }
