import { copyScript, pageStyle, themeScript } from './assets.ts'
import { contentSecurityPolicy, html, scriptElement, styleElement } from '../../html/index.ts'
import { FAVICON } from './favicon.ts'
import type { Html } from '../../html/index.ts'
import type { Section, Site } from '../site.ts'
import { inlineScripts, POLICY } from './policy.ts'
import { neighbors, renderShell, TEXT_ID } from './shell.ts'

export interface Page {
  /** Name in the output folder. All pages are at its top, so that every link is relative. */
  file: string
  title: string
  /** For search engines: one or two sentences. */
  description: string
  body: Html
}

/** Renders a whole page: head, navigation and text. */
export function renderPage(site: Site, page: Page, sections: readonly Section[], index: Html): string {
  const css = pageStyle()
  const text = html`<main id="${TEXT_ID}">
    <h1>${page.title}</h1>
    ${page.body} ${neighbors(site, page.file)}
  </main>`
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        ${headOf(site, page)} ${styleElement(css)}
      </head>
      ${renderShell({ site, file: page.file, sections, index }, html`${text}${scriptElement(copyScript())}`)}
    </html> `.html
  return whole.replace(POLICY, () => contentSecurityPolicy({ scripts: inlineScripts(whole), styles: [css] }))
}

/** Renders the head of a page, Redoc's included. Its policy is filled in when the page is complete. */
export function headOf(site: Site, page: Pick<Page, 'title' | 'description'>): Html {
  const title = page.title === site.name ? site.name : `${page.title} · ${site.name}`
  return html`<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <title>${title}</title>
    <meta name="description" content="${page.description}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${FAVICON}" />
    ${scriptElement(themeScript())}`
}
