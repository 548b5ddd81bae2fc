import { Marked } from 'marked'
import slugify from 'slugify'
import type { Operation } from '../../description/index.ts'

/** Returns an anchor as Redoc makes it. */
function redocSlug(text: string): string {
  const ascii = slugify.default(text).toLowerCase()
  if (ascii !== '') return ascii
  return text
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** Returns the address of a tag in Redoc's page. Operations without a tag are below `other`. */
export const tagAddress = (tag: string | undefined): string => `#/${redocSlug(tag ?? 'other')}`

/** Returns the address of an operation in Redoc's page: `#/tag/operation`. */
export function operationAddress({ object, id }: Operation): string {
  return `${tagAddress(object.tags?.[0])}/${id.toLowerCase().replaceAll('\\', '%5c')}`
}

/** Returns the address of a part of an operation: `request/header`, or a parameter. */
export function partAddress(operation: Operation, part: string): string {
  const address = operationAddress(operation)
  return `${address}${address.slice(1).replace('/', '#')}/${part}`
}

/** A section of the text of an API that has an address of its own. */
export interface TextSection {
  title: string
  address: string
  text: string
}

/**
 * Returns the sections of a description's text that Redoc lists in its menu: the headings of the first level, and
 * those before them. A heading with more than plain text is left out, because Redoc makes its address from a part of it.
 */
export function textSections(markdown: string): TextSection[] {
  const sections: TextSection[] = []
  let afterFirstLevel = false
  for (const token of new Marked().lexer(markdown)) {
    const last = sections.at(-1)
    if (token.type !== 'heading') {
      if (last !== undefined) last.text += token.raw
      continue
    }
    const { depth, text, tokens = [] } = token as { depth: number; text: string; tokens?: { type: string }[] }
    if (depth === 1) afterFirstLevel = true
    const isListed = depth === 1 || !afterFirstLevel
    const isPlain = tokens.length === 1 && tokens[0]?.type === 'text'
    const address = `#/section/${redocSlug(text)}`
    if (isListed && isPlain && !sections.some((section) => section.address === address)) {
      sections.push({ title: text, address, text: '' })
    } else if (last !== undefined) last.text += `${text}\n`
  }
  return sections
}
