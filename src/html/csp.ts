import { createHash } from 'node:crypto'

/** The inline scripts and styles that a page may use. */
export interface Allowance {
  /** Texts of its inline scripts. */
  scripts?: readonly string[]
  /** Texts of its inline style sheets; `any` if a library writes styles at run time. */
  styles?: readonly string[] | 'any'
}

/**
 * Returns the Content-Security-Policy of a page that loads nothing: inline scripts by hash, no eval, and no origin, not
 * even its own, because a `file:` page has no origin to name (CSP 3, section 2.4).
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
