import type { Html } from '../../html/index.ts'
import type { Section } from '../site.ts'

const HEADING = /<h([2-6])[^>]*? id="([^"]+)"[^>]*>(.*?)<\/h\1>/gs

/** Returns the sections of a page: a section for each heading with an anchor, and one for the text before them. */
export function pageSections({ html }: Html): Section[] {
  const headings = [...html.matchAll(HEADING)]
  const first = { anchor: '', title: '', level: 1, text: textOf(html.slice(0, headings[0]?.index)) }
  const sections = headings.map(({ 0: whole, 1: level, 2: id = '', 3: title = '', index }, position) => ({
    anchor: `#${id}`,
    title: textOf(title),
    level: Number(level),
    text: textOf(html.slice(index + whole.length, headings[position + 1]?.index)),
  }))
  return [first, ...sections]
}

/** Returns the text of HTML that this site made. */
function textOf(html: string): string {
  return html
    .replaceAll(/<(style|script)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<\/?(?:b|strong|em|i|span|a|code|mark|wbr)\b[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
