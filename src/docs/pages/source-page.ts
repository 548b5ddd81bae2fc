import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { highlightLines } from '../markdown/highlight.ts'
import type { Page } from './page.ts'
import { sourcePage } from '../site.ts'
import type { Site } from '../site.ts'

/** Returns a page for each description file, with an anchor for every line. */
export function sourcePages(site: Site): Page[] {
  const files = new Set(site.descriptions.map((description) => description.source('').file))
  const isFile = (file: string): boolean =>
    statSync(join(site.root, file), { throwIfNoEntry: false })?.isFile() === true
  return [...files].filter(isFile).map((file) => {
    const lines = highlightLines(
      readFileSync(join(site.root, file), 'utf8').trimEnd(),
      file.replace(/^.*\./, ''),
    )
    const body = html`<p>The description file, with a link to each line.</p>
      <pre class="source" tabindex="0"><code>${raw(lines.map(numbered).join(''))}</code></pre>`
    return {
      file: sourcePage(file),
      title: file,
      description: `Source of ${file}, with a link to each line.`,
      body,
    }
  })
}

/** Renders one line as a string instead of a template, because white space counts in `pre`. */
function numbered(line: Html, index: number): string {
  const number = index + 1
  const anchor = `<a href="#L${number}" aria-label="Line ${number}">${number}</a>`
  return `<span class="line" id="L${number}">${anchor}${line.html}</span>`
}

/** Returns the link to a source such as `openapi/example.yaml:42`. */
export function sourceLink(source: string): string {
  const [, file = source, line = '1'] = /^(.*):(\d+)$/.exec(source) ?? []
  return `${sourcePage(file)}#L${line}`
}
