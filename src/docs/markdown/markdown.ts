import { Marked } from 'marked'
import type { RendererObject, TokenizerAndRendererExtension, TokenizerObject } from 'marked'
import { escapeHtml, html, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { makeTable } from '../blocks/table.ts'
import { highlightLines } from './highlight.ts'
import { slug } from './slug.ts'

export interface MarkdownOptions {
  /** Replaces a line `{{name}}` below a heading of a level. Without it such a line stays text. */
  block?: (name: string, line: number, level: number) => Html
  /** Added to each heading's level; default 0. */
  deeper?: number
  /** Put before each heading's anchor, so that two texts can share a page; default empty. */
  anchorPrefix?: string
}

/** Renders GitHub-flavoured Markdown. HTML in the text is shown as text. */
export function markdown(text: string, options: MarkdownOptions = {}): Html {
  const marked = createMarked(options)
  let line = 1
  let level = 1
  const parts = marked.lexer(text).map((token) => {
    const firstLine = line
    line += token.raw.split('\n').length - 1
    if (token.type === 'heading') level = (token as { depth: number }).depth
    return token.type === PLACEHOLDER && options.block !== undefined
      ? options.block(String(token['name']), firstLine, level).html
      : marked.parser([token])
  })
  return raw(parts.join(''))
}

/** Renders the Markdown of one line: code, strong, emphasis and links. */
export function inline(text: string): Html {
  return raw(INLINE.parseInline(text, { async: false }))
}

/**
 * Renders a block of code that scrolls by keyboard too.
 *
 * @param language for the colors, such as `sh`; code in an unknown language has none
 */
export function codeBlock(code: string, language?: string): Html {
  const text = highlightLines(code, language)
    .map((line) => line.html)
    .join('\n')
  return html`<pre tabindex="0"><code>${raw(text)}</code></pre>`
}

/** Renders a code in running text. A short one is never divided between two lines. */
export function inlineCode(code: string): Html {
  const parts = code.split(/(?<=\/)/)
  if (code.length <= (parts.length > 1 ? LONGEST_PATH : LONGEST_UNDIVIDED)) return html`<code>${code}</code>`
  return html`<code class="long"
    >${parts.map((part, index) => html`${index > 0 && raw('<wbr>')}${part}`)}</code
  >`
}

/** A code of this length fits into a line of the narrowest screen. */
const LONGEST_UNDIVIDED = 34

/** A code with slashes, such as a path, reads well on two lines. */
const LONGEST_PATH = 26

function createMarked({ deeper = 0, anchorPrefix = '' }: MarkdownOptions = {}): Marked {
  const renderer: RendererObject = {
    heading({ depth, tokens }) {
      const level = Math.min(6, depth + deeper)
      const anchor = slug(this.parser.parseInline(tokens, this.parser.textRenderer))
      return `<h${level} id="${anchorPrefix}${anchor}">${this.parser.parseInline(tokens)}</h${level}>\n`
    },
    code: ({ text, lang }) => `${codeBlock(text, lang?.split(/\s/)[0]).html}\n`,
    codespan: ({ text }) => inlineCode(text).html,
    table({ header, rows }) {
      const cellsOf = (cells: typeof header): Html[] =>
        cells.map(({ tokens }) => raw(this.parser.parseInline(tokens)))
      return `${makeTable(cellsOf(header), rows.map(cellsOf)).html}\n`
    },
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens)
      return SAFE_LINK.test(href) ? `<a href="${escapeHtml(href)}">${label}</a>` : label
    },
    // A page loads nothing from elsewhere.
    image: ({ text }) => escapeHtml(text),
  }
  return new Marked({ renderer, tokenizer: WITHOUT_HTML, extensions: [placeholder] })
}

/** A page of this site, an anchor or a web address. A link with any other scheme is reduced to its label. */
const SAFE_LINK = /^(https?:|mailto:|#|\.{0,2}\/|[\w-]+\.html)/

const WITHOUT_HTML: TokenizerObject = { html: () => undefined, tag: () => undefined }

const PLACEHOLDER = 'placeholder'

/** A line `{{name}}`. */
const placeholder: TokenizerAndRendererExtension = {
  name: PLACEHOLDER,
  level: 'block',
  start: (source) => /^\{\{/m.exec(source)?.index,
  tokenizer(source) {
    const [line, name] = /^\{\{\s*([a-z-]+)\s*\}\}[ \t]*(?:\n|$)/.exec(source) ?? []
    return line === undefined ? undefined : { type: PLACEHOLDER, raw: line, name }
  },
  renderer: (token) => `<p>${escapeHtml(token.raw.trim())}</p>\n`,
}

const INLINE = createMarked()
