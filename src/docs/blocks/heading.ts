import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { slug } from '../markdown/slug.ts'

/** Renders a heading of a block. A block begins one level below the heading of the guide that it is in. */
export function heading(level: number, anchor: string, text: string): Html {
  return html`${raw(`<h${level} id="${slug(anchor)}">`)}${text}${raw(`</h${level}>`)}`
}
