import { brief, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const unexpected = '400 invalid_request_error payment_intent_unexpected_state -'

/** The answers to two cancellations of a PaymentIntent, one after the other. */
const twice = (state: string) => async (t: Tester) => {
  const id = await t.make(state)
  return [brief(await t.cancel(id)), brief(await t.cancel(id))]
}

export const stateProbes: readonly Probe[] = [
  {
    about: 'requires_payment_method can be canceled, once',
    faults: [
      'cancels-canceled',
      'cancel-forgotten',
      'canceled-is-gone',
      'canceled-error-with-200',
      'unexpected-state-code-wrong',
    ],
    ask: twice('requires_payment_method'),
    right: ['200', unexpected],
  },
  {
    about: 'requires_confirmation can be canceled, once',
    faults: [],
    ask: twice('requires_confirmation'),
    right: ['200', unexpected],
  },
  {
    about: 'requires_action can be canceled, once',
    faults: [],
    ask: twice('requires_action'),
    right: ['200', unexpected],
  },
  {
    about: 'succeeded cannot be canceled',
    faults: ['cancels-succeeded', 'refusal-reopens', 'succeeded-unprocessable'],
    ask: twice('succeeded'),
    right: [unexpected, unexpected],
  },
  {
    about: 'processing is refused',
    faults: ['processing-pending'],
    ask: twice('processing'),
    right: [unexpected, unexpected],
  },
  {
    about: 'a PaymentIntent in the wrong state comes with the error',
    only: 'stripe',
    faults: ['unexpected-state-with-id-only'],
    ask: async (t) => {
      const answer = await t.cancel(await t.make('canceled'))
      const intent = (answer.json?.['error'] as Record<string, unknown>)['payment_intent']
      return [brief(answer), (Object(intent) as Record<string, unknown>)['status']]
    },
    right: [unexpected, 'canceled'],
  },
]
