import type { Html } from '../html.ts'
import { html } from '../html.ts'
import type { Site } from '../site.ts'
export function differences(site: Site): Html {
  return html`<p>${site.descriptions.length}</p>`
}
