import { createHash } from 'node:crypto'
import type { Call, Rules } from '../rules.ts'
import type { Fault } from './fault.ts'
import { crash, editKeyScope, ofKind, onlyAt } from './tools.ts'

/** Changes the reason that a cancellation stores. */
export function storesReasonAs(change: (reason: string) => string): Fault['install'] {
  return (rules) => {
    const { cancel } = rules
    rules.cancel = (intent, call) => {
      cancel(intent, call)
      if (intent.cancellationReason !== null) intent.cancellationReason = change(intent.cancellationReason)
    }
  }
}

/** Rejects requests before they are executed because of their reason. */
function checksReason(check: (reason: string, rules: Rules) => void): Fault['install'] {
  return (rules) => {
    const { readParameters } = rules
    rules.readParameters = (request) => {
      const parameters = readParameters(request)
      check(parameters.reason ?? '', rules)
      return parameters
    }
  }
}

/** Takes two requests with the same key for one if their reasons are the same after a change. */
function comparesReasonAs(change: (reason: string) => string): Fault['install'] {
  return (rules) => {
    const { fingerprint } = rules
    rules.fingerprint = (call: Call) => {
      const { parameters } = call
      if (parameters.reason === undefined) return fingerprint(call)
      const sent = { ...(parameters.sent as object), cancellation_reason: change(parameters.reason) }
      return fingerprint({ ...call, parameters: { ...parameters, sent } })
    }
  }
}

const rewritten = ofKind('encoding', [
  {
    name: 'reason-cut-at-nul',
    description: 'The reason ends before its first NUL.',
    install: storesReasonAs((reason) => reason.replace(/\0.*/s, '')),
  },
  {
    name: 'reason-without-invisible',
    description: 'Control characters and characters of no width are removed from the reason.',
    install: storesReasonAs((reason) => reason.replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cf}]/gu, '')),
  },
  {
    name: 'reason-with-plain-signs',
    description: 'Typographic signs in the reason are replaced by those of ASCII.',
    install: storesReasonAs((reason) => reason.replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, "'")),
  },
  {
    name: 'reason-numbers-masked',
    description: 'What looks like the number of a card is masked in the reason.',
    install: storesReasonAs((reason) => reason.replaceAll(/\b(?:\d{4} ){3}\d{4}\b/g, '****')),
  },
  {
    name: 'reason-addresses-masked',
    description: 'Addresses of mail are masked in the reason.',
    install: storesReasonAs((reason) => reason.replaceAll(/\S+@\S+\.\w+/g, '***')),
  },
  {
    name: 'reason-dollars-merged',
    description: 'Two dollar signs in the reason become one, as in a replacement.',
    install: storesReasonAs((reason) => reason.replaceAll('$$', '$')),
  },
  {
    name: 'reason-without-leading-zeros',
    description: 'A reason of digits loses the zeros at its start.',
    install: storesReasonAs((reason) => (/^\d+$/.test(reason) ? reason.replace(/^0+(?=\d)/, '') : reason)),
  },
  {
    name: 'reason-exponent-resolved',
    description: 'A reason such as `1e3` is returned as the number that it stands for.',
    install: storesReasonAs((reason) => (/^\d+e\d+$/.test(reason) ? String(Number(reason)) : reason)),
  },
  {
    name: 'reason-word-nan-is-empty',
    description: 'The reason `NaN`, a string, is returned as an empty one.',
    install: storesReasonAs((reason) => (reason === 'NaN' ? '' : reason)),
  },
])

const long = ofKind('encoding', [
  {
    name: 'reason-cut-after-4096',
    description: 'The reason is truncated to 4,096 characters.',
    install: storesReasonAs((reason) => reason.slice(0, 4096)),
  },
  {
    name: 'reason-cut-after-16383',
    description: 'The reason is truncated to 16,383 characters, as a column of a database may be.',
    install: storesReasonAs((reason) => reason.slice(0, 16_383)),
  },
  {
    name: 'reason-cut-after-65535',
    description: 'The reason is truncated to 65,535 bytes.',
    install: storesReasonAs((reason) => Buffer.from(reason).subarray(0, 65_535).toString()),
  },
  {
    name: 'reason-over-4000-rejected',
    description: 'A reason of more than 4,000 characters is rejected.',
    install: checksReason((reason, { rejections }) => {
      if (reason.length > 4000) throw rejections.invalidParameter('cancellation_reason', 'Too long.')
    }),
  },
  {
    name: 'reason-over-20000-crashes',
    description: 'A reason of more than 20,000 characters causes a 500.',
    install: checksReason((reason) => {
      if (reason.length > 20_000) crash()
    }),
  },
])

/** Returns a text in which characters of the same sum have the same code, as a weak checksum does. */
const checksum = (text: string): string =>
  `${text.length} ${[...text].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0)}`

