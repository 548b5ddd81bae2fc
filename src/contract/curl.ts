import type { Credential } from './credentials.ts'
import type { SentRequest } from './exchange.ts'
import type { Target } from './target.ts'

/** The longest body and the longest URL, in bytes and characters, that a curl line holds. */
const LONGEST = 2000

/**
 * A curl command that sends a request again, byte for byte. Credentials stand as shell variables.
 *
 * @param credential what was sent, to print its stand-in
 */
export function curlLine(request: SentRequest, credential: Credential, target: Target): string {
  const { place, shell } = credential
  const given = target.headers.map(([name]) => name.toLowerCase())
  const headers = request.headers.map(([name, value]) => {
    if (place?.in === 'header' && name.toLowerCase() === place.name.toLowerCase()) {
      // `-H 'Name;'` is curl's spelling of a header without a value.
      return `-H "${name}${value === '' ? ';' : `: ${shell}`}"`
    }
    const shown = given.includes(name.toLowerCase()) ? '…' : value
    if (place?.in === 'cookie' && name.toLowerCase() === 'cookie') {
      return `-H ${quote(`${name}: ${shown}`, place.value, shell)}`
    }
    return `-H ${quote(shown === '' ? `${name};` : `${name}: ${shown}`)}`
  })
  const url = `${target.baseUrl.origin}${request.path}`
  const cut = url.length > LONGEST ? `${url.slice(0, LONGEST)}…` : url
  const command = [
    'curl -sS -i --globoff --path-as-is',
    request.method === 'HEAD' ? '--head' : `-X ${request.method}`,
    place?.in === 'query' ? quote(cut, encodeURIComponent(place.value), shell) : quote(cut),
    ...headers,
    // Without one curl would call a body a form.
    ...(request.body === undefined || hasContentType(request) ? [] : ["-H 'Content-Type:'"]),
  ].join(' ')
  return request.body === undefined ? command : withBody(command, request.body)
}

function hasContentType(request: SentRequest): boolean {
  return request.headers.some(([name]) => name.toLowerCase() === 'content-type')
}

function withBody(command: string, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('utf8')
  if (buffer.byteLength > LONGEST) {
    return `${command} --data-binary @body # ${buffer.byteLength} bytes: ${escaped(buffer.subarray(0, 60))}…`
  }
  // A shell's words hold no NUL: such a body comes through a pipe.
  if (buffer.includes(0)) return `printf '${octal(buffer)}' | ${command} --data-binary @-`
  const plain = Buffer.from(text).equals(buffer) && !/[\u0000-\u001f\u007f\ufeff]/.test(text)
  return `${command} --data-raw ${plain ? quote(text) : `$'${escaped(buffer)}'`}`
}

/** Bytes in the ANSI-C quoting of bash: what a terminal would not show, escaped. */
function escaped(bytes: Uint8Array): string {
  return eachByte(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
}

/** Bytes as `printf` of every shell takes them. */
function octal(bytes: Uint8Array): string {
  return eachByte(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`)
}

function eachByte(bytes: Uint8Array, escape: (byte: number) => string): string {
  const plain = (byte: number): boolean =>
    byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCharCode(byte))
  return [...bytes].map((byte) => (plain(byte) ? String.fromCharCode(byte) : escape(byte))).join('')
}

/**
 * A text as one word of a shell.
 *
 * @param secret what of it is left out, and stands as `shell` in double quotes
 */
function quote(text: string, secret = '', shell = ''): string {
  if (secret === '') return quoteWhole(text)
  return text
    .split(secret)
    .map((part) => (part === '' ? '' : quoteWhole(part)))
    .join(`"${shell}"`)
}

function quoteWhole(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
