import type { Report } from './report.ts'

/**
 * Escapes every character that is not visible: control characters (a terminal obeys them, XML 1.0 §2.2 forbids them),
 * marks that reorder or hide the text around them, lone surrogates. Keeps line feeds.
 *
 * @example visible('\u001b[31mred') // '\\u001b[31mred'
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => SHORT[character] ?? escaped(character))
}

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu
const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r' }

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16)
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`
}

/** Escapes every text of a report. It comes from servers and is hostile. */
export function visibleReport(report: Report): Report {
  const reviver = (_: string, value: unknown) => (typeof value === 'string' ? visible(value) : value)
  return JSON.parse(JSON.stringify(report), reviver) as Report
}

/**
 * Shortens a text to about `limit` characters: its beginning, the number of omitted characters, and its end. Both ends
 * identify a long value.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const head = characterBoundary(text, Math.ceil((limit * 2) / 3))
  const tail = characterBoundary(text, text.length - Math.floor(limit / 3))
  const left = [...text.slice(head, tail)].length
  return `${text.slice(0, head)} … ${number(left)} more ${left === 1 ? 'character' : 'characters'} … ${text.slice(tail)}`
}

/** Returns the nearest index, at or before `index`, that does not split a surrogate pair. */
function characterBoundary(text: string, index: number): number {
  return /^[\udc00-\udfff]/.test(text.charAt(index)) ? index - 1 : index
}

/** Joins the lines of a text, for a title or an attribute. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}

/** @example number(12400) // '12,400' */
export function number(value: number): string {
  return Math.abs(value) < 1000 ? String(value) : value.toLocaleString('en-US')
}

/** @example plural(1, 'rule') // '1 rule' */
export function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** @example seconds(3240) // '3.2 s' */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/**
 * Formats a share as a percentage. Never rounds up to 100 or down to 0: a single missing rule stays visible.
 *
 * @example percent(0.9996) // '99.9 %'
 */
export function percent(share: number): string {
  const tenths = Math.round(share * 1000)
  if (share < 1 && tenths === 1000) return '99.9 %'
  if (share > 0 && tenths === 0) return '0.1 %'
  return `${tenths / 10} %`
}

/** Splits a text into the parts in backticks and the parts between them. */
export function splitTicks(text: string): { readonly code: boolean; readonly text: string }[] {
  return text
    .split(/(`[^`\n]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^`[^`\n]+`$/.test(part) ? { code: true, text: part.slice(1, -1) } : { code: false, text: part },
    )
}
