import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuiltFile } from '../build.ts'
import { escapeHtml, html, raw } from '../../html/index.ts'
import { renderPage } from './page.ts'
import { sourcePage } from '../site.ts'
import type { Site } from '../site.ts'

/** Each hand-written file of the descriptions as a page in which every line has an anchor. */
export function buildSourcePages(site: Site): BuiltFile[] {
  return [...new Set(site.descriptions.map((description) => description.source('').file))].map((file) => {
    const lines = readFileSync(join(site.root, file), 'utf8').trimEnd().split('\n')
    const body = html`<p>The description as it is written, each line with an address.</p>
      <pre class="source" tabindex="0"><code>${raw(lines.map(numbered).join(''))}</code></pre>`
    const page = { file: sourcePage(file), title: file, description: `${file}, line by line.`, body }
    return { name: page.file, text: renderPage(site, page) }
  })
}

/** Text, not a template: in `pre` each space counts. */
function numbered(line: string, index: number): string {
  const number = index + 1
  const anchor = `<a href="#L${number}" aria-label="Line ${number}">${number}</a>`
  return `<span class="line" id="L${number}">${anchor}${escapeHtml(line)}</span>`
}

/** `openapi/example.yaml:42` as a link to that line. */
export function sourceLink(source: string): string {
  const [, file = source, line = '1'] = /^(.*):(\d+)$/.exec(source) ?? []
  return `${sourcePage(file)}#L${line}`
}
