import { header } from '../request.ts'
import { reasons } from '../stripe/parameters.ts'
import { contentType, invalid, jsonOf, keysTaken, lenient, refuses, rewritten } from './reading.ts'
import { ofKind, onlyAt, seen } from './tools.ts'

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
      name: 'key-empty-taken',
      description: 'An empty `Idempotency-Key` is taken.',
      install: keysTaken((value) => value === ''),
    },
    {
      name: 'reason-number-taken',
      description: 'A reason that is a number is taken as text.',
      install: rewritten((body) => body.replace(/("cancellation_reason"\s*:\s*)(-?\d[\d.eE+-]*)/, '$1"$2"')),
    },
    {
      name: 'reason-boolean-taken',
      description: 'A reason that is true or false is taken as text.',
      install: rewritten((body) => body.replace(/("cancellation_reason"\s*:\s*)(true|false)/, '$1"$2"')),
    },
    {
      name: 'reason-null-taken',
      description: 'A reason that is null is taken for none.',
      install: rewritten((body) => body.replace(/"cancellation_reason"\s*:\s*null/, '"_":null')),
    },
    {
      name: 'reason-object-taken',
      description: 'A reason that is an object or a list is ignored.',
      install: rewritten((body) => body.replace(/"cancellation_reason"(\s*:\s*[[{])/, '"_"$1')),
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
      name: 'reason-enum',
      description: 'Only the four reasons that Stripe knows are taken.',
      install: refuses(({ reason }) => reason !== undefined && !reasons.includes(reason)),
    },
    {
      name: 'unknown-field-refused',
      description: 'A field that the API does not know is refused.',
      install: refuses(({ sent }) =>
        Object.keys(sent as object).some((name) => name !== 'cancellation_reason'),
      ),
    },
    {
      name: 'malformed-json-taken',
      description: 'A body that is no JSON is taken for none.',
      install: lenient((request) => request.body.length > 0 && jsonOf(request) === undefined),
    },
    {
      name: 'trailing-comma-taken',
      description: 'A comma after the last field is taken.',
      install: rewritten((body) => body.replace(/,\s*\}\s*$/, '}')),
    },
    {
      name: 'truncated-json-taken',
      description: 'A body that lacks its last bracket is taken.',
      install: rewritten((body) => (body.startsWith('{') && !/\}\s*$/.test(body) ? '{}' : body)),
    },
    {
      name: 'second-document-taken',
      description: 'What follows the first JSON value is ignored.',
      install: rewritten((body) => body.replace(/^(\{[^{}]*\})[^]+$/, '$1')),
    },
    {
      name: 'array-root-taken',
      description: 'A list at the root is taken for an empty object.',
      install: lenient((request) => Array.isArray(jsonOf(request))),
    },
    {
      name: 'null-root-taken',
      description: 'A null at the root is taken for no body.',
      install: lenient((request) => jsonOf(request) === null),
    },
    {
      name: 'scalar-root-taken',
      description: 'A text or a number at the root is taken for no body.',
      install: lenient((request) => ['string', 'number', 'boolean'].includes(typeof jsonOf(request))),
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
      name: 'version-not-checked',
      description: 'An `X-API-Version` that is no date is taken.',
      install: (rules) => {
        rules.checkHeaders = () => undefined
      },
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
    {
      name: 'version-refused',
      description: 'Every `X-API-Version` is refused.',
      install: (rules) => {
        rules.checkHeaders = (request) => {
          if (header(request, 'x-api-version').length > 0) throw invalid(rules, 'X-API-Version')
        }
      },
    },
  ]),
)
