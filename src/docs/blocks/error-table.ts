import { get, isSuccess, parsePointer } from '../../description/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { listed } from './response-examples.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { makeTable } from './table.ts'
import { inline, inlineCode } from '../markdown/markdown.ts'

/** Renders every documented error of an operation: its status, identifying values, cause and remedy. */
export function errorTable({ document }: Description, operation: Operation): Html {
  const pointers = document['x-errors']?.identifiedBy ?? []
  const rows = operation.responses
    .filter(({ status }) => !isSuccess(status))
    .flatMap(({ status, content }) =>
      content.flatMap(({ object }) =>
        Object.values(object.examples ?? {}).map(({ summary, description, value }) => [
          html`<code>${status}</code>`,
          ...(pointers.length > 0 ? [identity(pointers, value)] : []),
          html`<strong>${inline(summary ?? '')}</strong
            >${description !== undefined && html`<br />${inline(description)}`}`,
        ]),
      ),
    )
  const names = listed(pointers.map(nameOf), 'and')
  return makeTable(['Status', ...(pointers.length > 0 ? [names] : []), 'When, and what to do'], rows)
}

/** Renders the values that identify an error below each other, so that no code is divided between two lines. */
function identity(pointers: readonly string[], value: unknown): Html {
  return html`${pointers.map((pointer) => {
    const part = get(value, pointer)
    return (
      typeof part === 'string' &&
      html`<span class="part"><span class="quiet">${nameOf(pointer)}</span> ${inlineCode(part)}</span>`
    )
  })}`
}

const nameOf = (pointer: string): string => parsePointer(pointer).at(-1) ?? ''
