import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { inline } from '../markdown-inline.ts'
import { slug } from '../slug.ts'
import { apiPage } from '../site.ts'
import type { Site } from '../site.ts'

/** A card for each API: its page, what it does, its version, and a way straight to each operation. */
export function apiCards({ descriptions }: Site): Html {
  return html`<ul class="cards">
    ${descriptions.map((description) => {
      const { info } = description.document
      const operations = description.operations.map(({ object, id }) => ({
        label: object.summary ?? id,
        anchor: `#/${slug(object.tags?.[0] ?? 'other')}/${slug(id)}`,
      }))
      return html`<li>
        <a href="${apiPage(description)}">${info.title}</a>
        <p>${inline(info.summary ?? '')} Version <code>${info.version}</code>.</p>
        <p>
          ${operations.map(({ label, anchor }) => html`<a href="${apiPage(description)}${anchor}">${label}</a>`)}
        </p>
      </li>`
    })}
  </ul>`
}
