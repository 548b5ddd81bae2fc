import { covers, essence, isJson, responseFor } from '../../description/index.ts'
import type { Content, Operation, Response } from '../../description/index.ts'
import type { Choice } from '../prism/config.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'

/**
 * Returns the documented response that a request gets if Prism cannot select one. Its body is an example, or undefined.
 *
 * @returns undefined if the operation documents no such response
 */
export function selectResponse(
  operation: Operation,
  request: MockRequest,
  { code, example }: Choice,
): MockResponse | undefined {
  const response = code === undefined ? usualResponse(operation) : responseFor(operation, code)
  if (response === undefined) return undefined
  const status = code ?? successStatus(response.status)
  const content = acceptedContent(response.content, request)
  const headers = response.headers.flatMap(({ name, object }): [string, string][] =>
    typeof object.example === 'string' || typeof object.example === 'number'
      ? [[name, String(object.example)]]
      : [],
  )
  return {
    status,
    headers: {
      ...Object.fromEntries(headers),
      ...(content !== undefined && { 'Content-Type': content.mediaType }),
    },
    body: content === undefined ? undefined : exampleIn(content, example),
  }
}

/** Returns the lowest success, or else a redirection. Undefined if only errors are documented. */
function usualResponse({ responses }: Operation): Response | undefined {
  const rank = ({ status }: Response): number => {
    if (status === 'default') return 290
    const number = Number(status.replaceAll(/x/gi, '5'))
    if (number >= 200 && number < 400) return number
    return number < 200 ? 450 + number : Infinity
  }
  const [usual] = [...responses].sort((left, right) => rank(left) - rank(right))
  return usual !== undefined && rank(usual) < Infinity ? usual : undefined
}

function successStatus(status: string): number {
  return status === 'default' ? 200 : Number(status.replaceAll(/x/gi, '0'))
}

function exampleIn({ object }: Content, name: string | undefined): unknown {
  const { example, examples = {} } = object
  if (name !== undefined && Object.hasOwn(examples, name)) return examples[name]?.value
  return example ?? Object.values(examples)[0]?.value
}

/** Returns the content that `Accept` prefers. Without a match, JSON or the first content. */
function acceptedContent(contents: readonly Content[], request: MockRequest): Content | undefined {
  for (const range of acceptedRanges(request)) {
    const found = contents.find(({ mediaType }) => covers(range, mediaType) || covers(mediaType, range))
    if (found !== undefined) return range === '*/*' ? usualContent(contents) : found
  }
  return usualContent(contents)
}

function usualContent(contents: readonly Content[]): Content | undefined {
  return contents.find(({ mediaType }) => isJson(mediaType)) ?? contents[0]
}

/** Returns the ranges of `Accept`, the preferred one first (RFC 9110, section 12.5.1). */
export function acceptedRanges(request: MockRequest): string[] {
  return headerValues(request, 'accept')
    .flatMap((line) => line.split(','))
    .map((range) => ({ range: essence(range), quality: Number(/;\s*q=([\d.]+)/i.exec(range)?.[1] ?? '1') }))
    .filter(({ range, quality }) => range !== '' && quality > 0)
    .sort((left, right) => right.quality - left.quality)
    .map(({ range }) => range)
}
