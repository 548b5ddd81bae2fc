import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const ofType =
  (change: (type: string) => string) =>
  async (t: Tester): Promise<boolean> => {
    const { status } = await t.cancel(await t.create(), { reason: 'duplicate', type: change(t.mediaType) })
    return status === 200
  }

/** Cancels with an id in the body. Returns the status of each PaymentIntent. */
const namesAnother = async (t: Tester): Promise<unknown[]> => {
  const [one, other] = [await t.create(), await t.create()]
  const isForm = t.mediaType.includes('form')
  await t.cancel(one, { body: isForm ? `intent=${other}` : JSON.stringify({ id: other }) })
  return [(await t.read(other))['status']]
}

/** Cancels with an id in the query. */
const namesAnotherInQuery = async (t: Tester): Promise<unknown[]> => {
  const [one, other] = [await t.create(), await t.create()]
  await t.cancel(one, { path: `/v1/payment_intents/${one}/cancel?id=${other}&intent=${other}` })
  return [(await t.read(other))['status']]
}

const pollutes =
  (form: string, json: string) =>
  async (t: Tester): Promise<boolean> => {
    await t.cancel(await t.create(), { body: t.mediaType.includes('form') ? form : json })
    return (await t.cancel(await t.create())).text.includes('x_polluted')
  }

const statusOf =
  (body: string, type?: string) =>
  async (t: Tester): Promise<number> =>
    (await t.cancel(await t.create(), { body, ...(type === undefined ? {} : { type }) })).status

const crash = (fault: string, about: string, body: string, type?: string): Probe => ({
  about,
  only: 'stripe',
  faults: [fault],
  run: async (t) => (await statusOf(body, type)(t)) < 500,
  expected: true,
})

const expansion = (body: string, faults: readonly string[]): Probe => ({
  about: `${body} expands the customer`,
  only: 'stripe',
  faults,
  run: async (t) => (await t.cancel(await t.create(), { body })).json?.['customer'],
  expected: { id: 'cus_NffrFeUfNV2Hib', object: 'customer' },
})

export const mediaTypeProbes: readonly Probe[] = [
  {
    about: 'a longer subtype is rejected',
    faults: ['type-by-prefix'],
    run: ofType((type) => `${type}x`),
    expected: false,
  },
  {
    about: 'a longer type is rejected',
    faults: ['type-by-suffix'],
    run: ofType((type) => `x-${type}`),
    expected: false,
  },
  {
    about: 'a shorter subtype is rejected',
    faults: ['type-by-beginning'],
    run: ofType((type) => type.slice(0, -1)),
    expected: false,
  },
  {
    about: 'an id in the body names nothing',
    faults: ['body-id-wins', 'body-id-too'],
    run: namesAnother,
    expected: ['requires_payment_method'],
  },
  {
    about: 'an id in the query names nothing',
    faults: ['query-id-wins'],
    run: namesAnotherInQuery,
    expected: ['requires_payment_method'],
  },
  {
    about: 'a __proto__ key has no later effect',
    faults: ['polluted-by-proto'],
    run: pollutes('__proto__[x_polluted]=1', '{"__proto__":{"x_polluted":1}}'),
    expected: false,
  },
  {
    about: 'a constructor key has no later effect',
    faults: ['polluted-by-constructor'],
    run: pollutes('constructor[prototype][x_polluted]=1', '{"constructor":{"prototype":{"x_polluted":1}}}'),
    expected: false,
  },
  {
    about: 'a list with one object is no object',
    only: 'leanrails',
    faults: ['body-in-list-accepted'],
    run: statusOf('[{}]'),
    expected: 400,
  },
  {
    about: 'an undescribed property is not the reason',
    only: 'leanrails',
    faults: ['reason-by-another-name'],
    run: async (t) =>
      (await t.cancel(await t.create(), { body: '{"reason":"x"}' })).json?.['cancellation_reason'],
    expected: null,
  },
  {
    about: 'a property that is no reference cannot be expanded',
    only: 'stripe',
    faults: ['expand-any-property'],
    run: statusOf('expand[]=amount'),
    expected: 400,
  },
  expansion('expand[]=customer&expand[]=review', ['expand-ignored', 'expand-only-last']),
  expansion('expand[]=review&expand[]=customer', ['expand-ignored', 'expand-only-first']),
  {
    about: 'a path into an object expands what it leads to',
    only: 'stripe',
    faults: ['expand-path-ignored'],
    run: async (t) => {
      const id = await t.createWith({ status: 'requires_payment_method', kind: 'split' })
      const { json } = await t.cancel(id, { body: 'expand[]=transfer_data.destination' })
      return (json?.['transfer_data'] as { destination: unknown }).destination
    },
    expected: { id: 'acct_SandboxSeller', object: 'account' },
  },
  {
    about: 'a customer that is not named is not expanded',
    only: 'stripe',
    faults: ['expand-always'],
    run: async (t) => (await t.cancel(await t.create(), { body: 'expand[]=review' })).json?.['customer'],
    expected: 'cus_NffrFeUfNV2Hib',
  },
  {
    about: 'a JSON array is rejected',
    only: 'stripe',
    faults: ['json-array-ignored'],
    run: statusOf('[]', 'application/json'),
    expected: 400,
  },
  crash('crash-on-empty-value', 'an empty value causes no 500', 'cancellation_reason='),
  crash('crash-on-json-in-a-form', 'a JSON text causes no 500', '"a"', 'application/json'),
  crash('crash-on-malformed-json-in-a-form', 'malformed JSON causes no 500', '{', 'application/json'),
  crash('crash-on-huge-index', 'a huge index causes no 500', 'expand[4294967295]=customer'),
  crash('crash-on-value-and-record', 'a value and a record of one key cause no 500', 'a=1&a[b]=2'),
  crash('crash-on-key-without-value', 'a key without a value causes no 500', 'expand'),
]
