import { styleText } from 'node:util'

/**
 * Returns whether to colour the text that is written to a stream: only on a terminal that is not dumb. `FORCE_COLOR`
 * (https://force-color.org) and `NO_COLOR` (https://no-color.org) decide first, in the order of Node.
 */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}

/** Styles a text, or returns it unchanged if colours are off. */
export type Paint = (style: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', text: string) => string

/**
 * Returns how to style texts.
 *
 * @param color false to leave them as they are
 */
export function painter(color: boolean): Paint {
  // `wantsColor` has looked at the stream that the report goes to: `styleText` would look at standard output.
  return (style, text) => (color && text !== '' ? styleText(style, text, { validateStream: false }) : text)
}
