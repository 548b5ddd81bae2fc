import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

/** Style of the header, the navigation and the search, which all pages have, Redoc's included. */
export const shellStyle = (): string => read('shell.css')
/** Style of all pages except Redoc's. */
export function pageStyle(): string {
  const [shell, text, blocks, media, cards] = [
    'shell.css',
    'text.css',
    'blocks.css',
    'media.css',
    'cards.css',
  ].map(read)
  // A table with less room than its columns need becomes cards.
  const narrow = TABLE_WIDTHS.map(
    ([columns, width]) => `@container (max-width: ${width}rem) { .columns-${columns} { ${cards} } }`,
  )
  return [shell, text, blocks, ...narrow, media].join('\n')
}

/** The most columns that `makeTable` distinguishes. */
export const MOST_COLUMNS = 7

/** For each number of columns the width, in rem, below which a table becomes cards. */
const TABLE_WIDTHS = Array.from({ length: MOST_COLUMNS }, (_, index) => [index + 1, 18 + index * 10] as const)
/** Style of Redoc's pages, in addition to Redoc's own. */
export const redocStyle = (): string => read('redoc.css')
/** Applies the reader's choice of light or dark before the page is drawn. */
export const themeScript = (): string => read('theme.js')
/** Switches between light and dark, and opens the search. */
export const shellScript = (): string => read('frame.js')
/** Adds copy buttons and links to headings. */
export const copyScript = (): string => read('copy.js')
