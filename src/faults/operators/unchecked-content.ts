import { covers, essence } from '../../description/index.ts'
import { validBody } from '../../serialization/index.ts'
import type { Call, Operator } from '../model/fault.ts'
import type { MockRequest } from '../../mock/index.ts'
import { bodyOf } from '../model/request-body.ts'
import { requestHeader, withBody } from '../model/message.ts'
import { requestFault } from '../model/request-fault.ts'

/** A body that is missing, malformed or of another media type is accepted like a valid one. */
export const uncheckedContent: Operator = function* (input) {
  const { document } = input.description
  for (const operation of input.description.operations) {
    const { body } = operation
    const [content] = body?.content ?? []
    const valid = content === undefined ? undefined : validBody(document, content)
    if (body === undefined || valid === undefined) continue
    const typeOf = (request: MockRequest): string => requestHeader(request, 'content-type') ?? ''
    const isKnownType = (request: MockRequest): boolean =>
      body.content.some(({ mediaType }) => covers(mediaType, essence(typeOf(request))))
    const kinds: readonly [name: string, text: string, is: (call: Call) => boolean][] = [
      [
        'missing',
        `A request of ${operation.id} without a body is accepted.`,
        ({ request }) => body.required && request.body.length === 0,
      ],
      [
        'media-type',
        `A request of ${operation.id} with another media type is accepted.`,
        ({ request }) => request.body.length > 0 && !isKnownType(request),
      ],
      [
        'malformed',
        `A request of ${operation.id} with a malformed body is accepted.`,
        (call) =>
          call.request.body.length > 0 && isKnownType(call.request) && bodyOf(input, call) === undefined,
      ],
    ]
    for (const [name, text, is] of kinds) {
      if (name === 'missing' && !body.required) continue
      yield requestFault({
        id: `unchecked-content/${operation.id}/${name}`,
        kind: 'unchecked-content',
        text,
        operations: [operation],
        pointer: body.pointer,
        families: ['malformed', 'boundaries'],
        absent: `no request of ${operation.id} with such a body`,
        repair: (call) =>
          call.operation === operation && is(call)
            ? withBody(call.request, valid.bytes, valid.contentType)
            : undefined,
      })
    }
  }
}
