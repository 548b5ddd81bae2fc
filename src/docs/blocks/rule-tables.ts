import { listRules } from '../../contract/index.ts'
import type { Rule } from '../../contract/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { inline } from '../markdown/markdown.ts'
import { sourceLink } from '../pages/source-page.ts'
import { withoutConventionalLimits } from '../schema/limits.ts'
import type { Site } from '../site.ts'
import { heading } from './heading.ts'
import { makeTable } from './table.ts'

/** Renders the rules of each description with links to their lines, a table for each part of the description. */
export function ruleTables({ descriptions }: Site, level: number): Html {
  return html`${descriptions.map((description) => {
    const rules = listRules(description)
    const { title } = description.document.info
    return html`${heading(level, `rules ${title}`, `${title}: ${rules.length} rules`)}
    ${[...groups(rules)].map(
      ([group, members]) =>
        html`<details>
          <summary>${group} <span class="quiet">(${members.length})</span></summary>
          ${makeTable(
            ['Rule', 'Source'],
            members.map((rule) => [
              html`<span class="rule">${inline(withoutConventionalLimits(rule.text))}</span><br /><span
                  class="id"
                  >${rule.id}</span
                >`,
              linkToSource(rule),
            ]),
          )}
        </details>`,
    )}`
  })}`
}

/** Groups rules by the part of the description in their id: `cancelThing/body/x` belongs to `body`. */
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
