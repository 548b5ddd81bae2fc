/** HTML that is safe by construction, and the Content-Security-Policy of a page. */
export { escapeHtml, html, raw, scriptElement, styleElement } from './html.ts'
export type { Html } from './html.ts'
export { contentSecurityPolicy } from './csp.ts'
