import type { Description, Operation } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { slug } from '../markdown/slug.ts'
import type { Site } from '../site.ts'
import { apiCards } from './api-cards.ts'
import { differences } from './differences.ts'
import { errorTable } from './error-table.ts'
import { faultTable } from './fault-table.ts'
import { idempotencyTable } from './idempotency-table.ts'
import { lifecycle } from './lifecycle.ts'
import { ruleTables } from './rule-tables.ts'
import { sampleTabs } from './sample-tabs.ts'
import { sequence } from './sequence.ts'
import { versionTable } from './version-table.ts'

/** The blocks that a guide names as `{{name}}`. They are made from the descriptions, so no guide goes stale. */
const BLOCKS: Record<string, (site: Site) => Html> = {
  apis: apiCards,
  differences,
  errors: perOperation(errorTable),
  faults: faultTable,
  idempotency: perOperation(idempotencyTable),
  lifecycle: perOperation(lifecycle),
  rules: ruleTables,
  samples: sampleTabs,
  sequence: perOperation(sequence),
  versions: versionTable,
}

export const blockNames: readonly string[] = Object.keys(BLOCKS)

/** Renders the named block; `undefined` if the name is unknown. */
export function renderBlock(site: Site, name: string): Html | undefined {
  return Object.hasOwn(BLOCKS, name) ? BLOCKS[name]?.(site) : undefined
}

type PerOperation = (description: Description, operation: Operation) => Html | undefined

/** Makes a block that is rendered for each operation of each API, under the API's title. */
function perOperation(render: PerOperation): (site: Site) => Html {
  return (site) =>
    html`${site.descriptions.map((description) =>
      description.operations.map((operation) => {
        const part = render(description, operation)
        const { title } = description.document.info
        const heading =
          description.operations.length === 1
            ? title
            : `${title}: ${operation.object.summary ?? operation.id}`
        return (
          part !== undefined &&
          html`<h3 id="${slug(`${render.name} ${heading}`)}">${heading}</h3>
            ${part}`
        )
      }),
    )}`
}
