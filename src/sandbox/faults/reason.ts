import type { Call } from '../rules.ts'
import type { Fault } from './fault.ts'
import { editField, ofKind, onlyAt } from './tools.ts'

/** Changes the stored reason. */
function storesReasonAs(change: (reason: string) => string | null): Fault['install'] {
  return (rules) => {
    const { cancel } = rules
    rules.cancel = (intent, call: Call) => {
      cancel(intent, call)
      if (intent.cancellationReason !== null) intent.cancellationReason = change(intent.cancellationReason)
    }
  }
}

const both = ofKind('response', [
  {
    name: 'reason-not-stored',
    description: 'The reason is returned as null.',
    install: storesReasonAs(() => null),
  },
  {
    name: 'reason-invented',
    description: 'Without a reason, the response has an invented one.',
    install: editField('cancellation_reason', (value) => value ?? 'requested_by_customer'),
  },
])

const encodings = onlyAt(
  'leanrails',
  ofKind('encoding', [
    {
      name: 'reason-mojibake',
      description: 'The reason is decoded as Latin-1: "é" is returned as "Ã©".',
      install: storesReasonAs((reason) => Buffer.from(reason, 'utf8').toString('latin1')),
    },
    {
      name: 'reason-normalised',
      description: 'The reason is returned in Unicode normal form C: combining marks are merged.',
      install: storesReasonAs((reason) => reason.normalize('NFC')),
    },
    {
      name: 'reason-without-astral',
      description: 'Characters of four UTF-8 bytes are returned as question marks.',
      install: storesReasonAs((reason) => reason.replace(/[\u{10000}-\u{10ffff}]/gu, '?')),
    },
    {
      name: 'reason-html-escaped',
      description: 'The reason is returned with HTML entities.',
      install: storesReasonAs((reason) =>
        reason.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
      ),
    },
    {
      name: 'reason-trimmed',
      description: 'The reason is trimmed.',
      install: storesReasonAs((reason) => reason.trim()),
    },
    {
      name: 'reason-truncated',
      description: 'The reason is truncated to 255 characters.',
      install: storesReasonAs((reason) => reason.slice(0, 255)),
    },
    {
      name: 'reason-cut-after-1000',
      description: 'The reason is truncated to 1,000 characters.',
      install: storesReasonAs((reason) => reason.slice(0, 1000)),
    },
    {
      name: 'reason-digits-as-number',
      description: 'A reason of digits is returned as a number.',
      install: editField('cancellation_reason', (reason) =>
        typeof reason === 'string' && /^\d+$/.test(reason) ? Number(reason) : reason,
      ),
    },
    {
      name: 'reason-word-null-is-null',
      description: 'The reason "null", a string, is returned as null.',
      install: storesReasonAs((reason) => (reason === 'null' ? null : reason)),
    },
    {
      name: 'reason-true-is-boolean',
      description: 'The reasons "true" and "false", strings, are returned as Booleans.',
      install: editField('cancellation_reason', (reason) =>
        reason === 'true' || reason === 'false' ? reason === 'true' : reason,
      ),
    },
    {
      name: 'reason-undefined-is-null',
      description: 'The reason "undefined", a string, is returned as null.',
      install: storesReasonAs((reason) => (reason === 'undefined' ? null : reason)),
    },
    {
      name: 'reason-date-with-time',
      description: 'A reason that is a date is returned with a time.',
      install: storesReasonAs((reason) =>
        /^\d{4}-\d\d-\d\d$/.test(reason) ? `${reason}T00:00:00Z` : reason,
      ),
    },
    {
      name: 'reason-formula-escaped',
      description:
        'A reason that a spreadsheet takes for a formula is returned with an apostrophe before it.',
      install: storesReasonAs((reason) => (/^[=+@-]/.test(reason) ? `'${reason}` : reason)),
    },
    {
      name: 'reason-unquoted',
      description: 'The double quotes around a reason are removed.',
      install: storesReasonAs((reason) => reason.replace(/^"(.*)"$/s, '$1')),
    },
    {
      name: 'reason-templates-emptied',
      description: 'Templates in a reason, such as `{{name}}`, are returned without their content.',
      install: storesReasonAs((reason) => reason.replaceAll(/\{\{.*?\}\}|\$\{.*?\}/gs, '')),
    },
    {
      name: 'reason-empty-is-null',
      description: 'An empty reason is returned as null.',
      install: storesReasonAs((reason) => (reason === '' ? null : reason)),
    },
    {
      name: 'response-in-latin-1',
      description: 'The response is encoded in Latin-1, not in UTF-8.',
      install: (rules) => {
        const { finish } = rules
        rules.finish = (response, request, caller) => {
          const finished = finish(response, request, caller)
          return { ...finished, body: Buffer.from(finished.body.toString(), 'latin1') }
        }
      },
    },
  ]),
)

/** Faults that change the reason between the request and the response. */
export const reasonFaults = [...both, ...encodings]
