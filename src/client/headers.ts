import type { ReadHeaders } from './types/headers.ts'

/** Reads a header's text, `null` where there is none, as what the description says it is. */
export type HeaderReader = (text: string | null) => unknown

/** Strictly: what `Number` makes of `0x10` or `1e3`, and what is not exact, is no value. */
export const integer = (text: string | null): number | null =>
  /^-?(0|[1-9]\d{0,14})$/.test(text as string) ? +(text as string) : null

/** As strictly: up to 15 digits, and up to 9 after the point; `null` for all else. */
export const number = (text: string | null): number | null =>
  /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text as string) ? +(text as string) : null

/** `true` and `false`, in these letters; `null` for all else. */
export const boolean = (text: string | null): boolean | null =>
  text === 'true' ? true : text === 'false' ? false : null

/**
 * Reads the headers that a description has for the answers of an operation: typed, and strictly.
 *
 * @param readers for headers that are no text
 */
export const headerReader =
  <Responses>(readers: Readonly<Record<string, HeaderReader>>) =>
  <Name extends keyof ReadHeaders<Responses> & string>(
    { response }: { readonly response: Response },
    name: Name,
  ): ReadHeaders<Responses>[Name] => {
    const text = response.headers.get(name)
    return (readers[name] ? readers[name](text) : text) as ReadHeaders<Responses>[Name]
  }
