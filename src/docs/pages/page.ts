import { copyScript, style, themeScript } from './assets.ts'
import { contentSecurityPolicy, html, raw, scriptElement, styleElement } from '../../html/index.ts'
import { FAVICON } from './favicon.ts'
import type { Html } from '../../html/index.ts'
import { navigation } from '../site.ts'
import type { Site } from '../site.ts'

export interface Page {
  /** Name in the output folder. All pages are at its top, so that every link is relative. */
  file: string
  title: string
  /** For search engines: one or two sentences. */
  description: string
  body: Html
}

/** Renders a whole page: head, navigation and text. */
export function renderPage(site: Site, page: Page): string {
  const css = style()
  const scripts = [themeScript(), copyScript()]
  const [theme = '', copy = ''] = scripts
  const policy = contentSecurityPolicy({ scripts, styles: [css] })
  return html`<!doctype html>
    <html lang="en">
      <head>
        ${headOf(site, page, policy)} ${styleElement(css)} ${scriptElement(theme)}
      </head>
      <body>
        <a class="skip" href="#text">Skip to the text</a>
        <header class="top"><a href="index.html">${site.name}</a></header>
        <div class="columns">
          ${menu(site, page.file)}
          <main id="text">
            <h1>${page.title}</h1>
            ${page.body}
          </main>
        </div>
        ${scriptElement(copy)}
      </body>
    </html> `.html
}

/** Renders the head of a page, Redoc's included. */
export function headOf(site: Site, page: Pick<Page, 'title' | 'description'>, policy: string): Html {
  const title = page.title === site.name ? site.name : `${page.title} · ${site.name}`
  return html`<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>${title}</title>
    <meta name="description" content="${page.description}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${FAVICON}" />`
}

/** Renders the navigation: a column beside the text, or a menu above it in a narrow window. */
function menu(site: Site, current: string): Html {
  const lists = navigation(site).map(
    ({ heading, links }) =>
      html`${heading !== '' && html`<p class="heading">${heading}</p>`}
        <ul>
          ${links.map(
            ({ file, label }) =>
              html`<li>
                <a href="${file}" ${file === current && raw(' aria-current="page"')}>${label}</a>
              </li>`,
          )}
        </ul>`,
  )
  return html`<nav aria-label="Pages">
    <details>
      <summary>Menu</summary>
      ${lists}
    </details>
    <div class="wide">${lists}</div>
  </nav>`
}
