import type { Operation } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import { decodeOrUndefined, pathReader } from '../../serialization/index.ts'

/** Returns the values in the path of a request. Undefined if its path is another one. */
export function parametersOf(
  operation: Operation,
  { path }: MockRequest,
): Record<string, string> | undefined {
  const [, own] = split(operation, path)
  const read = pathReader(operation.path)(own)
  if (read === undefined) return undefined
  return Object.fromEntries(
    Object.entries(read).map(([name, text]) => [name, decodeOrUndefined(text) ?? text]),
  )
}

/** Returns a request with other values in its path. */
export function withParameters(
  operation: Operation,
  request: MockRequest,
  parameters: Readonly<Record<string, string>>,
): MockRequest {
  const [base] = split(operation, request.path)
  const known = { ...parametersOf(operation, request), ...parameters }
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(known[name] ?? ''),
  )
  return { ...request, path: base + path }
}

/** Splits a path into that of the server and that of the operation. */
function split(operation: Operation, path: string): [base: string, own: string] {
  const length = operation.path.split('/').length
  const segments = path.split('/')
  const start = segments.length - length + 1
  if (start <= 1) return ['', path]
  return [segments.slice(0, start).join('/'), `/${segments.slice(start).join('/')}`]
}
