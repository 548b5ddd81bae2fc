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
      name: 'reason-line-breaks-unified',
      description: 'A carriage return before a line feed is removed from the reason.',
      install: storesReasonAs((reason) => reason.replaceAll('\r\n', '\n')),
    },
  ]),
)

/** Faults of what languages take for no value, and for the same value. */
export const languageFaults = [
  ...leanrails,
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
