import { basic, summarize, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Sends a request with another path. Returns the status code. */
const path = (fault: string, change: (id: string) => string): Probe => ({
  about: `the path ${change('pi_1')} is unknown`,
  faults: [fault],
  run: async (t) => (await t.cancel('', { path: change(await t.create()) })).status,
  expected: 404,
})

const routeProbes: readonly Probe[] = [
  path('route-unanchored', (id) => `/a/v1/payment_intents/${id}/cancel`),
  path('route-any-version', (id) => `/v9/payment_intents/${id}/cancel`),
  path('route-without-version', (id) => `/payment_intents/${id}/cancel`),
  path('route-any-depth', (id) => `/v1/payment_intents/${id}/a/cancel`),
  path('route-any-action', (id) => `/v1/payment_intents/${id}/undescribed`),
  path('route-singular', (id) => `/v1/payment_intent/${id}/cancel`),
]

/** Sends a credential. Returns the status code. */
const credential = (fault: string, make: (key: string) => string): Probe => ({
  about: `the credential ${make('key')} is rejected`,
  faults: [fault],
  run: async (t) => (await t.cancel(await t.create(), { authorization: make(t.sandbox.keys.secret) })).status,
  expected: 401,
})

const credentialProbes: readonly Probe[] = [
  credential('auth-key-is-a-pattern', (key) => basic(`${key.slice(0, -3)}%`)),
  credential('auth-ignores-last-character', (key) => basic(`${key.slice(0, -1)}x`)),
  credential('auth-compares-end', (key) => basic(`another${key}`)),
  credential('auth-any-live-key', () => basic('sk_live_nobody')),
  credential('auth-scheme-optional', (key) => key),
  credential('auth-key-trimmed', (key) => basic(` ${key}`)),
  { ...credential('auth-bearer-accepted', (key) => `Bearer ${key}`), only: 'leanrails' },
  {
    about: 'a key in another header is no credential',
    faults: ['auth-in-another-header'],
    run: async (t) => {
      const headers = { 'X-API-Key': t.sandbox.keys.secret }
      return (await t.cancel(await t.create(), { authorization: null, headers })).status
    },
    expected: 401,
  },
]

const queryProbe: Probe = {
  about: 'a key in the query is no credential',
  faults: ['auth-in-query', 'auth-in-query-first'],
  run: async (t) => {
    const path = `/v1/payment_intents/${await t.create()}/cancel?api_key=${t.sandbox.keys.secret}`
    return (await t.cancel('', { path, authorization: null })).status
  },
  expected: 401,
}

const version = (fault: string, text: string): Probe => ({
  about: `the version ${text} is rejected`,
  only: 'leanrails',
  faults: [fault],
  run: async (t) => (await t.cancel(await t.create(), { headers: { 'X-API-Version': text } })).status,
  expected: 400,
})

const versionProbes: readonly Probe[] = [
  version('version-leap-day-accepted', '2026-02-29'),
  version('version-zero-accepted', '2026-00-10'),
  version('version-end-accepted', 'x2026-03-09'),
  version('version-latest-accepted', 'latest'),
]

const reason = (fault: string, text: string): Probe => ({
  about: `the reason ${JSON.stringify(text)} is returned as it is`,
  only: 'leanrails',
  faults: [fault],
  run: async (t) => (await t.cancel(await t.create(), { reason: text })).json?.['cancellation_reason'],
  expected: text,
})

const reasonProbes: readonly Probe[] = [
  reason('reason-cut-at-nul', 'a\0b'),
  reason('reason-without-invisible', 'a\u200bb\u0001'),
  reason('reason-with-plain-signs', '“a” ‘b’'),
  reason('reason-numbers-masked', '4242 4242 4242 4242'),
  reason('reason-addresses-masked', 'to a@example.com'),
  reason('reason-dollars-merged', '$$'),
  reason('reason-without-leading-zeros', '007'),
  reason('reason-exponent-resolved', '1e3'),
  reason('reason-word-nan-is-empty', 'NaN'),
]

const leaked = (fault: string, text: string): Probe => ({
  about: `the message for a missing PaymentIntent does not contain ${text}`,
  faults: [fault],
  run: async (t) => (await t.cancel('pi_none')).text.includes(text),
  expected: false,
})

const leakProbes: readonly Probe[] = [
  leaked('leaks-exception', 'KeyError'),
  leaked('leaks-source-file', '.php'),
  leaked('leaks-object-as-text', '[object Object]'),
  leaked('leaks-address', '10.0.3.17'),
  leaked('leaks-token', 'eyJ'),
]

const body = (about: string, fault: string, text: string, expected: string): Probe => ({
  about,
  only: 'leanrails',
  faults: [fault],
  run: async (t) => {
    const { status, json } = await t.cancel(await t.create(), { body: text })
    const reason = json?.['cancellation_reason']
    return `${status} ${typeof reason === 'string' ? reason : '-'}`
  },
  expected,
})

const nameProbes: readonly Probe[] = [
  body('names are case-sensitive', 'names-in-any-case', '{"Cancellation_Reason":"a"}', '200 -'),
  body('names have one spelling', 'names-in-camel-case', '{"cancellationReason":"a"}', '200 -'),
  body('names have quotes', 'names-without-quotes', '{cancellation_reason:"a"}', '400 -'),
  {
    about: 'names in a form have one spelling',
    only: 'stripe',
    faults: ['names-in-any-case'],
    run: async (t) => (await t.cancel(await t.create(), { body: 'Cancellation_Reason=duplicate' })).status,
    expected: 400,
  },
  {
    about: 'names in a form are not in camel case',
    only: 'stripe',
    faults: ['names-in-camel-case'],
    run: async (t) => (await t.cancel(await t.create(), { body: 'cancellationReason=duplicate' })).status,
    expected: 400,
  },
]

const replayed = (fault: string, headers: Record<string, string>): Probe => ({
  about: `the same request with other headers is the same: ${Object.keys(headers).join()}`,
  faults: [fault],
  run: (t) => statusOfReplay(t, headers),
  expected: '200',
})

async function statusOfReplay(t: Tester, headers: Record<string, string>, text?: string): Promise<string> {
  const id = await t.create()
  const reason = text === undefined ? {} : { reason: text }
  const first = await t.cancel(id, { key: 'k', ...reason })
  const again = await t.cancel(id, { key: 'k', headers, ...reason })
  return `${summarize(again)}${again.text === first.text ? '' : ' with another body'}`
}

const replayProbes: readonly Probe[] = [
  replayed('reuse-compares-accept', { Accept: 'text/plain, */*' }),
  replayed('reuse-compares-user-agent', { 'User-Agent': 'another' }),
  replayed('reuse-compares-x-undescribed', { 'X-Undescribed': 'x' }),
  {
    about: 'the replay of a long response is the same',
    only: 'leanrails',
    faults: ['replay-of-long-cut', 'replay-of-long-crashes'],
    run: (t) => statusOfReplay(t, {}, 'a long text, '.repeat(400)),
    expected: '200',
  },
  {
    about: 'an empty reason is another one than none',
    only: 'leanrails',
    faults: ['reuse-empty-is-missing'],
    run: async (t) => {
      const id = await t.create()
      await t.cancel(id, { key: 'k', reason: '' })
      return (await t.cancel(id, { key: 'k', body: '{}' })).status
    },
    expected: 422,
  },
]

const headerOf = (fault: string, headers: Record<string, string>): Probe => ({
  about: `a request with ${JSON.stringify(headers)} is accepted`,
  faults: [fault],
  run: async (t) => (await t.cancel(await t.create(), { headers })).status,
  expected: 200,
})

const otherProbes: readonly Probe[] = [
  headerOf('forwarded-rejected', { 'X-Forwarded-For': '192.0.2.1' }),
  headerOf('language-crashes', { 'Accept-Language': 'de' }),
  headerOf('foreign-origin-crashes', { Origin: 'https://undescribed.example' }),
  headerOf('trace-context-crashes', { traceparent: '00-1-2-00' }),
  {
    about: 'an unknown method cancels nothing',
    faults: ['propfind-cancels'],
    run: async (t) => {
      const id = await t.create()
      await t.cancel(id, { method: 'PROPFIND' })
      return (await t.read(id))['status']
    },
    expected: 'requires_payment_method',
  },
  {
    about: 'TRACE does not return the API key',
    faults: ['trace-echoes'],
    run: async (t) => (await t.cancel('pi_1', { method: 'TRACE' })).text.toLowerCase().includes('basic '),
    expected: false,
  },
  {
    about: 'a body of octets has the wrong type',
    faults: ['type-octets-accepted'],
    run: async (t) => {
      const text = t.encode('duplicate')
      const response = await t.cancel(await t.create(), { body: text, type: 'application/octet-stream' })
      return response.status === 200
    },
    expected: false,
  },
  {
    about: 'an id with braces is unknown',
    faults: ['crash-on-braces-in-id'],
    run: async (t) => (await t.cancel('%7B0%7D')).status,
    expected: 404,
  },
]

/** Probes of what a lenient server takes for something else. */
export const lenientProbes: readonly Probe[] = [
  ...routeProbes,
  ...credentialProbes,
  queryProbe,
  ...versionProbes,
  ...reasonProbes,
  ...leakProbes,
  ...nameProbes,
  ...replayProbes,
  ...otherProbes,
]
