import { summarize, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const unexpected = '400 invalid_request_error payment_intent_unexpected_state -'

/** Cancels a PaymentIntent twice. Returns both responses. */
const twice = (state: string) => async (t: Tester) => {
  const id = await t.create(state)
  return [summarize(await t.cancel(id)), summarize(await t.cancel(id))]
}

export const stateProbes: readonly Probe[] = [
  {
    about: 'requires_payment_method can be canceled once',
    faults: [
      'cancels-canceled',
      'cancel-forgotten',
      'canceled-is-gone',
      'canceled-error-with-200',
      'unexpected-state-code-wrong',
    ],
    run: twice('requires_payment_method'),
    expected: ['200', unexpected],
  },
  {
    about: 'requires_confirmation can be canceled once',
    faults: [],
    run: twice('requires_confirmation'),
    expected: ['200', unexpected],
  },
  {
    about: 'requires_action can be canceled once',
    faults: [],
    run: twice('requires_action'),
    expected: ['200', unexpected],
  },
  {
    about: 'succeeded cannot be canceled',
    faults: ['cancels-succeeded', 'rejection-reopens', 'succeeded-unprocessable'],
    run: twice('succeeded'),
    expected: [unexpected, unexpected],
  },
  {
    about: 'processing cannot be canceled',
    faults: ['processing-pending'],
    run: twice('processing'),
    expected: [unexpected, unexpected],
  },
  {
    about: 'the error for the wrong state contains the PaymentIntent',
    only: 'stripe',
    faults: ['unexpected-state-with-id-only'],
    run: async (t) => {
      const response = await t.cancel(await t.create('canceled'))
      const intent = (response.json?.['error'] as Record<string, unknown>)['payment_intent']
      return [summarize(response), (Object(intent) as Record<string, unknown>)['status']]
    },
    expected: [unexpected, 'canceled'],
  },
  {
    about: 'a cancellation in requires_capture stores its reason',
    faults: ['reason-forgotten-in-capture'],
    run: async (t) => {
      const response = await t.cancel(await t.create('requires_capture'), { reason: 'duplicate' })
      return response.json?.['cancellation_reason']
    },
    expected: 'duplicate',
  },
  {
    about: 'the error for a canceled PaymentIntent contains it as the cancellation left it',
    only: 'stripe',
    faults: ['rejection-stores-reason', 'canceled-error-of-before', 'capturable-amount-kept'],
    run: async (t) => {
      const id = await t.create('requires_capture')
      const canceled = await t.cancel(id, { reason: 'duplicate' })
      const rejected = await t.cancel(id, { reason: 'abandoned' })
      const { payment_intent } = rejected.json?.['error'] as { payment_intent: Record<string, unknown> }
      const changed = Object.entries(payment_intent).filter(
        ([name, value]) => canceled.json?.[name] !== value,
      )
      return changed.map(([name]) => name).filter((name) => /^(status|cancel|amount)/.test(name))
    },
    expected: ['amount_details'],
  },
]
