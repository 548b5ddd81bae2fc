import type { Probe } from './probe.ts'
import { reusedKeyError } from './reused-key.ts'
import { summarize, type Tester } from '../tester.ts'

/** Sends a reason. Returns whether the response has all of it. */
const longReason = (length: number) => ({
  only: 'leanrails' as const,
  run: async (t: Tester) => {
    const reason = 'a long text, '.repeat(length).slice(0, length)
    const { json } = await t.cancel(await t.create(), { reason })
    return json?.['cancellation_reason'] === reason
  },
  expected: true,
})

/** Uses a key for two reasons. Returns whether the second one is rejected. */
const reuse = (name: string, one: string, other: string): Probe => ({
  about: `a key is rejected for another reason (${name})`,
  only: 'leanrails',
  faults: [`reuse-${name}`],
  run: async (t) => {
    const id = await t.create()
    await t.cancel(id, { key: 'k', reason: one })
    return summarize(await t.cancel(id, { key: 'k', reason: other })) === reusedKeyError[t.api]
  },
  expected: true,
})

/** Uses two keys. Returns the status codes. */
const twoKeys = (names: readonly string[], one: string, other: string): Probe => ({
  about: `the keys "${one.slice(0, 12)}" and "${other.slice(0, 12)}" are different (${names.join(', ')})`,
  faults: names,
  run: async (t) => {
    const statusOf = async (key: string) => (await t.cancel(await t.create(), { key })).status
    return [await statusOf(one), await statusOf(other)]
  },
  expected: [200, 200],
})

/** Probes of long texts, and of texts that look the same. */
export const textProbes: readonly Probe[] = [
  {
    about: 'a reason of 70,000 characters is returned as it is',
    faults: [
      'reason-cut-after-4096',
      'reason-cut-after-16383',
      'reason-cut-after-65535',
      'reason-over-4000-rejected',
      'reason-over-20000-crashes',
    ],
    ...longReason(70_000),
  },
  reuse('trimmed', 'a', ' a'),
  reuse('without-trailing-spaces', 'a', 'a '),
  reuse('with-single-spaces', 'a b', 'a  b'),
  reuse('with-line-feeds', 'a\nb', 'a\r\nb'),
  reuse('composed', 'e\u0301', '\u00e9'),
  reuse('compatible', '7', '\uff17'),
  reuse('without-accents', 'e', 'e\u0301'),
  reuse('case-folded', 'ß', 'ss'),
  reuse('until-nul', 'a', 'a\0b'),
  reuse('without-nul', 'a', 'a\0'),
  reuse('without-zero-width', 'ab', 'a\u200bb'),
  reuse('without-soft-hyphens', 'ab', 'a\u00adb'),
  reuse('without-astral', '\u{1f4b3}', '\u{1f4b0}'),
  reuse('percent-decoded', 'a b', 'a%20b'),
  reuse('with-plus-as-space', 'a b', 'a+b'),
  reuse('html-decoded', '&', '&amp;'),
  reuse('unescaped', 'a\nb', 'a\\nb'),
  reuse('of-letters-only', 'a.b', 'a,b'),
  reuse('as-numbers', '1e3', '1000'),
  reuse('by-checksum', 'ab', 'ba'),
  reuse('by-first-1000', 'a'.repeat(1001), `${'a'.repeat(1000)}b`),
  reuse('by-first-4096', 'a'.repeat(4097), `${'a'.repeat(4096)}b`),
  reuse('by-first-16384', 'a'.repeat(16_385), `${'a'.repeat(16_384)}b`),
  reuse('by-length', 'a', 'b'),
  twoKeys(['key-cut-before-last-64'], `a${'x'.repeat(100)}`, `b${'x'.repeat(100)}`),
  twoKeys(
    ['key-without-its-middle'],
    `${'x'.repeat(50)}a${'x'.repeat(50)}`,
    `${'x'.repeat(50)}b${'x'.repeat(50)}`,
  ),
  twoKeys(['key-as-number'], '1000', '1e3'),
  twoKeys(['key-without-leading-zeros'], '42', '042'),
  twoKeys(['key-by-checksum', 'key-by-sorted-letters'], `${'x'.repeat(12)}ab`, `${'x'.repeat(12)}ba`),
  twoKeys(['key-with-single-spaces'], 'a b', 'a  b'),
]
