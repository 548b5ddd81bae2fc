import { gzipSync } from 'node:zlib'
import type { Credential, CredentialPart } from '../http/credentials.ts'
import type { SentRequest } from '../http/exchange.ts'
import { eachByte, octal, shellBytes } from './shell-bytes.ts'
import type { Target } from '../http/target.ts'

/** The longest body and the longest URL, in bytes and characters, that a curl line holds. */
const LONGEST = 2000

/** The most characters of a packed body. */
const MOST_PACKED = 20_000

/**
 * A curl command that sends a request again, byte for byte. Credentials stand as shell variables.
 *
 * @param credential what was sent, to print its stand-in
 */
export function curlLine(request: SentRequest, credential: Credential, target: Target): string {
  const partsIn = (location: CredentialPart['in']) => credential.parts.filter((part) => part.in === location)
  const given = target.headers.map(([name]) => name.toLowerCase())
  const headers = request.headers.map(([name, value]) => {
    const part = partsIn('header').find((one) => one.name.toLowerCase() === name.toLowerCase())
    // `-H 'Name;'` is curl's spelling of a header without a value.
    if (part !== undefined) return `-H "${name}${value === '' ? ';' : `: ${part.shell}`}"`
    const shown = given.includes(name.toLowerCase()) ? '…' : value
    if (name.toLowerCase() === 'cookie') return `-H ${quote(`${name}: ${shown}`, partsIn('cookie'))}`
    return `-H ${quote(shown === '' ? `${name};` : `${name}: ${shown}`)}`
  })
  // A key that has to be encoded is left to curl (7.87 and up), at the end of the query.
  const plain = partsIn('query').filter(({ value }) => encodeURIComponent(value) === value)
  const encoded = partsIn('query').filter((part) => !plain.includes(part))
  const path = encoded.reduce(withoutQuery, request.path)
  const command = [
    'curl -sS -i --globoff --path-as-is',
    request.method === 'HEAD' ? '--head' : `-X ${request.method}`,
    quote(cutOutside(`${target.baseUrl.origin}${path}`, plain), plain),
    ...encoded.map(({ name, shell }) => `--url-query "${name}=${shell}"`),
    ...headers,
    // Without one curl would call a body a form.
    ...(request.body === undefined || hasContentType(request) ? [] : ["-H 'Content-Type:'"]),
  ].join(' ')
  return request.body === undefined ? command : withBody(command, request.body)
}

function withoutQuery(path: string, { name, value }: CredentialPart): string {
  const [before = '', query = ''] = path.split(/\?(.*)/s)
  const sent = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  const others = query.split('&').filter((pair) => pair !== sent)
  return others.length === 0 ? before : `${before}?${others.join('&')}`
}

/** A URL of a length that a line holds, with every secret in it whole: so it can be replaced. */
function cutOutside(url: string, secrets: readonly Pick<CredentialPart, 'value'>[]): string {
  if (url.length <= LONGEST) return url
  const starts = secrets.map(({ value }) => url.lastIndexOf(value, LONGEST - 1)).filter((at) => at > 0)
  const ends = secrets.map(({ value }) => value.length)
  const split = starts.find((at, index) => at + (ends[index] ?? 0) > LONGEST)
  return `${url.slice(0, split ?? LONGEST)}…`
}

function hasContentType(request: SentRequest): boolean {
  return request.headers.some(([name]) => name.toLowerCase() === 'content-type')
}

function withBody(command: string, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('utf8')
  if (buffer.byteLength > LONGEST) {
    const printed = shellBytes(buffer, LONGEST) ?? packed(buffer)
    if (printed !== undefined) return `${printed} | ${command} --data-binary @-`
    return `# With ${buffer.byteLength} bytes in a file \`body\`: ${escaped(buffer.subarray(0, 60))}…\n${command} --data-binary @body`
  }
  // A shell's words hold no NUL: such a body comes through a pipe.
  if (buffer.includes(0)) return `printf '${octal(buffer)}' | ${command} --data-binary @-`
  const plain = Buffer.from(text).equals(buffer) && !/[\u0000-\u001f\u007f\ufeff]/.test(text)
  return `${command} --data-raw ${plain ? quote(text) : `$'${escaped(buffer)}'`}`
}

/** A command that prints bytes which have no short form as text; undefined where they are still too many. */
function packed(bytes: Uint8Array): string | undefined {
  const text = gzipSync(bytes).toString('base64')
  return text.length > MOST_PACKED ? undefined : `printf %s ${text} | base64 --decode | gunzip`
}

/** Bytes in the ANSI-C quoting of bash: what a terminal would not show, escaped. */
function escaped(bytes: Uint8Array): string {
  return eachByte(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
}

/**
 * A text as one word of a shell.
 *
 * @param secrets what of it is left out: each `value` stands as its `shell`, in double quotes
 */
function quote(text: string, secrets: readonly Pick<CredentialPart, 'value' | 'shell'>[] = []): string {
  const [secret, ...others] = secrets.filter(({ value }) => value !== '')
  if (secret === undefined) return quoteWhole(text)
  return text
    .split(secret.value)
    .map((part) => (part === '' ? '' : quote(part, others)))
    .join(`"${secret.shell}"`)
}

function quoteWhole(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
