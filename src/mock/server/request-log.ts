import type { MockRequest } from './request.ts'
import type { Outcome } from './server.ts'

type Respond = (request: MockRequest) => Promise<Outcome>

/** A longer line is cut. */
const MAX_LENGTH = 300

/** A shorter text is a part of many words. */
const SHORTEST_SECRET = 6

/**
 * Adds a line for each request: method, path, status code, and which rule chose the response.
 *
 * @param secrets texts that no line contains. Headers, query and body are in no line either.
 */
export function withRequestLog(
  respond: Respond,
  log: (line: string) => void,
  secrets: readonly string[] = [],
): Respond {
  return async (request) => {
    const report = (result: string | number, reason: string): void => {
      const line = `${request.method} ${request.path} ${result}  ${reason}`.trimEnd()
      log(printable(mask(line, [...secrets, ...credentialsOf(request)])))
    }
    try {
      const outcome = await respond(request)
      if (typeof outcome === 'string') report(outcome, 'simulated failure')
      else report(outcome.status, outcome.reason ?? '')
      return outcome
    } catch (error) {
      report(500, `internal error of the mock: ${String(error)}`)
      throw error
    }
  }
}

/** Returns what the request authenticates with: a client may have put it into the path by mistake. */
function credentialsOf({ headers, query }: MockRequest): string[] {
  const values = [...headers]
    .filter(([name]) => /auth|cookie|key|token|secret/.test(name))
    .flatMap(([, lines]) => lines.flatMap((line) => [...line.split(/[\s;,=:]+/), ...basicCredentials(line)]))
  const queried = [...new URLSearchParams(query)].filter(([name]) => !name.startsWith('__'))
  return [...values, ...queried.map(([, value]) => value)].filter((value) => value.length >= SHORTEST_SECRET)
}

function basicCredentials(line: string): string[] {
  const [, encoded] = /^Basic\s+(\S+)/i.exec(line) ?? []
  return encoded === undefined ? [] : Buffer.from(encoded, 'base64').toString('utf8').split(':')
}

function mask(line: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce(
      (text, secret) => text.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'),
      line,
    )
}

/** Returns a text that a terminal shows as it is. A path is any bytes. */
function printable(line: string): string {
  const text = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line
  return text.replaceAll(
    /\p{C}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
