import { callOf, quoteShell } from '../../command/index.ts'
import type { Finding } from './findings/finding.ts'
import type { Report } from './report.ts'

/** Returns the command that plays the case of a finding again and prints its requests and responses. */
export function replayCommand({ api, seed, command, traffic }: Report, { case: id }: Finding): string {
  // An asterisk in the name of a case matches any text, and so itself.
  const base = command ?? callOf('contract', `--api ${quoteShell(api)}`)
  // A recording is read as a whole.
  if (traffic !== undefined) return base
  return `${base} --seed ${seed} --verbose --only ${quoteShell(id)}`
}

/** Returns a shell script as one line, which can be pasted as a whole. A comment would end it, so it has none. */
export function inOneLine(script: string): string {
  const lines = script
    .replaceAll(/ \\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    // An assignment of a resource has a comment, which would end the line.
    .map((line) => line.replace(/^(\w+=[\w.~-]+) # .*$/, '$1'))
  return lines
    .map((line, index) => (index === lines.length - 1 ? line : `${line}${separatorAfter(line)}`))
    .join('')
}

function separatorAfter(line: string): string {
  return /(?: &| do|^do)$/.test(line) ? ' ' : '; '
}
