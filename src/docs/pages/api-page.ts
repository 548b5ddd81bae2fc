import type { Description, OpenAPIDocument } from '../../description/index.ts'
import { contentSecurityPolicy, html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { pageStyle, redocStyle, shellStyle } from './assets.ts'
import { referenceOf } from '../blocks/reference.ts'
import { headOf } from './page.ts'
import { inlineScripts, POLICY } from './policy.ts'
import { buildRedoc } from '../redoc/redoc.ts'
import { renderShell, TEXT_ID } from './shell.ts'
import type { Frame } from './shell.ts'
import { apiPage } from '../site.ts'
import type { Section, Site } from '../site.ts'

/**
 * Builds the page of one API: Redoc in the frame of all pages. Redoc needs scripts to draw operations, so the page also
 * holds the whole reference as plain HTML for browsers without scripts.
 */
export async function buildApiPage(
  site: Site,
  description: Description,
  sections: readonly Section[],
  index: Html,
): Promise<string> {
  const languages = site.samples
    .filter(({ api }) => api === description.api)
    .map(({ lang, label }) => ({ lang, label }))
  const frame = { site, file: apiPage(description), sections, index }
  const parts = new Map<string, Html>()
  const template = templateOf(frame, description, parts)
  const drawn = await buildRedoc(withSamples(site, description), languages, template)
  const page = drawn.replaceAll(PART, (place) => parts.get(place)?.html ?? '')
  return page.replace(POLICY, () => contentSecurityPolicy({ scripts: inlineScripts(page), styles: 'any' }))
}

const PART = /<!--part-\d+-->/g
const REDOC_BODY = '<!--redoc-body-->'

/**
 * Returns the page as a Handlebars template for Redoc. Handlebars would read braces in our own parts, so the template
 * has comments in their places, and `parts` receives them.
 */
function templateOf(frame: Frame, description: Description, parts: Map<string, Html>): string {
  const { info } = description.document
  const part = (content: Html): Html => {
    const place = `<!--part-${parts.size}-->`
    parts.set(place, content)
    return raw(place)
  }
  const redoc = html`<div class="redoc" id="${TEXT_ID}">${withoutScript(description)}${raw(REDOC_BODY)}</div>`
  const [before = '', after = ''] = renderShell(frame, redoc).html.split(REDOC_BODY)
  return html`<!doctype html>
    <html lang="en">
      <head>
        ${part(headOf(frame.site, { title: info.title, description: info.summary ?? info.title }))}
        <style>
          ${raw(shellStyle())}${raw(redocStyle())}
        </style>
        <noscript
          ><style>
            #redoc { display: none }${raw(pageStyle())}
          </style></noscript
        >
        {{{redocHead}}}
      </head>
      ${part(raw(before))}{{{redocHTML}}}${part(raw(after))}
    </html> `.html
}

function withoutScript(description: Description): Html {
  const { title } = description.document.info
  return html`<noscript
    ><main>
      <h1>${title}</h1>
      ${referenceOf(description)}
    </main></noscript
  >`
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
