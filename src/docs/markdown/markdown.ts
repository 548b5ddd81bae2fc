import { html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { inline } from './inline.ts'
import { slug } from './slug.ts'
import { makeTable } from '../blocks/table.ts'

export interface MarkdownOptions {
  /** What a line `{{name}}` stands for. Without it such a line is text. */
  block?: (name: string, line: number) => Html
  /** Added to each heading's level; default 0. */
  deeper?: number
  /** Before each heading's anchor, so that two texts can share a page; default nothing. */
  anchorPrefix?: string
}

/**
 * The part of CommonMark that descriptions and guides use: ATX headings, paragraphs, lists one level deep, fenced
 * code, tables, block quotes, and the inline forms of `markdown-inline.ts`. HTML in the text is shown, not obeyed.
 */
export function markdown(text: string, options: MarkdownOptions = {}): Html {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const parts: Html[] = []
  let at = 0
  /** The lines from here on that fit. */
  const takeLinesWhile = (matches: (line: string) => boolean): string[] => {
    const start = at
    while (at < lines.length && matches(lines[at] ?? '')) at += 1
    return lines.slice(start, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const block = /^\{\{\s*([a-z-]+)\s*\}\}\s*$/.exec(line)?.[1]
    if (line.trim() === '') {
      at += 1
    } else if (block !== undefined && options.block !== undefined) {
      parts.push(options.block(block, at + 1))
      at += 1
    } else if (/^#{1,6} /.test(line)) {
      parts.push(heading(line, options))
      at += 1
    } else if (/^(```|~~~)/.test(line)) {
      at += 1
      const code = takeLinesWhile((each) => !/^(```|~~~)/.test(each))
      at += 1
      parts.push(codeBlock(code.join('\n')))
    } else if (/^\|/.test(line)) {
      parts.push(table(takeLinesWhile((each) => /^\|/.test(each))))
    } else if (BULLET.test(line)) {
      parts.push(
        html`<ul>
          ${items(takeLinesWhile(belongsTo(BULLET)), BULLET)}
        </ul>`,
      )
    } else if (NUMBER.test(line)) {
      parts.push(
        html`<ol>
          ${items(takeLinesWhile(belongsTo(NUMBER)), NUMBER)}
        </ol>`,
      )
    } else if (/^>/.test(line)) {
      const quoted = takeLinesWhile((each) => /^>/.test(each)).map((each) => each.replace(/^> ?/, ''))
      parts.push(html`<blockquote>${markdown(quoted.join('\n'))}</blockquote>`)
    } else {
      // The first line is prose whatever it looks like: nothing else has claimed it.
      at += 1
      parts.push(html`<p>${inline([line, ...takeLinesWhile(isProse)].join('\n'))}</p>`)
    }
  }
  return raw(parts.map((part) => part.html).join('\n'))
}

/** A block of code that a keyboard can scroll. */
export function codeBlock(code: string): Html {
  return html`<pre tabindex="0"><code>${code}</code></pre>`
}

const BULLET = /^[-*] /
const NUMBER = /^\d+\. /

/** A line of the list: an item, or the indented rest of one. */
function belongsTo(marker: RegExp): (line: string) => boolean {
  return (line) => marker.test(line) || /^ {2,}\S/.test(line)
}

function isProse(line: string): boolean {
  return line.trim() !== '' && !/^(#{1,6} |```|~~~|\||>|\{\{)/.test(line) && !BULLET.test(line)
}

function heading(line: string, { deeper = 0, anchorPrefix = '' }: MarkdownOptions): Html {
  const level = Math.min(6, line.indexOf(' ') + deeper)
  const text = line.replace(/^#+ /, '').trim()
  return raw(`<h${level} id="${anchorPrefix}${slug(text)}">${inline(text).html}</h${level}>`)
}

function items(lines: readonly string[], marker: RegExp): Html[] {
  const texts: string[] = []
  for (const line of lines) {
    if (marker.test(line)) texts.push(line.replace(marker, ''))
    else texts.push(`${texts.pop() ?? ''}\n${line.trim()}`)
  }
  return texts.map((text) => html`<li>${inline(text)}</li>`)
}

function table([head = '', , ...rows]: readonly string[]): Html {
  const cells = (row: string): string[] =>
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'))
  return makeTable(
    cells(head).map((cell) => inline(cell)),
    rows.map((row) => cells(row).map((cell) => inline(cell))),
  )
}
