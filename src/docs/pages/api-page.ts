import type { Description, OpenAPIDocument } from '../../description/index.ts'
import { contentSecurityPolicy, html, raw } from '../../html/index.ts'
import { style } from './assets.ts'
import { referenceOf } from '../blocks/reference.ts'
import { headOf } from './page.ts'
import { buildRedoc } from '../redoc/redoc.ts'
import { apiPage, navigation } from '../site.ts'
import type { Site } from '../site.ts'

/**
 * Builds the page of one API: Redoc below the navigation bar. Redoc needs scripts to draw operations, so the page also
 * holds the whole reference as plain HTML for browsers without scripts.
 */
export async function buildApiPage(site: Site, description: Description): Promise<string> {
  const languages = site.samples
    .filter(({ api }) => api === description.api)
    .map(({ lang, label }) => ({ lang, label }))
  const page = await buildRedoc(withSamples(site, description), languages, templateOf(site, description))
  const fullPage = page.replace(WITHOUT_SCRIPT, () => withoutScript(description))
  return fullPage.replace(POLICY, () =>
    contentSecurityPolicy({ scripts: inlineScripts(fullPage), styles: 'any' }),
  )
}

const POLICY = '@policy@'
const WITHOUT_SCRIPT = '<!--without-script-->'
const REDOC_HEAD = '<!--redoc-head-->'
const REDOC_BODY = '<!--redoc-body-->'

function templateOf(site: Site, description: Description): string {
  const { info } = description.document
  const links = navigation(site).flatMap((part) => part.links)
  return (
    html`<!doctype html>
      <html lang="en">
        <head>
          ${headOf(site, { title: info.title, description: info.summary ?? info.title }, POLICY)}
          <style>
            ${raw(BAR)}
          </style>
          <noscript
            ><style>
              #redoc, .bar { display: none }${raw(style())}
            </style></noscript
          >
          ${raw(REDOC_HEAD)}
        </head>
        <body>
          <nav class="bar" aria-label="Pages">
            ${links.map(
              ({ file, label }) =>
                html`<a href="${file}" ${file === apiPage(description) && raw(' aria-current="page"')}
                  >${label}</a
                >`,
            )}
          </nav>
          ${raw(WITHOUT_SCRIPT)} ${raw(REDOC_BODY)}
        </body>
      </html> `.html
      // A title can contain braces, which Handlebars would read.
      .replaceAll('{{', '&#123;&#123;')
      .replace(REDOC_HEAD, '{{{redocHead}}}')
      .replace(REDOC_BODY, '{{{redocHTML}}}')
  )
}

function withoutScript(description: Description): string {
  const { title } = description.document.info
  return html`<noscript
    ><main>
      <p><a href="index.html">All pages</a></p>
      <h1>${title}</h1>
      ${referenceOf(description)}
    </main></noscript
  >`.html
}

/** Adds the samples of each operation to the document as `x-codeSamples`, which Redoc reads. */
function withSamples(site: Site, description: Description): OpenAPIDocument {
  const document = structuredClone(description.document)
  for (const { id, path, method } of description.operations) {
    const samples = site.samples.filter((sample) => sample.api === description.api && sample.operation === id)
    const operation = document.paths?.[path]?.[method.toLowerCase()] as Record<string, unknown>
    if (samples.length > 0) {
      operation['x-codeSamples'] = samples.map(({ lang, label, text }) => ({ lang, label, source: text }))
    }
  }
  return document
}

/** Returns the texts of a page's scripts, as the browser hashes them. */
function inlineScripts(page: string): string[] {
  return [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text)
}

/** Style of the navigation bar, in Redoc's colors. It scrolls sideways if it has no room. */
const BAR = `
body { margin: 0; }
.bar {
  position: sticky; top: 0; z-index: 30; display: flex; gap: 0.25rem; align-items: center; height: 2.75rem; padding: 0 0.75rem;
  overflow-x: auto; white-space: nowrap; scrollbar-width: none;
  background: light-dark(#f6f7fa, #272a33); border-bottom: 1px solid light-dark(#dfe2ea, #3c404d);
  font: 0.875rem/1.2 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
:root { color-scheme: light dark; }
:root.light { color-scheme: light; }
:root.dark { color-scheme: dark; }
.bar a { padding: 0.35rem 0.6rem; border-radius: 6px; color: light-dark(#1d2030, #e6e8ee); text-decoration: none; }
.bar a:first-child { font-weight: 700; }
.bar a:hover { background: light-dark(#e9ebf2, #333743); }
.bar a[aria-current] { background: light-dark(#e2e7fb, #343d63); font-weight: 600; }
#redoc > div { --navbar-height: 2.75rem !important; }
@media (min-width: 960px) { .menu-content { top: 2.75rem !important; height: calc(100vh - 2.75rem) !important; } }
@media (max-width: 480px) {
  html:root { --h1-font-size: 26px; --h1-line-height: 32px; --h2-font-size: 21px; --h2-line-height: 28px; --h3-font-size: 19px; --h3-line-height: 26px; }
}
`
