import { listRules } from '../../contract/rules.ts'
import type { Rule } from '../../contract/rule.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { makeTable } from '../markdown.ts'
import { inline } from '../markdown-inline.ts'
import { sourceLink } from '../source-page.ts'
import { slug } from '../slug.ts'
import type { Site } from '../site.ts'

/** Every rule of each description, with a link to its line. */
export function ruleTables({ descriptions }: Site): Html {
  return html`${descriptions.map((description) => {
    const rules = listRules(description)
    const { title } = description.document.info
    return html`<h3 id="${slug(`rules ${title}`)}">${title}: ${rules.length} rules</h3>
      ${makeTable(
        ['Rule', 'Demands', 'Place'],
        rules.map((rule) => [html`<code>${rule.id}</code>`, inline(rule.text), place(rule)]),
      )}`
  })}`
}

function place({ source }: Rule): Html {
  return html`<a href="${sourceLink(source)}">${source.replace(/^openapi\//, '')}</a>`
}
