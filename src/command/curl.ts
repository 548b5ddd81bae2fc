import { quoteShell } from './shell.ts'

/** One call of curl. Every text is already quoted for a shell. */
export interface CurlCall {
  readonly method: string
  readonly url: string
  /** The options that come after the URL, each together with its value: `-H 'Accept: text/plain'`. */
  readonly options: readonly string[]
  /** The options that carry the body, each together with its value. */
  readonly data?: readonly string[]
  /** Whether curl sends the path exactly as written: brackets are not expanded, dot segments are kept. */
  readonly isPathExact?: boolean
}

/** Returns the parts of a curl command, an option together with its value. Joined by spaces they run. */
export function curlParts({ method, url, options, data = [], isPathExact = false }: CurlCall): string[] {
  const isPlainGet = method === 'GET' && data.length === 0
  const methodOption = method === 'HEAD' ? ' --head' : isPlainGet ? '' : ` -X ${method}`
  return [
    `curl -sS -i${isPathExact ? ' --globoff --path-as-is' : ''}${methodOption} ${url}`,
    ...options,
    ...data,
  ]
}

/** Returns the option that sends a header. `-H 'Name;'` is how curl sends an empty value. */
export function headerOption(name: string, value: string): string {
  return `-H ${quoteShell(value === '' ? `${name};` : `${name}: ${value}`)}`
}
