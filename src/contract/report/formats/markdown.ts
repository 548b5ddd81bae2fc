import { splitTicks, visible } from '../text.ts'

/**
 * Writes a text as a line of GitHub Flavored Markdown, also for a table. Text in backticks stays code. Everything else
 * is escaped (GFM §2.4).
 */
export function markdownLine(text: string): string {
  return splitTicks(visible(text).replace(/\s*\n\s*/g, ' '))
    .map((part) =>
      part.code
        ? markdownCode(part.text)
        : part.text.replace(/[\\`*_[\]<>|~@&#$:]|^[-+=]|(?<=^\d+)[.)]/g, '\\$&'),
    )
    .join('')
}

/** Writes any text as a code span, also for a table (GFM §6.3, §4.10). */
export function markdownCode(text: string): string {
  const plain = visible(text)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
  const fence = '`'.repeat(longestRun(plain) + 1)
  const pad = /^`|`$|^ .* $/.test(plain) || plain === '' ? ' ' : ''
  return `${fence}${pad}${plain}${pad}${fence}`
}

/** Writes a fenced code block whose fence is longer than any in the text (GFM §4.5). */
export function markdownBlock(text: string, language = 'text'): string {
  const plain = visible(text)
  const fence = '`'.repeat(Math.max(3, longestRun(plain) + 1))
  return `${fence}${language}\n${plain}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
