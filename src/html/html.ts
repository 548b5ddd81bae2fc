/** Text that is HTML. The `html` tag escapes everything else. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | readonly Part[] | undefined | false

/**
 * Builds HTML from a template. Strings and numbers are escaped, nested `Html` and lists are inserted, `undefined` and
 * `false` are omitted.
 *
 * @example html`<p title="${'a "b"'}">${['x', html`<b>y</b>`]}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((string, index) => string + (index < parts.length ? render(parts[index]) : ''))
  return { html: text.join('') }
}

/** Marks trusted text as HTML. */
export function raw(text: string): Html {
  return { html: text }
}

/** Renders an inline style sheet. The text stays as it is, because the page's policy contains its hash. */
export const styleElement = (text: string): Html => raw(`<style>${text}</style>`)

/** Renders an inline script. The text stays as it is, because the page's policy contains its hash. */
export const scriptElement = (text: string): Html => raw(`<script>${text}</script>`)

/** Escapes a text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  if ('html' in part) return part.html
  return part.map(render).join('')
}
