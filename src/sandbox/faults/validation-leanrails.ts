import { header } from '../request.ts'
import type { Fault } from './fault.ts'
import { contentType, acceptsKeys, ignoresBody, rejectsParameters, rewritesBody } from './validation-tools.ts'
import { editJson, wrapExecution, ofKind, onlyAt, editRequest } from './tools.ts'

/** Faults of LeanRails: accepts invalid requests, or rejects valid ones. */
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
      description: 'A number as the reason is accepted as a string.',
      install: rewritesBody((body) =>
        body.replace(/("cancellation_reason"\s*:\s*)(-?\d[\d.eE+-]*)/, '$1"$2"'),
      ),
    },
    {
      name: 'reason-null-accepted',
      description: 'The reason null is accepted, as if it were absent.',
      install: rewritesBody((body) => body.replace(/"cancellation_reason"\s*:\s*null/, '"_":null')),
    },
    {
      name: 'body-in-list-accepted',
      description: 'A list with one object is accepted in place of the object.',
      install: rewritesBody((body) => body.replace(/^\[(\{[^{}]*\})\]$/, '$1')),
    },
    {
      name: 'reason-by-another-name',
      description: 'An undescribed property `reason` counts as the `cancellation_reason`.',
      install: rewritesBody((body) => body.replace('"reason":', '"cancellation_reason":')),
    },
    {
      name: 'reason-empty-rejected',
      description: 'An empty reason is rejected.',
      install: rejectsParameters(({ reason }) => reason === ''),
    },
    {
      name: 'reason-long-rejected',
      description: 'A reason of more than 255 characters is rejected.',
      install: rejectsParameters(({ reason }) => (reason ?? '').length > 255),
    },
    {
      name: 'unknown-field-rejected',
      description: 'An unknown field is rejected.',
      install: rejectsParameters(({ sent }) =>
        Object.keys(sent as object).some((name) => name !== 'cancellation_reason'),
      ),
    },
    {
      name: 'unknown-field-with-signs-rejected',
      description: 'An unknown field is rejected if its name has a dollar sign or a dot.',
      install: rejectsParameters(({ sent }) => Object.keys(sent as object).some((name) => /[$.]/.test(name))),
    },
    {
      name: 'response-fields-accepted',
      description:
        'Fields of the PaymentIntent in the request body, such as `status`, change the PaymentIntent.',
      install: copiesToResponse((_, value) => Object(value) !== value),
    },
    {
      name: 'amount-accepted',
      description: 'An `amount` in the request body changes the PaymentIntent.',
      install: copiesToResponse((name, value) => name === 'amount' && Number.isInteger(value)),
    },
    {
      name: 'livemode-accepted',
      description: 'A `livemode` in the request body changes the PaymentIntent.',
      install: copiesToResponse((name, value) => name === 'livemode' && typeof value === 'boolean'),
    },
    {
      name: 'capture-method-accepted',
      description: 'A `capture_method` in the request body changes the PaymentIntent.',
      install: copiesToResponse((name) => name === 'capture_method'),
    },
    {
      name: 'second-document-accepted',
      description: 'Text after the first JSON value is ignored.',
      install: rewritesBody((body) => body.replace(/^(\{[^{}]*\})[^]+$/, '$1')),
    },
    {
      name: 'invalid-utf-8-accepted',
      description: 'Invalid UTF-8 is replaced, not rejected.',
      install: editRequest((request) => ({ ...request, body: Buffer.from(request.body.toString('utf8')) })),
    },
    {
      name: 'form-accepted',
      description: 'A form is accepted, although only JSON is documented.',
      install: ignoresBody((request) => contentType(request).includes('urlencoded')),
    },
    {
      name: 'version-impossible-accepted',
      description: 'An `X-API-Version` that is not an existing date, such as 2026-02-30, is accepted.',
      install: (rules) => {
        const { checkHeaders } = rules
        rules.checkHeaders = (request, caller) => {
          const looksLikeDate = header(request, 'x-api-version').every((value) =>
            /^\d{4}-\d\d-\d\d$/.test(value),
          )
          if (!looksLikeDate) checkHeaders(request, caller)
        }
      },
    },
  ]),
)

/** Copies fields of the request body into the response. */
function copiesToResponse(matches: (name: string, value: unknown) => boolean): Fault['install'] {
  return wrapExecution(async (execute, { parameters: { sent } }) => {
    const response = await execute()
    const copied = Object.entries(sent as object).filter(([name, value]) => matches(name, value))
    if (response.status !== 200 || copied.length === 0) return response
    return editJson(response, (body) => ({ ...body, ...Object.fromEntries(copied) }))
  })
}
