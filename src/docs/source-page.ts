import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuiltFile } from './build.ts'
import { html } from './html.ts'
import { renderPage } from './page.ts'
import { sourcePage } from './site.ts'
import type { Site } from './site.ts'

/** Each hand-written file of the descriptions as a page in which every line has an anchor. */
export function buildSourcePages(site: Site): BuiltFile[] {
  return [...new Set(site.descriptions.map((description) => description.source('').file))].map((file) => {
    const lines = readFileSync(join(site.root, file), 'utf8').trimEnd().split('\n')
    const body = html`<p>The description as it is written, each line with an address.</p>
      <pre class="source" tabindex="0"><code>${lines.map(
        (line, index) =>
          html`<span class="line" id="L${index + 1}"
            ><a href="#L${index + 1}" aria-label="Line ${index + 1}">${index + 1}</a>${line}
          </span>`,
      )}</code></pre>`
    const page = { file: sourcePage(file), title: file, description: `${file}, line by line.`, body }
    return { name: page.file, text: renderPage(site, page) }
  })
}

/** `openapi/example.yaml:42` as a link to that line. */
export function sourceLink(source: string): string {
  const [, file = source, line = '1'] = /^(.*):(\d+)$/.exec(source) ?? []
  return `${sourcePage(file)}#L${line}`
}
