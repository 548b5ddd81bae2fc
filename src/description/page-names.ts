const SIZE = /^\$?(?:limit|per_?page|page_?size|max_?(?:results|items|records)|page\[(?:size|limit)\])$/i
const POSSIBLE_SIZE = /^\$?(?:size|count|top|take|first|max|rows|num|number|n)$/i
const NUMBER = /^\$?(?:page|page_?(?:number|no|index)|p|page\[number\])$/i
const OFFSET = /^\$?(?:offset|skip|start_?(?:index|at)?|page\[offset\])$/i

/** Returns whether a query parameter of a list has a name that means the size of a page, and nothing else. */
export function isPageSize(name: string): boolean {
  return SIZE.test(name)
}

/** Returns whether a query parameter of a list has a name that may mean the size of a page, or something else. */
export function mayBePageSize(name: string): boolean {
  return SIZE.test(name) || POSSIBLE_SIZE.test(name)
}

/** Returns whether a query parameter of a list has a name that means the number of a page. */
export function isPageNumber(name: string): boolean {
  return NUMBER.test(name)
}

/** Returns whether a query parameter of a list has a name that means how many items come before a page. */
export function isPageOffset(name: string): boolean {
  return OFFSET.test(name)
}
