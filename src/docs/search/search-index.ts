import { raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import type { Section } from '../site.ts'

/** A page of the site with its sections, for the search. */
export interface SearchablePage {
  file: string
  title: string
  sections: readonly Section[]
}

/** The most characters of text in the index. Each page contains it, so a longer text is cut, section by section. */
const BUDGET = 400_000

/**
 * Renders the search index: the pages, and for each section its page, anchor, title and text. Each page contains the
 * index, because a page that is opened as a file cannot load another one.
 */
export function searchIndex(pages: readonly SearchablePage[]): Html {
  const count = pages.reduce((sum, { sections }) => sum + sections.length, 0)
  const longest = longestText(pages.flatMap(({ sections }) => sections.map(({ text }) => text.length)))
  const index = {
    pages: pages.map(({ file, title }) => [file, title]),
    sections: pages.flatMap(({ sections }, page) =>
      sections.map(({ anchor, title, text }) => [page, anchor, title, text.slice(0, longest)]),
    ),
  }
  // A script ends at the first `</script`, also inside a string.
  const json = JSON.stringify(index).replaceAll('<', '\\u003c')
  return count === 0 ? raw('') : raw(`<script type="application/json" id="search-index">${json}</script>`)
}

/** Returns the length at which to cut each text, so that all fit into the budget. */
function longestText(lengths: readonly number[]): number {
  let left = BUDGET
  const sorted = lengths.toSorted((a, b) => a - b)
  for (const [position, length] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - position))
    if (length > share) return share
    left -= length
  }
  return BUDGET
}
