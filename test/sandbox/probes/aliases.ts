import type { Probe } from './probe.ts'

/** Returns the last character of an id in another form. */
const last = (id: string, change: (char: string) => string): string => id.slice(0, -1) + change(id.slice(-1))

/** The fault, and a raw segment that is not the id. */
const SEGMENTS: readonly (readonly [string, (id: string) => string])[] = [
  ['alias-matrix-parameter', (id) => `${id};jsessionid=1`],
  ['alias-format', (id) => `${id}.json`],
  ['alias-trailing-dot', (id) => `${id}..`],
  ['alias-trailing-slash', (id) => `${id}%2F`],
  ['alias-query', (id) => `${id}%3Fa=1`],
  ['alias-fragment', (id) => `${id}%23a`],
  ['alias-ampersand', (id) => `${id}&a=1`],
  ['alias-first-of-a-list', (id) => `${id},pi_2`],
  ['alias-plus', (id) => `${id}+`],
  ['alias-line', (id) => `${id}%0Aa`],
  ['alias-trimmed', (id) => `%09${id}%C2%A0`],
  ['alias-invisible', (id) => `${id}%E2%80%8B`],
  ['alias-without-accents', (id) => `${id}%CC%81`],
  ['alias-compatible', (id) => last(id, (char) => encodeURIComponent(fullWidth(char)))],
  ['alias-colon', (id) => `${id}:x`],
  ['alias-at-sign', (id) => `${id}%40x`],
  ['alias-backslash', (id) => last(id, (char) => `%5C${char}`)],
  ['alias-slug', (id) => id.replaceAll('_', '-')],
  ['alias-without-prefix', (id) => id.replace('pi_', '')],
  ['alias-upper-prefix', (id) => id.replace('pi_', 'PI_')],
  ['alias-unquoted', (id) => `%22${id}%22`],
  ['alias-mark', (id) => `${id}!`],
  ['alias-part', (id) => `${id}-x`],
  ['alias-secret', (id) => `${id}_secret_x`],
  ['alias-last-segment', (id) => `x%2F${id}`],
  ['alias-parentheses', (id) => `(${id})`],
  ['alias-quote', (id) => `${id}%27--`],
  ['alias-continued', (id) => `${id}%5C`],
  ['alias-latest', () => 'latest'],
  ['alias-valid-utf-8', (id) => `${id}%FF`],
  ['alias-overlong', (id) => id.replace('pi', 'p%C1%A9')],
  ['alias-decoded-twice', (id) => last(id, (char) => `%25${char.charCodeAt(0).toString(16)}`)],
  ['alias-like', (id) => last(id, () => '%25')],
  ['alias-like-one', (id) => last(id, () => '_')],
  ['alias-glob', (id) => last(id, () => '*')],
]

function fullWidth(char: string): string {
  return String.fromCharCode(char.charCodeAt(0) + 0xfee0)
}

export const aliasProbes: readonly Probe[] = SEGMENTS.map(([fault, change]) => ({
  about: `the segment ${change('pi_1')} names nothing`,
  faults: [fault],
  run: async (t) => (await t.cancel(change(await t.create()))).status,
  expected: 404,
}))
