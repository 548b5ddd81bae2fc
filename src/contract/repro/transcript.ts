import type { Exchange } from '../http/exchange.ts'

/** The longest body that a transcript shows. */
const MAX_BODY = 4000

/** Describes a request and its response, line by line, as curl does with `--verbose`. */
export function transcriptOf({ request, response }: Exchange): string {
  const { method, path, headers, body } = request
  return [
    `> ${method} ${path}`,
    ...headers.map(([name, value]) => `> ${name}: ${value}`),
    ...bodyLines('>', body),
    `< ${response.status}`,
    ...[...response.headers].flatMap(([name, values]) => values.map((value) => `< ${name}: ${value}`)),
    ...bodyLines('<', response.body),
  ].join('\n')
}

function bodyLines(mark: string, body: Uint8Array | undefined): string[] {
  if (body === undefined || body.byteLength === 0) return []
  const text = Buffer.from(body.subarray(0, MAX_BODY)).toString('utf8')
  const more = body.byteLength - MAX_BODY
  return [
    mark,
    ...`${text}${more > 0 ? `… and ${more} bytes more` : ''}`.split('\n').map((line) => `${mark} ${line}`),
  ]
}
