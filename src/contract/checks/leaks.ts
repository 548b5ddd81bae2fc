import type { Check } from './check.ts'

/** Frames of a stack trace, as common runtimes print them; in JSON a line break may stand escaped. */
const STACK_TRACE =
  /(?:\n|\\n)\s*at [\w$.<>[\] ]+ ?\(?[^\s()]+:\d+(?::\d+)?\)?|Traceback \(most recent call last\)|\bat [\w.$]+\([\w]+\.java:\d+\)|goroutine \d+ \[running\]/

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
