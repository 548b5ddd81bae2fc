import { randomBytes } from 'node:crypto'
import type { OpenAPIDocument, Operation } from '../description/index.ts'
import type { Draft } from './reply.ts'
import { withHeaders } from './reply.ts'
import { headerValues } from './request.ts'
import type { MockRequest } from './request.ts'

/**
 * Response headers whose value no example can know: the id of this request (`x-request-id`), the version that it asked
 * for (`x-version`), the methods of a path, and those that only a replay has (`x-idempotency`). The server's word on
 * retrying (`retry.directive`) is left unsaid: the mock knows no better than the status.
 */
export function finish(
  document: OpenAPIDocument,
  operation: Operation,
  request: MockRequest,
  draft: Draft,
  replayed: boolean,
): Draft {
  const changes: Record<string, string | undefined> = {}
  const has = (name: string): boolean =>
    Object.keys(draft.headers).some((header) => header.toLowerCase() === name.toLowerCase())
  const idempotency = operation.idempotency
  for (const [name, value] of Object.entries(idempotency?.replay?.headers ?? {})) {
    changes[name] = replayed ? value : undefined
  }
  if (idempotency?.retry !== undefined) changes[idempotency.retry.directive] = undefined
  const requestId = document['x-request-id']?.header
  if (requestId !== undefined && has(requestId)) changes[requestId] = freshId(valueOf(draft, requestId))
  const version = document['x-version']?.header
  const asked = version === undefined ? undefined : headerValues(request, version)[0]
  if (version !== undefined && asked !== undefined && has(version)) changes[version] = asked
  if (draft.status === 405) changes['Allow'] = operation.pathMethods.join(', ')
  return Object.keys(changes).length === 0
    ? draft
    : { ...draft, headers: withHeaders(draft.headers, changes) }
}

function valueOf(draft: Draft, name: string): string {
  return (
    Object.entries(draft.headers).find(([header]) => header.toLowerCase() === name.toLowerCase())?.[1] ?? ''
  )
}

/** An id of the same kind and length: the prefix of the example, then chance. */
export function freshId(example: string): string {
  const prefix = /^[A-Za-z]+[_-]/.exec(example)?.[0] ?? ''
  const length = Math.max(8, example.length - prefix.length)
  return prefix + randomBytes(length).toString('hex').slice(0, length)
}
