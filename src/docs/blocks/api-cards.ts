import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { inline } from '../markdown/markdown.ts'
import { operationAddress } from '../redoc/routes.ts'
import { apiPage, bundleFile } from '../site.ts'
import type { Site } from '../site.ts'

/** Renders a card for each API: a link to its page, its summary, its version, a link to each operation, and the description. */
export function apiCards({ descriptions }: Site): Html {
  const cards = descriptions.map((description) => {
    const { info } = description.document
    const page = apiPage(description)
    const operations = description.operations.map((operation) => {
      const label = operation.object.summary ?? operation.id
      return html`<p><a href="${page}${operationAddress(operation)}">${label}</a></p>`
    })
    return html`<li>
      <a href="${page}">${info.title}</a>
      <p>${inline(info.summary ?? '')} Version <code>${info.version}</code>.</p>
      ${operations}
      <p><a href="${bundleFile(description)}" download>Download the description</a></p>
    </li>`
  })
  return html`<ul class="cards">
    ${cards}
  </ul>`
}
