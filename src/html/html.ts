/** Text that is HTML already; everything else is escaped where it meets the `html` tag. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | readonly Part[] | undefined | false

/**
 * A template of HTML: strings and numbers are escaped, nested `Html` and lists of it stay, `undefined` and `false`
 * leave nothing.
 *
 * @example html`<p title="${'a "b"'}">${['x', html`<b>y</b>`]}</p>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((string, index) => string + (index < parts.length ? render(parts[index]) : ''))
  return { html: text.join('') }
}

/** HTML that comes from elsewhere and is trusted: a style sheet, a script of ours. */
export function raw(text: string): Html {
  return { html: text }
}

/** An inline style sheet: its text exactly as given, since the page's policy names its hash. */
export const styleElement = (text: string): Html => raw(`<style>${text}</style>`)

/** An inline script: its text exactly as given, since the page's policy names its hash. */
export const scriptElement = (text: string): Html => raw(`<script>${text}</script>`)

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
