import { isJson } from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import { RESPONSE_FAMILIES } from '../model/body-fault.ts'
import type { Operator } from '../model/fault.ts'
import { headerOf, withHeader } from '../model/message.ts'
import { responseFault } from '../model/response-fault.ts'

/** A response has another media type, or a body that is not what its media type says. */
export const wrongContent: Operator = function* ({ description }) {
  for (const operation of description.operations) {
    for (const { status, content } of operation.responses) {
      const [first] = content
      if (first === undefined || !/^[24]\d\d$/.test(status)) continue
      for (const [name, text, change] of KINDS) {
        if (name === 'truncated' && !isJson(first.mediaType)) continue
        yield responseFault({
          id: `wrong-content/${operation.id}/${status}/${name}`,
          kind: 'wrong-content',
          text: `The response ${status} of ${operation.id} ${text}.`,
          operations: [operation],
          pointer: first.pointer,
          status,
          families: RESPONSE_FAMILIES,
          absent: `no response ${status} of ${operation.id} with a body`,
          change: (exchange) => {
            const { response } = exchange
            if (exchange.operation !== operation || String(response.status) !== status)
              return { effect: 'absent' }
            if ((response.body?.length ?? 0) === 0) return { effect: 'absent' }
            return { effect: 'differs', response: change(response) }
          },
        })
      }
    }
  }
}

const KINDS: readonly [
  name: string,
  text: string,
  change: (response: SerializedResponse) => SerializedResponse,
][] = [
  [
    'media-type',
    'is called another media type',
    (response) => withHeader(response, 'Content-Type', otherType(response)),
  ],
  ['no-media-type', 'has no `Content-Type`', (response) => withHeader(response, 'Content-Type', undefined)],
  [
    'truncated',
    'lacks its last character',
    (response) => ({ ...response, body: String(response.body).slice(0, -1) }),
  ],
  ['empty', 'has an empty body', (response) => ({ ...response, body: '' })],
]

function otherType(response: SerializedResponse): string {
  return headerOf(response, 'content-type')?.startsWith('text/html') === true ? 'text/csv' : 'text/html'
}
