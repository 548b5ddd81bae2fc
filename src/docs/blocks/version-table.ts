import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { makeTable } from './table.ts'
import { inline } from '../markdown/markdown.ts'
import { describeSchema } from '../schema/schema-text.ts'
import type { Site } from '../site.ts'

/** Renders the described version of each API and the header that selects a version (`x-version`). */
export function versionTable({ descriptions }: Site): Html {
  return makeTable(
    ['API', 'Described version', 'Header', 'Value', 'Meaning'],
    descriptions.map(({ document, operations }) => {
      const header = document['x-version']?.header
      const parameter = operations
        .flatMap(({ parameters }) => parameters)
        .find(({ object }) => object.name === header)?.object
      return [
        document.info.title,
        html`<code>${document.info.version}</code>`,
        header === undefined ? '–' : html`<code>${header}</code>`,
        inline(describeSchema(parameter?.schema ?? {})),
        inline(parameter?.description ?? ''),
      ]
    }),
  )
}
