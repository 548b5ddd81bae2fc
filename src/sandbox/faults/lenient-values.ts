import { takesReasons, rewritesFields } from './lenient-forms.ts'
import { editRequest, ofKind, onlyAt } from './tools.ts'
import { rejectsParameters, rewritesBody } from './validation-tools.ts'

const isReason = (field: string): boolean => /^cancellation_reason\b/.test(field)

/** Faults of forms: how a lenient server splits one, and reads its names and values. */
export const lenientValueFaults = onlyAt(
  'stripe',
  ofKind('validation', [
    takesReasons('reason-with-spaces-accepted', 'with spaces in place of underscores', (value) =>
      value.replaceAll(/\+|%20/g, '_'),
    ),
    takesReasons('reason-first-of-list-accepted', 'with a comma and another one after it', (value) =>
      value.replace(/(?:,|%2C).*/i, ''),
    ),
    takesReasons('reason-until-nul-accepted', 'with a NUL after it', (value) => value.replace(/%00.*/, '')),
    takesReasons('reason-in-brackets-accepted', 'in square brackets', (value) =>
      value.replace(/^%5B(\w+)%5D$/i, '$1'),
    ),
    {
      name: 'reason-null-is-none',
      description: 'The `cancellation_reason` `null`, a text, counts as none.',
      install: rewritesFields((field, value) =>
        isReason(field) && value === 'null' ? undefined : `${field}=${value}`,
      ),
    },
    {
      name: 'reason-record-accepted',
      description: 'The only value of a record `cancellation_reason[a]` is taken for the reason.',
      install: rewritesFields((field, value) => {
        const name = field.replace(/^(cancellation_reason)(?:\[|%5B)\w+(?:\]|%5D)$/i, '$1')
        return `${name}=${value}`
      }),
    },
    {
      name: 'expand-twice-rejected',
      description: 'An `expand` that names a property twice is rejected.',
      install: rejectsParameters(({ expand }) => new Set(expand).size < expand.length, 'expand'),
    },
    {
      name: 'expand-source-rejected',
      description: 'An `expand` that names `source` is rejected.',
      install: rejectsParameters(({ expand }) => expand.includes('source'), 'expand'),
    },
    {
      name: 'expand-nested-rejected',
      description: 'A path into an expanded object is rejected.',
      install: rejectsParameters(
        ({ expand }) => expand.some((path) => path.startsWith('latest_charge.')),
        'expand',
      ),
    },
    {
      name: 'expand-empty-accepted',
      description: 'An `expand` without a value counts as an empty list.',
      install: rewritesFields((field, value) =>
        field === 'expand' && value === '' ? undefined : `${field}=${value}`,
      ),
    },
    {
      name: 'key-in-the-form-ignored',
      description: 'A parameter `idempotency_key` is ignored.',
      install: rewritesFields((field, value) =>
        field === 'idempotency_key' ? undefined : `${field}=${value}`,
      ),
    },
    {
      name: 'names-trimmed',
      description: 'White space around the name of a parameter is ignored.',
      install: rewritesFields(
        (field, value) => `${field.replaceAll(/^(?:\+|%20)+|(?:\+|%20)+$/g, '')}=${value}`,
      ),
    },
    {
      name: 'path-name-ignored',
      description: 'A parameter with the name of the path parameter, `intent`, is ignored.',
      install: rewritesFields((field, value) => (field === 'intent' ? undefined : `${field}=${value}`)),
    },
    {
      name: 'escapes-of-no-utf-8-dropped',
      description: 'Escapes of bytes that are not UTF-8 are dropped from a form.',
      install: rewritesFields((field, value) => `${field}=${value.replaceAll(/%FF/gi, '')}`),
    },
    {
      name: 'invalid-escapes-dropped',
      description:
        'A percent sign that begins no escape is dropped from a form, with the text up to the next field.',
      install: rewritesFields((field, value) => `${field}=${value.replace(/%(?![\da-f]{2}).*/i, '')}`),
    },
    {
      name: 'names-with-odd-brackets-ignored',
      description: 'A parameter whose name has an open bracket is ignored.',
      install: rewritesFields((field, value) => (/\[[^\]]*$/.test(field) ? undefined : `${field}=${value}`)),
    },
    {
      name: 'semicolons-separate-fields',
      description: 'A semicolon separates two parameters, as an ampersand does.',
      install: rewritesBody((body) => body.replaceAll(';', '&')),
    },
    {
      name: 'invalid-utf-8-dropped',
      description: 'Bytes that are not UTF-8 are dropped from a form.',
      install: editRequest((request) => ({
        ...request,
        body: Buffer.from(request.body.toString('utf8').replaceAll('\ufffd', '')),
      })),
    },
  ]),
)
