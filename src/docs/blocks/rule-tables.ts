import { listRules } from '../../contract/rules/index.ts'
import type { Rule } from '../../contract/rules/rule.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { inline } from '../markdown/markdown.ts'
import { sourceLink } from '../pages/source-page.ts'
import { slug } from '../markdown/slug.ts'
import type { Site } from '../site.ts'
import { makeTable } from './table.ts'

/** Every rule of each description, with a link to its line; a table for each part of the description. */
export function ruleTables({ descriptions }: Site): Html {
  return html`${descriptions.map((description) => {
    const rules = listRules(description)
    const { title } = description.document.info
    return html`<h3 id="${slug(`rules ${title}`)}">${title}: ${rules.length} rules</h3>
      ${[...groups(rules)].map(
        ([group, members]) =>
          html`<details>
            <summary>${group} <span class="quiet">(${members.length})</span></summary>
            ${makeTable(
              ['Demand', 'Place'],
              members.map((rule) => [
                html`${inline(rule.text)}<br /><span class="id">${rule.id}</span>`,
                linkToSource(rule),
              ]),
            )}
          </details>`,
      )}`
  })}`
}

/** By what a rule is about: the part of its id that names it, `cancelThing/body/x` by `body`. */
function groups(rules: readonly Rule[]): Map<string, Rule[]> {
  const byGroup = new Map<string, Rule[]>()
  for (const rule of rules) {
    const [first = '', second = ''] = rule.id.split('/')
    const name = first === 'schemas' ? first : second.replace(/\..*$/, '')
    byGroup.set(name, [...(byGroup.get(name) ?? []), rule])
  }
  return byGroup
}

function linkToSource({ source }: Rule): Html {
  return html`<a href="${sourceLink(source)}">${source.replace(/^openapi\//, '')}</a>`
}
