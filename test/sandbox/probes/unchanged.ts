import type { Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

/** Returns the names of the properties that a cancellation of a new PaymentIntent changes. */
const changedBy =
  (spec: object, before: (t: Tester, id: string) => Promise<unknown> = () => Promise.resolve()) =>
  async (t: Tester) => {
    const id = await t.createWith(spec)
    const intent = await t.read(id)
    await before(t, id)
    const { json = {} } = await t.cancel(id)
    return Object.keys(intent).filter((name) => JSON.stringify(intent[name]) !== JSON.stringify(json[name]))
  }

const changed = ['status', 'canceled_at']

/** Probes of what a cancellation leaves as it is. */
export const unchangedProbes: readonly Probe[] = [
  {
    about: 'a cancellation changes the status and the time of cancellation only',
    faults: [
      'cancel-zeroes-amount',
      'cancel-adds-to-amount',
      'cancel-writes-null-as-text',
      'cancel-resets-currency',
      'cancel-resets-created',
      'cancel-loses-metadata',
      'cancel-adds-metadata',
      'cancel-trims-metadata',
      'cancel-truncates-description',
      'cancel-detaches-customer',
      'cancel-renews-client-secret',
      'cancel-flips-livemode',
    ],
    run: async (t) => {
      const names = await changedBy({ status: 'requires_payment_method', kind: 'plain' })(t)
      return names.sort()
    },
    expected: [...changed].sort(),
  },
  {
    about: 'a cancellation leaves the capture method as it is',
    faults: ['cancel-resets-capture-method'],
    run: async (t) => (await changedBy({ status: 'requires_capture' })(t)).includes('capture_method'),
    expected: false,
  },
  {
    about: 'a cancellation leaves the error of the last attempt as it is',
    faults: ['cancel-loses-payment-error'],
    run: async (t) =>
      (await changedBy({ status: 'requires_payment_method', kind: 'declined' })(t)).includes(
        'last_payment_error',
      ),
    expected: false,
  },
  {
    about: 'a request with an invalid body changes nothing',
    faults: ['rejection-clears-metadata', 'rejection-touches-created'],
    run: async (t) => {
      const rejected = (tester: Tester, id: string): Promise<unknown> =>
        tester.cancel(id, { body: t.api === 'leanrails' ? '{"cancellation_reason":1}' : 'unknown=1' })
      const names = await changedBy({ status: 'requires_payment_method', kind: 'plain' }, rejected)(t)
      return names.sort()
    },
    expected: [...changed].sort(),
  },
]
