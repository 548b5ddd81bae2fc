import { header } from '../request.ts'
import type { Fault } from './fault.ts'
import { contentType, acceptsKeys, ignoresBody, rejectsParameters, rewritesBody } from './validation-tools.ts'
import { editJson, wrapExecution, ofKind, onlyAt, editRequest } from './tools.ts'

/** What LeanRails takes and should not, and the other way round. */
export const leanrailsValidationFaults = onlyAt(
  'leanrails',
  ofKind('validation', [
    {
      name: 'key-not-required',
      description: 'A request without an `Idempotency-Key` is executed.',
      install: acceptsKeys((value) => value === undefined),
    },
    {
      name: 'reason-number-accepted',
      description: 'A reason that is a number is taken as text.',
      install: rewritesBody((body) =>
        body.replace(/("cancellation_reason"\s*:\s*)(-?\d[\d.eE+-]*)/, '$1"$2"'),
      ),
    },
    {
      name: 'reason-null-accepted',
      description: 'A reason that is null is taken for none.',
      install: rewritesBody((body) => body.replace(/"cancellation_reason"\s*:\s*null/, '"_":null')),
    },
    {
      name: 'reason-empty-rejected',
      description: 'An empty reason is refused.',
      install: rejectsParameters(({ reason }) => reason === ''),
    },
    {
      name: 'reason-long-rejected',
      description: 'A reason of more than 255 characters is refused.',
      install: rejectsParameters(({ reason }) => (reason ?? '').length > 255),
    },
    {
      name: 'unknown-field-rejected',
      description: 'A field that the API does not know is refused.',
      install: rejectsParameters(({ sent }) =>
        Object.keys(sent as object).some((name) => name !== 'cancellation_reason'),
      ),
    },
    {
      name: 'response-fields-accepted',
      description: 'What a body names of the PaymentIntent itself, such as its status, is taken over.',
      install: copiesToResponse((_, value) => Object(value) !== value),
    },
    {
      name: 'amount-accepted',
      description: 'An `amount` in the body becomes that of the PaymentIntent.',
      install: copiesToResponse((name, value) => name === 'amount' && Number.isInteger(value)),
    },
    {
      name: 'second-document-accepted',
      description: 'What follows the first JSON value is ignored.',
      install: rewritesBody((body) => body.replace(/^(\{[^{}]*\})[^]+$/, '$1')),
    },
    {
      name: 'invalid-utf-8-accepted',
      description: 'Bytes that are not UTF-8 are replaced, not refused.',
      install: editRequest((request) => ({ ...request, body: Buffer.from(request.body.toString('utf8')) })),
    },
    {
      name: 'form-accepted',
      description: 'A form is taken where only JSON is documented.',
      install: ignoresBody((request) => contentType(request).includes('urlencoded')),
    },
    {
      name: 'version-impossible-accepted',
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
function copiesToResponse(matches: (name: string, value: unknown) => boolean): Fault['install'] {
  return wrapExecution(async (execute, { parameters: { sent } }) => {
    const response = await execute()
    const copied = Object.entries(sent as object).filter(([name, value]) => matches(name, value))
    if (response.status !== 200 || copied.length === 0) return response
    return editJson(response, (body) => ({ ...body, ...Object.fromEntries(copied) }))
  })
}
