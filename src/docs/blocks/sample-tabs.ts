import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { codeBlock } from '../markdown/markdown.ts'
import { slug } from '../markdown/slug.ts'
import { heading } from './heading.ts'
import type { Site } from '../site.ts'

/** Renders the samples of each operation as tabs that need no script. */
export function sampleTabs({ descriptions, samples }: Site, level = 2): Html {
  return html`${descriptions.map(({ api, document, operations }) =>
    operations.map((operation) => {
      const own = samples.filter((sample) => sample.api === api && sample.operation === operation.id)
      if (own.length === 0) return undefined
      const group = slug(`${api} ${operation.id}`)
      const title = `${document.info.title}: ${operation.object.summary ?? operation.id}`
      return html`${heading(level, group, title)}
        <div class="tabs" role="group" aria-label="${title}">
          ${own.map(({ label }, index) => {
            const id = `${group}-${index}`
            return html`<input
                type="radio"
                name="${group}"
                id="${id}"
                ${index === 0 && raw(' checked')}
              /><label for="${id}">${label}</label>`
          })}
          ${own.map(({ text, label, lang, file }) => html`<div class="sample" data-label="${label}" data-file="${file}">${codeBlock(text.trimEnd(), lang)}</div>`)}
        </div>`
    }),
  )}`
}