const asNumber = (text: string): string => (Number.isFinite(Number(text)) ? String(Number(text)) : text)

const alike: readonly (readonly [string, string, (reason: string) => string])[] = [
  ['trimmed', 'without white space around them', (text) => text.trim()],
  [
    'without-trailing-spaces',
    'without spaces at the end, as SQL compares',
    (text) => text.replace(/ +$/, ''),
  ],
  ['with-single-spaces', 'with any white space as one space', (text) => text.replace(/\s+/g, ' ')],
  ['with-line-feeds', 'with the same line breaks', (text) => text.replace(/\r\n?/g, '\n')],
  ['composed', 'in Unicode normal form C', (text) => text.normalize('NFC')],
  ['compatible', 'in Unicode normal form KC: full-width digits are digits', (text) => text.normalize('NFKC')],
  [
    'without-accents',
    'without accents',
    (text) =>
      text
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .normalize('NFC'),
  ],
  ['case-folded', 'with `ß` as `ss`', (text) => text.replaceAll('ß', 'ss')],
  ['until-nul', 'up to a NUL', (text) => text.split('\0')[0] ?? ''],
  ['without-nul', 'without NUL', (text) => text.replaceAll('\0', '')],
  [
    'without-zero-width',
    'without characters of no width',
    (text) => text.replace(/[\u200b-\u200f\u2060\ufe0f\ufeff]/gu, ''),
  ],
  ['without-soft-hyphens', 'without soft hyphens', (text) => text.replaceAll('\u00ad', '')],
  [
    'without-astral',
    'with question marks for characters of four bytes',
    (text) => text.replace(/[^\0-\uffff]/gu, '?'),
  ],
  ['percent-decoded', 'percent-decoded', (text) => text.replaceAll('%20', ' ')],
  ['with-plus-as-space', 'with a plus sign as a space', (text) => text.replaceAll('+', ' ')],
  ['html-decoded', 'with HTML entities decoded', (text) => text.replaceAll('&amp;', '&')],
  ['unescaped', 'with backslash escapes decoded', (text) => text.replaceAll('\\n', '\n')],
  [
    'of-letters-only',
    'without all but letters and digits',
    (text) => text.replace(/[^\p{L}\p{M}\p{N}]/gu, ''),
  ],
  ['as-numbers', 'as numbers: `1e3` is 1000', asNumber],
  ['by-checksum', 'by the sum of their characters', checksum],
  ['by-first-1000', 'up to 1,000 characters', (text) => text.slice(0, 1000)],
  ['by-first-4096', 'up to 4,096 characters', (text) => text.slice(0, 4096)],
  ['by-first-16384', 'up to 16,384 characters', (text) => text.slice(0, 16_384)],
  ['by-length', 'by their length', (text) => String(text.length)],
]

const reuse = ofKind(
  'idempotency',
  alike.map(([name, how, change]) => ({
    name: `reuse-${name}`,
    description: `Reasons that are the same ${how} count as the same request.`,
    install: comparesReasonAs(change),
  })),
)

const keys = ofKind('idempotency', [
  {
    name: 'key-cut-before-last-64',
    description: 'Keys that differ only before their last 64 characters count as the same key.',
    install: editKeyScope((key) => key.slice(-64)),
  },
  {
    name: 'key-without-its-middle',
    description: 'Keys that differ only after 32 and before the last 32 characters count as the same key.',
    install: editKeyScope((key) => (key.length > 64 ? key.slice(0, 32) + key.slice(-32) : key)),
  },
  {
    name: 'key-as-number',
    description: 'Keys of digits are compared as numbers: `1000` and `1e3` count as the same key.',
    install: editKeyScope(asNumber),
  },
  {
    name: 'key-without-leading-zeros',
    description: 'Zeros at the start of a key are ignored.',
    install: editKeyScope((key) => key.replace(/^0+(?=\d)/, '')),
  },
  {
    name: 'key-by-checksum',
    description: 'Keys with the same start and the same sum of all characters count as the same key.',
    // The sum alone is the same for many random keys, so that any rule may fail by chance.
    install: editKeyScope((key) => `${key.slice(0, 12)} ${checksum(key)}`),
  },
  {
    name: 'key-by-sorted-letters',
    description: 'Keys with the same characters in another order count as the same key.',
    install: editKeyScope((key) =>
      createHash('sha256')
        .update([...key].sort().join(''))
        .digest('hex'),
    ),
  },
  {
    name: 'key-with-single-spaces',
    description: 'Several spaces in a key count as one.',
    install: editKeyScope((key) => key.replace(/ +/g, ' ')),
  },
])

/** Faults with long texts, and faults that take two texts for one. */
export const textFaults: readonly Fault[] = [
  ...onlyAt('leanrails', [...long, ...rewritten, ...reuse]),
  ...keys,
]
