import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Sends a form. Returns the status code. */
const form = (fault: string, body: string, expected = 400): Probe => ({
  about: `the form ${body} gets ${expected}`,
  only: 'stripe',
  faults: [fault],
  run: async (t) => (await t.cancel(await t.create(), { body })).status,
  expected,
})

const formProbes: readonly Probe[] = [
  form('expand-checked-by-first-item', 'expand[]=customer&expand[]=metadata'),
  form('unknown-empty-ignored', 'undescribed='),
  form('unknown-metadata-ignored', 'metadata[a]=x'),
  form('unknown-utf8-ignored', 'utf8=x'),
  form('unknown-underscore-ignored', '_method=x'),
  form('reason-empty-accepted', 'cancellation_reason='),
  form('reason-abbreviated-accepted', 'cancellation_reason=dupl'),
  form('reason-index-accepted', 'cancellation_reason=0'),
  form('reason-list-accepted', 'cancellation_reason[]=duplicate'),
  form('reason-with-line-break-accepted', 'cancellation_reason=duplicate%0A'),
  form('reason-with-hyphens-accepted', 'cancellation_reason=requested-by-customer'),
  form('reason-other-accepted', 'cancellation_reason=other'),
  form('expand-object-accepted', 'expand[]=metadata'),
  form('expand-deep-accepted', 'expand[]=latest_charge.a.b.c.d'),
  form('expand-with-line-break-accepted', 'expand[]=customer%0A'),
  form('expand-empty-parts-accepted', 'expand[]=customer.'),
  form('expand-inherited-accepted', 'expand[]=constructor'),
  form('reason-inherited-accepted', 'cancellation_reason=constructor'),
  form('expand-any-path-accepted', 'expand[]=customer.!'),
  form('expand-case-insensitive', 'expand[]=CUSTOMER'),
  form('form-names-not-decoded', '%63ancellation_reason=duplicate', 200),
  form('expand-empty-brackets-rejected', 'expand[]=customer', 200),
  form('reason-with-spaces-accepted', 'cancellation_reason=requested+by+customer'),
  form('reason-first-of-list-accepted', 'cancellation_reason=duplicate,abandoned'),
  form('reason-until-nul-accepted', 'cancellation_reason=duplicate%00'),
  form('reason-in-brackets-accepted', 'cancellation_reason=%5Bduplicate%5D'),
  form('reason-null-is-none', 'cancellation_reason=null'),
  form('reason-record-accepted', 'cancellation_reason[a]=duplicate'),
  form('expand-twice-rejected', 'expand[]=customer&expand[]=customer', 200),
  form('expand-source-rejected', 'expand[]=source', 200),
  form('expand-nested-rejected', 'expand[]=latest_charge.balance_transaction', 200),
  form('expand-empty-accepted', 'expand='),
  form('key-in-the-form-ignored', 'idempotency_key=x'),
  form('names-trimmed', 'cancellation_reason+=duplicate'),
  form('names-with-odd-brackets-ignored', 'a[=1'),
  form('path-name-ignored', 'intent=pi_1'),
  form('crash-on-reason-twice', 'cancellation_reason=duplicate&cancellation_reason=duplicate', 200),
  form('escapes-of-no-utf-8-dropped', 'cancellation_reason=duplicate%FF'),
  form('invalid-escapes-dropped', 'cancellation_reason=duplicate%zz'),
  form('semicolons-separate-fields', 'cancellation_reason=duplicate;expand[]=customer'),
]

async function replayedByBearer(t: Tester): Promise<number> {
  const id = await t.create()
  await t.cancel(id, { key: 'k' })
  return (await t.cancel(id, { key: 'k', authorization: `Bearer ${t.sandbox.keys.secret}` })).status
}

const invalidUtf8 = Buffer.concat([Buffer.from('cancellation_reason=duplicate'), Buffer.from([0xff])])

/** Probes of lenient forms, and of what a server keeps, forgets or merges. */
export const lenientFormProbes: readonly Probe[] = [
  ...formProbes,
  {
    about: 'a form that is not UTF-8 is rejected',
    only: 'stripe',
    faults: ['invalid-utf-8-dropped'],
    run: async (t) => (await t.cancel(await t.create(), { body: invalidUtf8 })).status,
    expected: 400,
  },
  {
    about: 'a request by another scheme is the same',
    only: 'stripe',
    faults: ['key-by-scheme'],
    run: replayedByBearer,
    expected: 200,
  },
  {
    about: 'a PaymentIntent in processing is not canceled',
    faults: ['processing-not-stored'],
    run: async (t) => {
      const id = await t.create('processing')
      const { status } = await t.cancel(id)
      return `${status} ${String((await t.read(id))['status'])}`
    },
    expected: '400 processing',
  },
  {
    about: 'the reason in the query is ignored',
    faults: ['query-overrides-body'],
    run: async (t) => {
      const id = await t.create()
      const path = `/v1/payment_intents/${id}/cancel?cancellation_reason=abandoned`
      return (await t.cancel(id, { path, reason: 'duplicate' })).json?.['cancellation_reason']
    },
    expected: 'duplicate',
  },
  {
    about: 'the reason in the query is ignored if the body has none',
    faults: ['query-added-to-body'],
    run: async (t) => {
      const id = await t.create()
      const path = `/v1/payment_intents/${id}/cancel?cancellation_reason=abandoned`
      return (await t.cancel(id, { path })).json?.['cancellation_reason']
    },
    expected: null,
  },
  {
    about: 'the metadata of a request is ignored',
    only: 'leanrails',
    faults: ['request-adds-metadata'],
    run: async (t) => {
      const response = await t.cancel(await t.create(), { body: '{"metadata":{"a":"b"}}' })
      return (response.json?.['metadata'] as Record<string, string>)['a']
    },
    expected: undefined,
  },
  {
    about: 'the key of a 429 stays free',
    faults: ['rate-limit-stored'],
    run: async (t) => {
      const id = await t.provoke('429')
      await t.cancel(id, { key: 'k' })
      return (await t.cancel(id, { key: 'k' })).status
    },
    expected: 200,
  },
]
