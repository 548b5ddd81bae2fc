import { curlParts, headerOption, quoteBytes, quoteShell } from '../../command/index.ts'
import type { Credential, CredentialPart } from '../http/credentials.ts'
import type { SentRequest } from '../http/exchange.ts'
import { usuallyHasBody } from '../http/wire.ts'
import type { Target } from '../http/target.ts'

/** What a command needs to know about the target. */
export type CurlTarget = Pick<Target, 'baseUrl' | 'tls' | 'headers'>

/** The longest URL in characters, and the longest body in bytes, that a command contains. */
const MAX_INLINE = 2000

/** A longer command puts each option on a line of its own. */
const MAX_LINE = 88

/** Writes a body to a file. Returns the path of the file. */
export type SaveBody = (body: Uint8Array) => string

/**
 * Returns a curl command that sends a request again, byte for byte. Credentials appear as shell variables.
 *
 * @param credential the credential that was sent, with the shell variables that replace it
 * @param saveBody called for a body that is too long for a command line, or contains NUL
 */
export function curlCommand(
  request: SentRequest,
  credential: Credential,
  target: CurlTarget,
  saveBody: SaveBody,
): string {
  const queryParts = credential.parts.filter((part) => part.in === 'query')
  // curl 7.87 and up encodes a key that has to be encoded. It appends the key to the query.
  const plain = queryParts.filter(({ value }) => encodeURIComponent(value) === value)
  const encoded = queryParts.filter((part) => !plain.includes(part))
  const path = encoded.reduce(removeFromQuery, request.path)
  const parts = curlParts({
    method: request.method,
    url: quoteWithSecrets(truncateUrl(`${target.baseUrl.origin}${path}`, plain), plain),
    options: [
      ...(target.tls?.curl ?? []),
      ...encoded.map(({ name, shell }) => `--url-query "${name}=${shell}"`),
      ...headerOptions(request, credential, target),
    ],
    data: request.body === undefined ? noDataOptions(request) : dataOptions(request, request.body, saveBody),
    isPathExact: true,
  })
  const line = parts.join(' ')
  return line.length <= MAX_LINE ? line : parts.join(' \\\n  ')
}

function headerOptions({ headers }: SentRequest, credential: Credential, target: CurlTarget): string[] {
  const isGiven = (name: string, value: string): boolean =>
    target.headers.some(([given, secret]) => given.toLowerCase() === name && secret === value)
  const cookies = credential.parts.filter((part) => part.in === 'cookie')
  // Without this, curl sends `Accept: */*`.
  const noAccept = headers.some(([name]) => name.toLowerCase() === 'accept') ? [] : ["-H 'Accept:'"]
  const options = headers.map(([name, value]) => {
    const lowerName = name.toLowerCase()
    const part = credential.parts.find((one) => one.in === 'header' && one.name.toLowerCase() === lowerName)
    if (part !== undefined) return `-H "${name}${value === '' ? ';' : `: ${part.shell}`}"`
    const shown = isGiven(lowerName, value) ? '…' : value
    if (lowerName === 'cookie') return `-H ${quoteWithSecrets(`${name}: ${shown}`, cookies)}`
    return headerOption(name, shown)
  })
  return [...noAccept, ...options]
}

function removeFromQuery(path: string, { name, value }: CredentialPart): string {
  const [before = '', query = ''] = path.split(/\?(.*)/s)
  const sent = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  const others = query.split('&').filter((pair) => pair !== sent)
  return others.length === 0 ? before : `${before}?${others.join('&')}`
}

/** Truncates a URL that is too long, but never within a secret: half of it could not be masked. */
function truncateUrl(url: string, secrets: readonly Pick<CredentialPart, 'value'>[]): string {
  if (url.length <= MAX_INLINE) return url
  const starts = secrets.map(({ value }) => url.lastIndexOf(value, MAX_INLINE - 1)).filter((at) => at > 0)
  const lengths = secrets.map(({ value }) => value.length)
  const cutSecret = starts.find((at, index) => at + (lengths[index] ?? 0) > MAX_INLINE)
  return `${url.slice(0, cutSecret ?? MAX_INLINE)}…`
}

function dataOptions({ headers }: SentRequest, body: Uint8Array, saveBody: SaveBody): string[] {
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return [
    // Without this option curl would add the Content-Type of a form.
    ...(hasContentType ? [] : ["-H 'Content-Type:'"]),
    // A word of a shell cannot contain NUL.
    body.byteLength > MAX_INLINE || body.includes(0)
      ? `--data-binary ${quoteShell(`@${saveBody(body)}`)}`
      : `--data-raw ${quoteBytes(body)}`,
  ]
}

/** Returns the header that says that there is no body, where it was sent. curl would leave it out. */
function noDataOptions({ method, headers }: SentRequest): string[] {
  const isFramed = headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name))
  return usuallyHasBody(method) && !isFramed ? ["-H 'Content-Length: 0'"] : []
}

/**
 * Quotes a text as one word of a shell.
 *
 * @param secrets each `value` is replaced by its `shell`, in double quotes
 */
function quoteWithSecrets(text: string, secrets: readonly Pick<CredentialPart, 'value' | 'shell'>[]): string {
  const [secret, ...others] = secrets.filter(({ value }) => value !== '')
  if (secret === undefined) return quoteShell(text)
  return text
    .split(secret.value)
    .map((part) => (part === '' ? '' : quoteWithSecrets(part, others)))
    .join(`"${secret.shell}"`)
}
