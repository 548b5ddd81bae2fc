import type { Description, Operation } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import type { Site } from '../site.ts'
import { apiCards } from './api-cards.ts'
import { differences } from './differences.ts'
import { errorTable } from './error-table.ts'
import { faultTable } from './fault-table.ts'
import { idempotencyTable } from './idempotency-table.ts'
import { lifecycle } from './lifecycle.ts'
import { ruleTables } from './rule-tables.ts'
import { sampleTabs } from './sample-tabs.ts'
import { heading } from './heading.ts'
import { sequences } from './sequence.ts'
import { testData } from './test-data.ts'
import { versionTable } from './version-table.ts'

/** The blocks that a guide names as `{{name}}`. They are made from the descriptions, so no guide goes stale. */
const BLOCKS: Record<string, (site: Site, level: number) => Html> = {
  apis: apiCards,
  differences,
  errors: perOperation(errorTable),
  faults: faultTable,
  idempotency: perOperation(idempotencyTable),
  lifecycle: perOperation(lifecycle),
  rules: ruleTables,
  samples: sampleTabs,
  sequence: sequences,
  'test-data': testData,
  versions: versionTable,
}

export const blockNames: readonly string[] = Object.keys(BLOCKS)

/**
 * Renders the named block; `undefined` if the name is unknown.
 *
 * @param level of its highest headings
 */
export function renderBlock(site: Site, name: string, level = 2): Html | undefined {
  return Object.hasOwn(BLOCKS, name) ? BLOCKS[name]?.(site, level) : undefined
}

type PerOperation = (description: Description, operation: Operation) => Html | undefined

/** Makes a block that is rendered for each operation of each API, under the API's title. */
function perOperation(render: PerOperation): (site: Site, level: number) => Html {
  return (site, level) =>
    html`${site.descriptions.map((description) =>
      description.operations.map((operation) => {
        const part = render(description, operation)
        const { title } = description.document.info
        const text =
          description.operations.length === 1
            ? title
            : `${title}: ${operation.object.summary ?? operation.id}`
        return part !== undefined && html`${heading(level, `${render.name} ${text}`, text)} ${part}`
      }),
    )}`
}
