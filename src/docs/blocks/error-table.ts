import { get, parsePointer } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { isSuccess } from './response-examples.ts'
import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { makeTable } from './table.ts'
import { inline } from '../markdown/markdown.ts'

/** Renders every documented error of an operation: its status, identifying values, cause and remedy. */
export function errorTable({ document }: Description, operation: Operation): Html {
  const pointers = document['x-errors']?.identifiedBy ?? []
  const rows = operation.responses
    .filter(({ status }) => !isSuccess(status))
    .flatMap(({ status, content }) =>
      content.flatMap(({ object }) =>
        Object.values(object.examples ?? {}).map(({ summary, description, value }) => [
          html`<code>${status}</code>`,
          ...pointers.map((pointer) => {
            const part = get(value, pointer)
            return typeof part === 'string' ? breakable(part) : '–'
          }),
          inline(summary ?? ''),
          inline(description ?? ''),
        ]),
      ),
    )
  const names = pointers.map((pointer) => parsePointer(pointer).at(-1) ?? '')
  return makeTable(['Status', ...names, 'When', 'What to do'], rows)
}

/** Renders an identifier that a narrow column may break after its underscores. */
function breakable(identifier: string): Html {
  const parts = identifier.split(/(?<=_)/)
  return html`<code>${parts.map((part, index) => html`${index > 0 && raw('<wbr>')}${part}`)}</code>`
}
