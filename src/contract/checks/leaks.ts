import type { Check } from './check.ts'

/** A line break and what stands before a frame; in JSON both may be escaped. */
const INDENT = String.raw`(?:\n|\\n)(?:\s|\\t)*`

/** A file that code is in, as a path or a URL: what tells a frame from "at 12:30:05". */
const FILE = String.raw`(?:file:|node:|webpack:|https?:|\/|[A-Za-z]:\\)[^\s()]*`

/** Frames of a stack trace, as common runtimes print them. */
const STACK_TRACE = new RegExp(
  [
    `${INDENT}at (?:[^\\n()]{1,200} \\()?${FILE}:\\d+:\\d+`, // Node and browsers
    String.raw`Traceback \(most recent call last\)`, // Python
    String.raw`\bat [\w.$<>]+\([\w$]+\.(?:java|kt|scala):\d+\)`, // Java and its kin
    String.raw`goroutine \d+ \[running\]`, // Go
    String.raw`#\d+ \/[^\s()]+\.php\(\d+\): `, // PHP
    "\\.rb:\\d+:in [`']", // Ruby
    String.raw`${INDENT}at [\w.<>]+\([^)]*\) in \S+:line \d+`, // .NET
  ].join('|'),
)

/** Secrets of the request do not come back, and no stack trace comes at all. */
export const leaks: Check = (exchange, { secrets }) => {
  const rule = `${exchange.operation.id}/no-leak`
  const text = new TextDecoder().decode(exchange.response.body)
  const headers = [...exchange.response.headers]
    .map(([name, values]) => `${name}: ${values.join(', ')}`)
    .join('\n')
  const findings = []
  if (secrets.some((secret) => secret.length >= 8 && (text.includes(secret) || headers.includes(secret)))) {
    findings.push({ rule, expected: 'no secret of the request in the answer', actual: 'the API key' })
  }
  const trace = STACK_TRACE.exec(text)
  if (trace !== null) {
    findings.push({ rule, expected: 'no stack trace in the answer', actual: trace[0].trim().slice(0, 120) })
  }
  return { reached: [rule], findings }
}
