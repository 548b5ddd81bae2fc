import { visible } from './text.ts'

/** A piece of HTML or XML that is safe to stand in a page. Only `markup` and `trusted` make one. */
export class Markup {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  toString(): string {
    return this.source
  }
}

type Value = Markup | string | number | undefined | readonly Markup[]

/**
 * Writes HTML or XML: whatever is put in is escaped, unless it is markup itself. So no place can forget to.
 * Attributes have to be in double quotes.
 *
 * @example markup`<p title="${title}">${body}</p>`
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(
    strings.map((string, index) => string + (index < values.length ? render(values[index]) : '')).join(''),
  )
}

/** Source that comes from this repository's own files. */
export function trusted(source: string): Markup {
  return new Markup(source)
}

function render(value: Value): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.source
  if (typeof value === 'object') return value.map((part) => part.source).join('')
  return escape(String(value))
}

function escape(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** `>` too: `]]>` may not stand in the content of XML (XML 1.0 §2.4). */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
