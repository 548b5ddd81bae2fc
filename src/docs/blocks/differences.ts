import type { Description, Operation } from '../../description/index.ts'
import type { AspectGroup } from '../differences/aspect.ts'
import { compare } from '../differences/compare.ts'
import type { Row } from '../differences/compare.ts'
import { errors } from '../differences/errors.ts'
import { idempotency } from '../differences/idempotency.ts'
import { lifecycle } from '../differences/lifecycle.ts'
import { request } from '../differences/request.ts'
import { response } from '../differences/response.ts'
import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { makeTable } from './table.ts'
import { inline } from '../markdown/markdown.ts'
import type { Site } from '../site.ts'
import { heading } from './heading.ts'

const GROUPS: readonly AspectGroup[] = [request, idempotency, lifecycle, errors, response]

interface Side {
  description: Description
  operation: Operation
}

/** Compares the descriptions of each shared operation: first the differences, then the common parts. */
export function differences({ descriptions }: Site, level: number): Html {
  const ids = new Set(descriptions.flatMap(({ operations }) => operations.map(({ id }) => id)))
  return html`${[...ids].map((id) => {
    const sides = descriptions.flatMap((description) =>
      description.operations
        .filter((operation) => operation.id === id)
        .map((operation) => ({ description, operation })),
    )
    return sides.length > 1 && operationDifferences(sides, level)
  })}`
}

function operationDifferences(sides: readonly Side[], level: number): Html {
  const titles = sides.map(({ description }) => description.document.info.title)
  const groups = GROUPS.map((group) => {
    const rows = compare(sides.map(({ description, operation }) => group.read(description, operation)))
    return { title: group.title, rows }
  })
  return html`${groups.map(({ title, rows: { different } }) => {
    const [both, single] = split(different)
    return html`${heading(level, title, title)}
    ${both.length > 0 ? table(titles, both) : html`<p>No differences.</p>`}
    ${onlyIn(titles, single, level + 1)}`
  })}
  ${heading(level, 'the-same', 'In common')}
  ${groups.map(
    ({ title, rows: { same } }) =>
      same.length > 0 &&
      html`${heading(level + 1, `same ${title}`, title)}
      ${makeTable(
        ['', titles.length === 2 ? 'Both' : 'All'],
        same.map((row) => [inline(row.label), inline(row.values[0] ?? '')]),
      )}`,
  )}`
}

/** Splits rows into those that several descriptions have and those of a single one. */
function split(rows: readonly Row[]): [Row[], Row[]] {
  const valueCount = (row: Row): number => row.values.filter((text) => text !== undefined).length
  return [rows.filter((row) => valueCount(row) > 1), rows.filter((row) => valueCount(row) === 1)]
}

function table(titles: readonly string[], rows: readonly Row[]): Html {
  return makeTable(
    ['', ...titles],
    rows.map((row) => [
      inline(row.label),
      ...row.values.map((text) => (text === undefined ? '–' : inline(text))),
    ]),
  )
}

function onlyIn(titles: readonly string[], rows: readonly Row[], level: number): Html {
  const tag = `h${level}`
  return html`${titles.map((title, index) => {
    const own = rows.filter((row) => row.values[index] !== undefined)
    return (
      own.length > 0 &&
      html`${raw(`<${tag}>`)}Only in ${title}${raw(`</${tag}>`)}
      ${makeTable(
        ['', 'Value'],
        own.map((row) => [inline(row.label), inline(row.values[index] ?? '')]),
      )}`
    )
  })}`
}
