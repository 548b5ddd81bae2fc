import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Sends a request with a marked key, and a rejected one after it. Returns whether the second response has the text. */
const repeats = (what: 'id' | 'key') => async (t: Tester) => {
  const [one, other] = [await t.create(), await t.create('canceled')]
  await t.cancel(one, { key: 'marked-key-1234567890' })
  const response = await t.cancel(other)
  const text = what === 'id' ? one : 'marked-key-1234567890'
  return `${response.text} ${JSON.stringify(response.headers)}`.includes(text)
}

export const leakedValueProbes: readonly Probe[] = [
  {
    about: 'a response has no id of another request',
    faults: ['previous-id-in-message', 'previous-id-in-header'],
    run: repeats('id'),
    expected: false,
  },
  {
    about: 'a response has no key of another request',
    faults: ['previous-key-in-message', 'previous-key-in-header'],
    run: repeats('key'),
    expected: false,
  },
  {
    about: 'a success has no secret of another one',
    faults: ['previous-secret-in-body'],
    run: async (t) => {
      const [one, other] = [await t.create(), await t.create()]
      await t.cancel(one)
      return (await t.cancel(other)).text.includes(one)
    },
    expected: false,
  },
  {
    about: 'a header contains nothing of what lies behind the server',
    faults: ['leaks-statement-in-header', 'leaks-frame-in-header'],
    run: async (t) => /SELECT|\.py/.test(JSON.stringify((await t.cancel(await t.create())).headers)),
    expected: false,
  },
  {
    about: 'a message contains nothing of a database',
    faults: ['leaks-statement', 'leaks-database-error', 'leaks-connection-string', 'leaks-driver-error'],
    run: async (t) => /SELECT|SQLSTATE|postgres:|ECONNREFUSED/.test((await t.cancel('pi_none')).text),
    expected: false,
  },
]
