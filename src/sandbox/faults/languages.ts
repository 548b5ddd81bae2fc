import { header, withHeader } from '../request.ts'
import { fingerprintsBy, sentIn } from './reuse.ts'
import { storesReasonAs } from './texts.ts'
import { ofKind, onlyAt } from './tools.ts'

const KEY = 'idempotency-key'

const leanrails = onlyAt(
  'leanrails',
  ofKind('encoding', [
    {
      name: 'reason-zero-is-empty',
      description: 'The reason `0` is returned as an empty one, because the language takes it for no value.',
      install: storesReasonAs((reason) => (reason === '0' ? '' : reason)),
    },
    {
      name: 'reason-word-false-is-empty',
      description: 'The reason `false`, a string, is returned as an empty one.',
      install: storesReasonAs((reason) => (reason === 'false' ? '' : reason)),
    },
    {
      name: 'reason-word-none-is-empty',
      description: 'The reason `None`, a string, is returned as an empty one.',
      install: storesReasonAs((reason) => (reason === 'None' ? '' : reason)),
    },
    {
      name: 'reason-decimal-shortened',
      description: 'A reason such as `1.50` is returned as the number that it stands for.',
      install: storesReasonAs((reason) => (/^\d+\.\d+$/.test(reason) ? String(Number(reason)) : reason)),
    },
    {
      name: 'reason-without-scripts',
      description: 'Tags of scripts are removed from the reason.',
      install: storesReasonAs((reason) => reason.replaceAll(/<\/?script>/g, '')),
    },
    {
      name: 'reason-emoji-named',
      description: 'Faces in the reason are replaced by their names.',
      install: storesReasonAs((reason) => reason.replaceAll('\u{1f600}', ':grinning:')),
    },
    {
      name: 'reason-line-breaks-unified',
      description: 'A carriage return before a line feed is removed from the reason.',
      install: storesReasonAs((reason) => reason.replaceAll('\r\n', '\n')),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('idempotency', [
    {
      name: 'key-empty-shared',
      description: 'An empty key is a key like any other, so that all requests with one are the same.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) =>
          header(request, KEY)[0] === '' ? '' : readIdempotencyKey(request)
      },
    },
  ]),
)

/** Faults of what languages take for no value, and for the same value. */
export const languageFaults = [
  ...leanrails,
  ...stripe,
  ...ofKind('idempotency', [
    {
      name: 'key-zero-is-none',
      description: 'The key `0` is no key, because the language takes it for no value.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) =>
          header(request, KEY)[0] === '0'
            ? readIdempotencyKey(withHeader(request, KEY, []))
            : readIdempotencyKey(request)
      },
    },
    {
      name: 'reuse-by-order',
      description: 'The same parameters in another order count as a different request.',
      install: fingerprintsBy((call) => {
        const text = call.request.body.toString()
        return text.startsWith('{') ? Object.entries(sentIn(call)) : [...new URLSearchParams(text)]
      }),
    },
  ]),
]
