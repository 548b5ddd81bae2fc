import { header, type ReceivedRequest } from '../request.ts'
import { consumesKey } from './consumes-key.ts'
import type { Fault } from './fault.ts'
import { crashesOn, editKeyScope, ofKind } from './tools.ts'

/** Takes a key for an earlier one if the two match. */
function sameKeyAs(matches: (key: string, seen: string) => boolean): Fault['install'] {
  return (rules, state) => {
    const allSeen = new Set<string>()
    editKeyScope((key) => {
      const known = allSeen.has(key) ? key : [...allSeen].find((seen) => matches(key, seen))
      allSeen.add(key)
      return known ?? key
    })(rules, state)
  }
}

/** Returns a pattern of SQL, in which `\` escapes a sign, as a regular expression. */
function sqlPattern(text: string): RegExp {
  const parts = [...text.matchAll(/\\?(.)/gs)].map(([whole, sign = '']) => {
    if (whole === '_') return '.'
    if (whole === '%') return '.*'
    return sign.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`)
  })
  return new RegExp(`^${parts.join('')}$`, 's')
}

/** Faults in the comparison of keys, and faults that consume the key of a rejected request. */
export const idempotencyKeyFaults = ofKind('idempotency', [
  {
    name: 'key-shared-by-merchants',
    description: 'A key that one merchant used counts as used for every other merchant.',
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) => keyScope({ ...call, caller: { ...call.caller, merchant: '' } }, key)
    },
  },
  {
    name: 'key-case-insensitive',
    description: 'Keys that differ only in case count as the same key.',
    install: editKeyScope((key) => key.toLowerCase()),
  },
  {
    name: 'key-cut-after-254',
    description: 'Keys that differ only in the last of 255 characters count as the same key.',
    install: editKeyScope((key) => key.slice(0, 254)),
  },
  {
    name: 'key-without-punctuation',
    description: 'Punctuation in keys is ignored: `order_1` and `order1` count as the same key.',
    install: editKeyScope((key) => key.replace(/[!-/:-@[-`{-~]/g, '')),
  },
  {
    name: 'key-hyphen-is-underscore',
    description: 'Keys that differ only in `-` and `_` count as the same key.',
    install: editKeyScope((key) => key.replaceAll('_', '-')),
  },
  {
    name: 'key-until-colon',
    description: 'Keys that differ only after a colon count as the same key.',
    install: editKeyScope((key) => key.replace(/:.*/s, '')),
  },
  {
    name: 'key-without-tags',
    description: 'Tags of HTML in keys are ignored.',
    install: editKeyScope((key) => key.replaceAll(/<[^>]*>/g, '')),
  },
  {
    name: 'key-is-a-path',
    description: 'Keys are paths: `a//b` and `a/b` count as the same key.',
    install: editKeyScope((key) => key.replaceAll(/\/(?:\.?\/)+/g, '/')),
  },
  {
    name: 'key-in-an-object-crashes',
    description: 'A key that is the name of a property of every object causes a 500.',
    install: crashesOn((request) => (header(request, 'idempotency-key')[0] ?? 'none') in {}),
  },
  {
    name: 'key-without-backslashes',
    description: 'Backslashes in keys are ignored.',
    install: editKeyScope((key) => key.replaceAll('\\', '')),
  },
  {
    name: 'key-without-urn',
    description: 'A UUID is the same key with and without `urn:uuid:` before it.',
    install: editKeyScope((key) => key.replace(/^urn:uuid:/, '')),
  },
  {
    name: 'key-without-padding',
    description: 'Equals signs at the end of keys are ignored.',
    install: editKeyScope((key) => key.replace(/=+$/, '')),
  },
  {
    name: 'key-unquoted',
    description: 'A key in quotes and the same key without them count as the same key.',
    install: editKeyScope((key) => key.replaceAll(/^"|"$/g, '')),
  },
  {
    name: 'key-is-a-pattern',
    description: 'A key is looked up as a pattern of SQL, in which `_` stands for any character.',
    install: sameKeyAs((key, seen) => sqlPattern(key).test(seen)),
  },
  {
    name: 'stored-key-is-a-pattern',
    description: 'A stored key is a pattern of SQL, in which `_` stands for any character.',
    install: sameKeyAs((key, seen) => sqlPattern(seen).test(key)),
  },
  {
    name: 'key-stored-as-uuid',
    description: 'A UUID is the same key with and without its hyphens, as a database stores it.',
    install: editKeyScope((key) => {
      const digits = key.replaceAll(/[-{}]/g, '')
      return /^[\da-f]{32}$/i.test(digits) ? digits : key
    }),
  },
  {
    name: 'key-percent-decoded',
    description: 'Keys are percent-decoded: `a%41` and `aA` count as the same key.',
    install: editKeyScope(percentDecoded),
  },
  {
    name: 'key-poisoned-by-validation',
    description: 'A request that fails validation consumes its key.',
    install: consumesKey('readParameters'),
  },
  {
    name: 'key-poisoned-by-header',
    description: 'A request with an invalid version header consumes its key.',
    install: consumesKey('checkHeaders'),
  },
  {
    name: 'key-poisoned-by-401',
    description: 'A request with a wrong API key consumes its idempotency key.',
    install: consumesKey('authenticate'),
  },
  {
    name: 'key-stores-validation-failures',
    description: 'A validation error is stored: the corrected request receives the same error again.',
    install: (rules) => {
      const failures = new Map<string, unknown>()
      const { readParameters } = rules
      rules.readParameters = (request) => {
        const key = keyOf(request)
        if (failures.has(key)) throw failures.get(key) as Error
        try {
          return readParameters(request)
        } catch (error) {
          if (header(request, 'idempotency-key').length > 0) failures.set(key, error)
          throw error
        }
      }
    },
  },
])

function keyOf(request: ReceivedRequest): string {
  return header(request, 'idempotency-key').join()
}

function percentDecoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
