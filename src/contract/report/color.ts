/**
 * Whether to colour what is written to a stream: only on a terminal, and not where `NO_COLOR` is set to anything
 * (https://no-color.org) or the terminal is dumb.
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}

/** SGR codes that every terminal has, and the code that ends each (ECMA-48 §8.3.117). */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
}

export type Paint = (style: keyof typeof STYLES, text: string) => string

/** @returns a function that styles a text, or that leaves it as it is where there is no colour */
export function painter(color: boolean): Paint {
  return (style, text) => {
    const [on, off] = STYLES[style]
    return color && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text
  }
}
