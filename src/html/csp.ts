import { createHash } from 'node:crypto'

/** What a page may do besides nothing. */
export interface Allowance {
  /** The texts of its inline scripts. */
  scripts?: readonly string[]
  /** The texts of its inline style sheets; `any` where a library writes styles of its own. */
  styles?: readonly string[] | 'any'
}

/**
 * The Content-Security-Policy of a page that loads nothing: inline scripts by their hash, no eval, no origin at all,
 * not even its own (CSP 3, section 2.4; a `file:` page has no origin that could be named).
 */
export function contentSecurityPolicy({ scripts = [], styles = [] }: Allowance): string {
  return [
    `default-src 'none'`,
    `script-src ${sources(scripts)}`,
    `style-src ${styles === 'any' ? `'unsafe-inline'` : sources(styles)}`,
    'img-src data:',
    'font-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
}

function sources(texts: readonly string[]): string {
  if (texts.length === 0) return `'none'`
  return [
    ...new Set(texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)),
  ].join(' ')
}
