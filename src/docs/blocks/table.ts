import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { MOST_COLUMNS } from '../pages/assets.ts'

type Cell = Html | string

/**
 * Renders a table. If it has no room, it scrolls sideways, by keyboard too. In a narrow place each row becomes a
 * card whose lines are labeled by column; the roles keep it a table for screen readers.
 */
export function makeTable(head: readonly Cell[], rows: readonly (readonly Cell[])[]): Html {
  const names = head.map(textOf)
  const line = (cells: readonly Cell[]): Html =>
    html`<tr role="row">
      ${cells.map((cell, index) => td(cell, names[index] ?? ''))}
    </tr>`
  return raw(
    html`<div class="table columns-${Math.min(head.length, MOST_COLUMNS)}" tabindex="0">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${head.map((cell) => html`<th role="columnheader" scope="col">${cell === '' ? UNNAMED : cell}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(line)}
        </tbody>
      </table>
    </div>`.html,
  )
}

/** The heading of the column with the names of the rows, for screen readers. */
const UNNAMED = html`<span class="hidden">Name</span>`

function td(cell: Cell, name: string): Html {
  return html`<td role="cell" ${name !== '' && html` data-name="${name}"`}><div>${cell}</div></td>`
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.html.replace(/<[^>]+>/g, '')
}
