/** Reads a header's text, `null` where there is none, as what the description says it is. */
export type HeaderReader = (text: string | null) => unknown

/** Strictly: what `Number` makes of `0x10` or `1e3`, and what is not exact, is no value. */
export const integer = (text: string | null): number | null =>
  /^-?(0|[1-9]\d{0,14})$/.test(text as string) ? +(text as string) : null

export const number = (text: string | null): number | null =>
  /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text as string) ? +(text as string) : null

export const boolean = (text: string | null): boolean | null =>
  text === 'true' ? true : text === 'false' ? false : null
