import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const reason = (fault: string, text: string): Probe => ({
  about: `the reason ${JSON.stringify(text)} is returned unchanged`,
  only: 'leanrails',
  faults: [fault],
  run: async (t) => (await t.cancel(await t.create(), { reason: text })).json?.['cancellation_reason'],
  expected: text,
})

/** Sends the parameters of a request, and then those of its replay. Returns the status code of the replay. */
const replayed = (key: string, bodiesOf: (t: Tester) => readonly [string, string]) => async (t: Tester) => {
  const [first, second] = bodiesOf(t)
  const id = await t.create()
  await t.cancel(id, { key, body: first })
  return (await t.cancel(id, { key, body: second })).status
}

const reasonOf = ({ api }: Tester): string =>
  api === 'leanrails' ? '{"cancellation_reason":"x"}' : 'cancellation_reason=abandoned'

/** Shows what languages take for no value, and for the same value. */
export const languageProbes: readonly Probe[] = [
  reason('reason-zero-is-empty', '0'),
  reason('reason-word-false-is-empty', 'false'),
  reason('reason-line-breaks-unified', 'a\r\nb'),
  reason('reason-word-none-is-empty', 'None'),
  reason('reason-decimal-shortened', '1.50'),
  reason('reason-without-scripts', '<script>a</script>'),
  reason('reason-emoji-named', '\u{1f600}'),
  {
    about: 'the key 0 is a key',
    faults: ['key-zero-is-none'],
    run: replayed('0', (t) => [reasonOf(t), reasonOf(t)]),
    expected: 200,
  },
  {
    about: 'an empty key is not the key of two requests',
    only: 'stripe',
    faults: ['key-empty-shared'],
    run: async (t) => [
      (await t.cancel(await t.create(), { key: '' })).status,
      (await t.cancel(await t.create(), { key: '' })).status,
    ],
    expected: [400, 400],
  },
  {
    about: 'the same parameters in another order are replayed',
    faults: ['reuse-by-order'],
    run: replayed('k', ({ api }) =>
      api === 'leanrails'
        ? ['{"cancellation_reason":"x","a":1}', '{"a":1,"cancellation_reason":"x"}']
        : [
            'cancellation_reason=abandoned&expand[]=customer',
            'expand[]=customer&cancellation_reason=abandoned',
          ],
    ),
    expected: 200,
  },
]
