import { header } from '../request.ts'
import type { Fault } from './fault.ts'
import { contentType, keysTaken, lenient, refuses, rewritten } from './reading.ts'
import { editJson, executed, ofKind, onlyAt, seen } from './tools.ts'

/** What LeanRails takes and should not, and the other way round. */
export const leanrailsValidationFaults = onlyAt(
  'leanrails',
  ofKind('validation', [
    {
      name: 'key-not-required',
      description: 'A request without an `Idempotency-Key` is executed.',
      install: keysTaken((value) => value === undefined),
    },
    {
      name: 'reason-number-taken',
      description: 'A reason that is a number is taken as text.',
      install: rewritten((body) => body.replace(/("cancellation_reason"\s*:\s*)(-?\d[\d.eE+-]*)/, '$1"$2"')),
    },
    {
      name: 'reason-null-taken',
      description: 'A reason that is null is taken for none.',
      install: rewritten((body) => body.replace(/"cancellation_reason"\s*:\s*null/, '"_":null')),
    },
    {
      name: 'reason-empty-refused',
      description: 'An empty reason is refused.',
      install: refuses(({ reason }) => reason === ''),
    },
    {
      name: 'reason-long-refused',
      description: 'A reason of more than 255 characters is refused.',
      install: refuses(({ reason }) => (reason ?? '').length > 255),
    },
    {
      name: 'unknown-field-refused',
      description: 'A field that the API does not know is refused.',
      install: refuses(({ sent }) =>
        Object.keys(sent as object).some((name) => name !== 'cancellation_reason'),
      ),
    },
    {
      name: 'answer-fields-taken',
      description: 'What a body names of the PaymentIntent itself, such as its status, is taken over.',
      install: takesOver((_, value) => Object(value) !== value),
    },
    {
      name: 'amount-taken',
      description: 'An `amount` in the body becomes that of the PaymentIntent.',
      install: takesOver((name, value) => name === 'amount' && Number.isInteger(value)),
    },
    {
      name: 'second-document-taken',
      description: 'What follows the first JSON value is ignored.',
      install: rewritten((body) => body.replace(/^(\{[^{}]*\})[^]+$/, '$1')),
    },
    {
      name: 'invalid-utf-8-taken',
      description: 'Bytes that are not UTF-8 are replaced, not refused.',
      install: seen((request) => ({ ...request, body: Buffer.from(request.body.toString('utf8')) })),
    },
    {
      name: 'form-taken',
      description: 'A form is taken where only JSON is documented.',
      install: lenient((request) => contentType(request).includes('urlencoded')),
    },
    {
      name: 'version-impossible-taken',
      description: 'An `X-API-Version` that looks like a date but is none, such as 2026-02-30, is taken.',
      install: (rules) => {
        const { checkHeaders } = rules
        rules.checkHeaders = (request, caller) => {
          const shaped = header(request, 'x-api-version').every((value) => /^\d{4}-\d\d-\d\d$/.test(value))
          if (!shaped) checkHeaders(request, caller)
        }
      },
    },
  ]),
)

/** What a body says of the PaymentIntent is shown in the answer. */
function takesOver(takes: (name: string, value: unknown) => boolean): Fault['install'] {
  return executed(async (execute, { parameters: { sent } }) => {
    const reply = await execute()
    const taken = Object.entries(sent as object).filter(([name, value]) => takes(name, value))
    if (reply.status !== 200 || taken.length === 0) return reply
    return editJson(reply, (body) => ({ ...body, ...Object.fromEntries(taken) }))
  })
}
