import { escapeHtml, raw } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'

const TOKEN = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>/gs

/** Markdown inside a line: code, strong, emphasis, links and `<https://…>`. Everything else is text. */
export function inline(text: string): Html {
  let out = ''
  let from = 0
  for (const match of text.matchAll(TOKEN)) {
    out += escapeHtml(text.slice(from, match.index)) + render(match)
    from = match.index + match[0].length
  }
  return raw(out + escapeHtml(text.slice(from)))
}

function render([fullMatch, code, strong, emphasis, label, target, address]: RegExpMatchArray): string {
  if (code !== undefined) return `<code>${escapeHtml(code)}</code>`
  if (strong !== undefined) return `<strong>${inline(strong).html}</strong>`
  if (emphasis !== undefined) return `<em>${inline(emphasis).html}</em>`
  if (label !== undefined && target !== undefined) return link(target, inline(label).html)
  if (address !== undefined) return link(address, escapeHtml(address))
  return escapeHtml(fullMatch)
}

/** A page of this site, an anchor or a web address; any other scheme stays text. */
function link(target: string, label: string): string {
  const safe = /^(https?:|mailto:|#|\.{0,2}\/|[\w-]+\.html)/.test(target)
  return safe ? `<a href="${escapeHtml(target)}">${label}</a>` : label
}
