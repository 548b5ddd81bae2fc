import { randomBytes } from 'node:crypto'
import type { OpenAPIDocument } from '../../description/index.ts'
import type { Visit } from './drafts.ts'
import { headerOf, withHeaders } from '../server/reply.ts'
import type { Draft } from '../server/reply.ts'
import { headerValues } from '../server/request.ts'

/**
 * Response headers whose value no example can know: the id of this request (`x-request-id`), the version that a valid
 * one asked for (`x-version`), the methods of a path, and those that only a replay has (`x-idempotency`). The server's
 * word on retrying (`retry.directive`) mostly goes unsaid; where it does not, it says what the status says.
 */
export function finish(
  document: OpenAPIDocument,
  { endpoint: { operation }, request, call }: Visit,
  draft: Draft,
  { replayed, directs }: { replayed: boolean; directs: boolean },
): Draft {
  const changes: Record<string, string | undefined> = {}
  const { idempotency } = operation
  for (const [name, value] of Object.entries(idempotency?.replay?.headers ?? {})) {
    changes[name] = replayed ? value : undefined
  }
  const directive = idempotency?.retry?.directive
  if (directive !== undefined && headerOf(draft.headers, directive) !== undefined) {
    const worthIt = draft.status === 409 || draft.status === 429 || draft.status >= 500
    changes[directive] = directs ? String(worthIt) : undefined
  }
  const requestId = document['x-request-id']?.header
  const exampleId = requestId === undefined ? undefined : headerOf(draft.headers, requestId)
  if (requestId !== undefined && exampleId !== undefined) changes[requestId] = freshId(exampleId)
  const version = document['x-version']?.header
  const asked = version === undefined || call === undefined ? undefined : headerValues(request, version)[0]
  if (version !== undefined && asked !== undefined && headerOf(draft.headers, version) !== undefined) {
    changes[version] = asked
  }
  if (draft.status === 405) changes['Allow'] = operation.pathMethods.join(', ')
  return Object.keys(changes).length === 0
    ? draft
    : { ...draft, headers: withHeaders(draft.headers, changes) }
}

/** An id of the same kind and length: the prefix of the example, then chance. */
export function freshId(example: string): string {
  const prefix = /^[A-Za-z]+[_-]/.exec(example)?.[0] ?? ''
  const length = Math.max(8, example.length - prefix.length)
  return prefix + randomBytes(length).toString('hex').slice(0, length)
}
