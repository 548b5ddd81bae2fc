import type { Fault } from './fault.ts'
import { editRequest, ofKind } from './tools.ts'

/** Creates a fault that takes other ids for an existing one. */
const alias = (name: string, how: string, change: (id: string) => string): Omit<Fault, 'kind'> => ({
  name: `alias-${name}`,
  description: `An id names a PaymentIntent ${how}.`,
  install: (rules) => {
    const { route } = rules
    rules.route = (request) => change(route(request))
  },
})

/** Creates a fault that changes the path before its escapes are decoded. */
const path = (name: string, how: string, change: (text: string) => string): Omit<Fault, 'kind'> => ({
  name: `alias-${name}`,
  description: `An id names a PaymentIntent ${how}.`,
  install: editRequest((request) => ({ ...request, path: change(request.path) })),
})

/** Creates a fault that looks an id up as a pattern, as a database does. */
const pattern = (name: string, how: string, toPattern: (id: string) => string): Omit<Fault, 'kind'> => ({
  name: `alias-${name}`,
  description: `An id is a pattern ${how}.`,
  install: (rules, state) => {
    const { route } = rules
    rules.route = (request) => {
      const id = route(request)
      const matches = new RegExp(`^${toPattern(id.replaceAll(/[.+^${}()|[\]\\?]/g, String.raw`\$&`))}$`)
      return state.intents.has(id) ? id : ([...state.intents.keys()].find((one) => matches.test(one)) ?? id)
    }
  },
})

function decodedTwice(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** Faults with identifiers: what routers, frameworks and databases do to a segment of the path. */
export const aliasFaults: readonly Fault[] = ofKind('identifier', [
  alias('matrix-parameter', 'up to a semicolon', (id) => id.replace(/;.*/s, '')),
  alias('format', 'without a format such as `.json`', (id) => id.replace(/\.json$/, '')),
  alias('trailing-dot', 'without dots at its end', (id) => id.replace(/\.+$/, '')),
  alias('trailing-slash', 'without slashes at its end', (id) => id.replace(/\/+$/, '')),
  alias('query', 'up to an encoded question mark', (id) => id.replace(/\?.*/s, '')),
  alias('fragment', 'up to an encoded number sign', (id) => id.replace(/#.*/s, '')),
  alias('ampersand', 'up to an ampersand', (id) => id.replace(/&.*/s, '')),
  alias('first-of-a-list', 'up to a comma', (id) => id.replace(/,.*/s, '')),
  alias('plus', 'with plus signs for spaces, trimmed', (id) => id.replaceAll('+', ' ').replace(/ +$/, '')),
  alias('line', 'up to a line break', (id) => id.replace(/\n.*/s, '')),
  alias('trimmed', 'without Unicode white space around it', (id) => id.trim()),
  alias('invisible', 'without characters of no width', (id) => id.replaceAll(/[\u200B-\u200D\uFEFF]/g, '')),
  alias('without-accents', 'without accents', (id) => id.normalize('NFD').replaceAll(/\p{M}/gu, '')),
  alias('compatible', 'in compatibility normalization (NFKC)', (id) => id.normalize('NFKC')),
  alias('colon', 'up to a colon', (id) => id.replace(/:.*/s, '')),
  alias('at-sign', 'up to an at sign', (id) => id.replace(/@.*/s, '')),
  alias('backslash', 'without backslashes', (id) => id.replaceAll('\\', '')),
  alias('slug', 'with underscores for hyphens', (id) => id.replaceAll('-', '_')),
  alias('without-prefix', 'without its prefix', (id) => (id.startsWith('pi_') ? id : `pi_${id}`)),
  alias('upper-prefix', 'with its prefix in upper case', (id) => id.replace(/^PI_/, 'pi_')),
  alias('unquoted', 'without quotes around it', (id) => id.replaceAll(/^"|"$/g, '')),
  alias('mark', 'up to an exclamation mark', (id) => id.replace(/!.*/s, '')),
  alias('part', 'up to a hyphen', (id) => id.replace(/-.*/s, '')),
  alias('secret', 'up to `_secret_`, as its secret begins', (id) => id.replace(/_secret_.*/s, '')),
  alias('last-segment', 'after the last encoded slash', (id) => id.replace(/^.*\//s, '')),
  alias('parentheses', 'without parentheses around it', (id) => id.replaceAll(/^\(|\)$/g, '')),
  alias('quote', 'up to a single quote, as SQL reads it', (id) => id.replace(/'.*/s, '')),
  alias('continued', 'without backslashes at its end', (id) => id.replace(/\\+$/, '')),
  {
    name: 'alias-latest',
    description: 'The id `latest` names the newest PaymentIntent.',
    install: (rules, state) => {
      const { route } = rules
      rules.route = (request) => {
        const id = route(request)
        return id === 'latest' ? ([...state.intents.keys()].at(-1) ?? id) : id
      }
    },
  },
  path('valid-utf-8', 'without bytes that are not UTF-8', (text) => text.replaceAll(/%FF/gi, '')),
  path('overlong', 'with two bytes for a character of ASCII', (text) =>
    text.replaceAll(/%C([01])%([89AB][\dA-F])/gi, (_, high: string, low: string) =>
      String.fromCharCode((Number(high) << 6) | (parseInt(low, 16) & 0x3f)),
    ),
  ),
  alias('decoded-twice', 'decoded twice', decodedTwice),
  pattern('like', 'of SQL, in which `%` stands for any text', (id) => id.replaceAll('%', '.*')),
  pattern('like-one', 'of SQL, in which `_` stands for any character', (id) => id.replaceAll('_', '.')),
  pattern('glob', 'of a shell, in which `*` stands for any text', (id) => id.replaceAll('*', '.*')),
])
