import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'

/**
 * Writes a text between the markers `<!-- name -->` and `<!-- /name -->` of a page, and formats the page.
 *
 * @throws Error if the page does not have the markers
 */
export async function writeSection(page: string, name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const whole = readFileSync(page, 'utf8')
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${page}: it has no markers ${begin} and ${end}.`)
  const written = `${whole.slice(0, from)}${begin}\n\n${text}\n\n${whole.slice(to)}`
  writeFileSync(page, await format(written, { ...(await resolveConfig(page)), parser: 'markdown' }))
}

/** Makes a table. The first row is its head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows
  return [head, head.map(() => '---'), ...others].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
