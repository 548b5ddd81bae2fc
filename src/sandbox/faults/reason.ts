import type { Call } from '../rules.ts'
import type { Fault } from './fault.ts'
import { field, ofKind, onlyAt, without } from './tools.ts'

/** The reason is kept in another form than it was sent. */
function kept(change: (reason: string) => string | null): Fault['install'] {
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
    name: 'reason-not-kept',
    description: 'The reason that was sent comes back as null.',
    install: kept(() => null),
  },
  {
    name: 'reason-missing',
    description: '`cancellation_reason` is left out.',
    install: without('cancellation_reason'),
  },
  {
    name: 'reason-invented',
    description: 'Without a reason, one is made up.',
    install: field('cancellation_reason', (value) => value ?? 'requested_by_customer'),
  },
  {
    name: 'reason-null-as-text',
    description: 'Without a reason, it is the text "null".',
    install: field('cancellation_reason', String),
  },
  {
    name: 'reason-upper-case',
    description: 'The reason comes back in upper case.',
    install: kept((reason) => reason.toUpperCase()),
  },
])

const encodings = onlyAt(
  'leanrails',
  ofKind('encoding', [
    {
      name: 'reason-mojibake',
      description: 'The reason is read as Latin-1: "é" comes back as "Ã©".',
      install: kept((reason) => Buffer.from(reason, 'utf8').toString('latin1')),
    },
    {
      name: 'reason-normalised',
      description: 'The reason comes back in Unicode normal form C: combining marks are merged.',
      install: kept((reason) => reason.normalize('NFC')),
    },
    {
      name: 'reason-without-astral',
      description: 'Characters of four bytes come back as question marks.',
      install: kept((reason) => reason.replace(/[\u{10000}-\u{10ffff}]/gu, '?')),
    },
    {
      name: 'reason-cut-in-a-character',
      description: 'Only the first UTF-16 unit of a character of four bytes is kept.',
      install: kept((reason) => reason.replace(/([\ud800-\udbff])[\udc00-\udfff]/g, '$1')),
    },
    {
      name: 'reason-ascii-only',
      description: 'Everything but ASCII is dropped from the reason.',
      install: kept((reason) => reason.replace(/[^\0-\x7f]/g, '')),
    },
    {
      name: 'reason-html-escaped',
      description: 'The reason comes back with HTML entities.',
      install: kept((reason) =>
        reason.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
      ),
    },
    {
      name: 'reason-trimmed',
      description: 'White space at both ends of the reason is dropped.',
      install: kept((reason) => reason.trim()),
    },
    {
      name: 'reason-lower-case',
      description: 'The reason comes back in lower case.',
      install: kept((reason) => reason.toLowerCase()),
    },
    {
      name: 'reason-truncated',
      description: 'The reason is cut after 255 characters.',
      install: kept((reason) => reason.slice(0, 255)),
    },
    {
      name: 'reason-empty-is-null',
      description: 'An empty reason comes back as null.',
      install: kept((reason) => (reason === '' ? null : reason)),
    },
    {
      name: 'reason-without-control-characters',
      description: 'Line breaks and other control characters are dropped from the reason.',
      install: kept((reason) => reason.replace(/[\0-\x1f]/g, '')),
    },
    {
      name: 'answer-in-latin-1',
      description: 'The answer is written in Latin-1, not in UTF-8.',
      install: (rules) => {
        const { finish } = rules
        rules.finish = (reply, request, caller) => {
          const whole = finish(reply, request, caller)
          return { ...whole, body: Buffer.from(whole.body.toString(), 'latin1') }
        }
      },
    },
  ]),
)

/** What becomes of the reason between the request and the answer. */
export const reasonFaults = [...both, ...encodings]
