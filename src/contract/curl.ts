import type { Credential } from './credentials.ts'
import type { SentRequest } from './exchange.ts'
import type { Target } from './target.ts'

/** The longest body, in characters, that a curl line holds. */
const LONGEST_BODY = 2000

/**
 * A curl command that sends a request again, byte for byte. Credentials stand as shell variables.
 *
 * @param credential what was sent, to leave out its header and print its stand-in
 */
export function curlLine(request: SentRequest, credential: Credential, target: Target): string {
  const secretHeader = credential.place?.in === 'header' ? credential.place.name.toLowerCase() : undefined
  const given = target.headers.map(([name]) => name.toLowerCase())
  const headers = request.headers
    .filter(([name]) => name.toLowerCase() !== secretHeader)
    .map(([name, value]) => {
      const shown = given.includes(name.toLowerCase()) ? '…' : value
      // `-H 'Name;'` is curl's spelling of a header without a value.
      return `-H ${quote(shown === '' ? `${name};` : `${name}: ${shown}`)}`
    })
  const url = mask(`${target.baseUrl.origin}${request.path}`, credential)
  return [
    'curl -sS -i --globoff --path-as-is',
    `-X ${request.method}`,
    quote(url.length > LONGEST_BODY ? `${url.slice(0, LONGEST_BODY)}…` : url),
    ...(credential.curl === '' ? [] : [credential.curl]),
    ...headers,
    ...body(request.body),
  ].join(' ')
}

function mask(text: string, credential: Credential): string {
  return credential.secrets.reduce((masked, secret) => masked.replaceAll(secret, '$API_KEY'), text)
}

function body(bytes: Uint8Array | undefined): string[] {
  if (bytes === undefined) return []
  const text = printable(bytes)
  if (bytes.byteLength > LONGEST_BODY)
    return [`--data-binary @body # ${bytes.byteLength} bytes: ${text.slice(0, 60)}…`]
  return [`--data-binary ${text.startsWith("$'") ? text : quote(text)}`]
}

/** Text as it is; anything that a terminal would not show in the ANSI-C quoting of bash. */
function printable(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const text = buffer.toString('utf8')
  if (Buffer.from(text).equals(buffer) && !/[\u0000-\u001f\u007f\ufeff]/.test(text)) return text
  const escaped = [...buffer]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('')
  return `$'${escaped}'`
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
