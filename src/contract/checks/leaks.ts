import type { Exchange, ReceivedResponse, SentRequest } from '../http/exchange.ts'
import { jsonOf, textOf } from '../http/body.ts'
import { decodeOrUndefined } from '../../serialization/index.ts'
import { patternOf } from '../http/secrets.ts'
import { causes } from './causes.ts'
import { ruleIds } from '../rules/ids.ts'
import { findInternals } from './internals.ts'
import type { Check } from './check.ts'
import type { Failure } from './failure.ts'

/**
 * A line break and the indentation of a frame. In JSON both may be escaped. The indentation contains no line break: many
 * in a row would take quadratic time.
 */
const INDENT = String.raw`(?:\n|\\n)(?:[^\S\n]|\\t)*`

/** The path or URL of a source file. It distinguishes a frame from "at 12:30:05". */
const FILE = String.raw`(?:file:|node:|webpack:|https?:|\/|[A-Za-z]:\\)[^\s()]*`

/** Matches a frame of a stack trace, as common runtimes print it. */
const STACK_TRACE = new RegExp(
  [
    `(?:${INDENT}|")at (?:[^\\n()]{1,200} \\()?${FILE}:\\d+:\\d+`, // Node and browsers
    String.raw`Traceback \(most recent call last\)`, // Python
    String.raw`\bFile \\?"[^"\n]{1,200}\.py\\?", line \d+`,
    String.raw`\bat [\w.$<>/@-]+\([\w$]+\.(?:java|kt|scala|groovy):\d+\)`, // Java and its kin
    String.raw`goroutine \d+ \[running\]`, // Go
    String.raw`#\d+ \/[^\s()]+\.php\(\d+\): `, // PHP
    String.raw`\bin (?:<b>)?(?:\/|[A-Za-z]:\\)[^\s<>]*\.php(?:<\/b>)?(?::\d+| on line (?:<b>)?\d+)`,
    String.raw`\bthread '[^'\n]*'(?: \(\d+\))? panicked at `, // Rust
    String.raw`\(\w+ \d+\.\d[\w.+-]*\) (?:lib|src)\/\S+\.(?:exs?|erl):\d+`, // Elixir and Erlang
    "\\.rb:\\d+:in [`']", // Ruby
    String.raw`${INDENT}at [\w.<>]+\([^)\n]{0,1000}\) in \S+:line \d+`, // .NET
  ].join('|'),
)

/**
 * Checks that a response contains no secret of its request, no stack trace, nothing of another request, and, in its headers
 * or if it is an error, nothing of what lies behind the server. Data may contain statements.
 */
export const leaks: Check = (exchange, { secrets, host, findForeign }) => {
  const rule = ruleIds.everyResponse(exchange.operation, 'no-leak')
  const text = textOf(exchange.response)
  const headers = exposedHeaders(exchange, host)
  const failures: Failure[] = []
  const add = (what: string, expected: string, actual: string): void => {
    failures.push({ rule, expected, actual, cause: causes.leak(what) })
  }
  const secret = patternOf(secrets.filter((one) => one.length >= 8 && !isData(one, exchange.request)))
  if (secret.test(withoutTarget(exchange, text)) || secret.test(headers)) {
    add('a secret', 'no secret of the request in the response', 'the API key')
  }
  const traceInBody = findStackTrace(text, exchange.response)
  const traceInHeaders = STACK_TRACE.exec(headers)?.[0]
  const trace = traceInBody ?? traceInHeaders
  if (trace !== undefined) {
    add('a stack trace', 'no stack trace in the response', trace.trim().slice(0, 120))
  }
  // A stack trace names exceptions and files too, which are no second leak.
  const error = exchange.response.status >= 400 && traceInBody === undefined ? text : ''
  const otherHeaders = traceInHeaders === undefined ? headers : ''
  const internals = findInternals(otherHeaders, error, () => `${host}\n${sentText(exchange)}`)
  if (internals !== undefined) {
    const actual = internals.slice(0, 120)
    add('internals', 'nothing of what lies behind the server in the response', actual)
  }
  const foreign = findForeign(text) ?? findForeign(headers)
  if (foreign !== undefined) {
    add('another request', 'no id or key of another request in the response', foreign)
  }
  return { testedRules: [rule], failures }
}

/**
 * Returns the text of an error without the path and query of its request, as routers name what they do not know: a key in
 * the query returns to its sender as a part of the address, which is no secret of its own.
 */
function withoutTarget({ request: { path }, response }: Exchange, text: string): string {
  if (response.status < 400 || !path.includes('?')) return text
  const spellings = [path, path.replaceAll('&', '&amp;'), path.replaceAll('/', String.raw`\/`)]
  return spellings.reduce((rest, spelling) => rest.replaceAll(spelling, ''), text)
}

/**
 * Returns whether the body of a request contains a secret: then its response may too. A key of digits is part of a long
 * number. No security scheme sends its key in the body.
 */
function isData(secret: string, { body = new Uint8Array() }: SentRequest): boolean {
  return patternOf([secret]).test(Buffer.from(body).toString())
}

function sentText({ request: { path, headers, body } }: Exchange): string {
  return [
    decodeOrUndefined(path) ?? path,
    ...headers.map(([, value]) => value),
    Buffer.from(body ?? []).toString(),
  ].join('\n')
}

/**
 * Returns the headers of a response as text, without values that only return to their sender: a cookie that is set again
 * as it was sent, and the query of the request in a redirect to the same host.
 */
function exposedHeaders({ request, response }: Exchange, host: string): string {
  const exposedValue = (name: string, value: string): string => {
    if (name === 'set-cookie') {
      const [pair = '', ...attributes] = value.split(';')
      return cookiesIn(request).includes(pair.trim()) ? attributes.join(';') : value
    }
    if (name !== 'location' || response.status < 300 || response.status >= 400) return value
    const query = request.path.split('?').slice(1).join('?')
    return query !== '' && value.endsWith(`?${query}`) && isSameHost(value, host)
      ? value.slice(0, -query.length)
      : value
  }
  let text = ''
  for (const [name, values] of response.headers)
    for (const value of values) text += `${name}: ${exposedValue(name, value)}\n`
  return text
}

function cookiesIn({ headers }: SentRequest): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(/;\s*/))
}

/** Returns whether a URL reference stays at a host. */
function isSameHost(reference: string, host: string): boolean {
  const base = `http://${host}`
  return URL.canParse(reference, base) && new URL(reference, base).host === host
}

/** Finds a frame of a stack trace in a text, or in a JSON string, whose line breaks and slashes may be escaped. */
function findStackTrace(text: string, response: ReceivedResponse): string | undefined {
  const texts = text.includes('\\') ? [text, ...stringsIn(jsonOf(response))] : [text]
  return texts.map((one) => STACK_TRACE.exec(one)?.[0]).find((trace) => trace !== undefined)
}

/** Returns the strings in a JSON value, which may be nested more deeply than a function can call itself. */
function stringsIn(value: unknown): string[] {
  const strings: string[] = []
  const waiting = [value]
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (typeof one === 'string') strings.push(one)
    else if (typeof one === 'object' && one !== null)
      for (const child of Object.values(one)) waiting.push(child)
  }
  return strings.reverse()
}
