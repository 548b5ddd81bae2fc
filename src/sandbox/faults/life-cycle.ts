import type { Intent, Status } from '../intents.ts'
import type { Fault } from './fault.ts'
import { ofKind, reword, restatus, which } from './tools.ts'

/** An intent in one status is judged in another way; everything else is judged as it should be. */
function judged(status: Status, judge: (intent: Intent, refuse: () => never) => void): Fault['install'] {
  return (rules) => {
    const { allow } = rules
    rules.allow = (intent, call) => {
      if (intent.status !== status) allow(intent, call)
      else {
        judge(intent, () => {
          throw rules.refusals.unexpectedState(intent)
        })
      }
    }
  }
}

const refuses = (status: Status): Omit<Fault, 'kind'> => ({
  name: `refuses-${status.replaceAll('_', '-')}`,
  description: `A PaymentIntent in \`${status}\` cannot be canceled.`,
  install: judged(status, (_, refuse) => refuse()),
})

/** States: who may be canceled, and what a refusal leaves behind. */
export const lifeCycleFaults = ofKind('life cycle', [
  refuses('requires_capture'),
  {
    name: 'cancels-succeeded',
    description: 'A PaymentIntent that has succeeded is canceled.',
    install: judged('succeeded', () => undefined),
  },
  {
    name: 'cancels-canceled',
    description: 'A PaymentIntent that is canceled is canceled again.',
    install: judged('canceled', () => undefined),
  },
  {
    name: 'cancel-forgotten',
    description: 'The answer says canceled, but nothing is stored.',
    install: (rules) => {
      const { cancel, render } = rules
      rules.cancel = () => undefined
      rules.execute = async (all, call) => {
        try {
          const intent = all.find(call.caller, call.id)
          all.allow(intent, call)
          const copy = { ...intent }
          cancel(copy, call)
          return await Promise.resolve(render(copy, call.parameters.expand))
        } catch (error) {
          return all.refuse(error as Parameters<typeof all.refuse>[0], call.request)
        }
      }
    },
  },
  {
    name: 'refusal-reopens',
    description: 'A refused cancellation sets the PaymentIntent back, so that the next one succeeds.',
    install: (rules) => {
      const { allow } = rules
      rules.allow = (intent, call) => {
        try {
          allow(intent, call)
        } catch (error) {
          intent.status = 'requires_payment_method'
          throw error
        }
      }
    },
  },
  {
    name: 'processing-pending',
    description: 'Canceling in `processing` gives a 200 that still says `processing`.',
    install: (rules, state) => {
      judged('processing', () => undefined)(rules, state)
      const { cancel } = rules
      rules.cancel = (intent, call) => {
        if (intent.status !== 'processing') cancel(intent, call)
      }
    },
  },
  {
    name: 'canceled-is-gone',
    description: 'A canceled PaymentIntent is not found any more.',
    install: restatus(which.alreadyCanceled, 404),
  },
  {
    name: 'canceled-error-with-200',
    description: 'An already canceled PaymentIntent gives a 200 with an error body.',
    install: restatus(which.alreadyCanceled, 200),
  },
  {
    name: 'succeeded-unprocessable',
    description: 'A succeeded PaymentIntent gives a 422.',
    install: restatus(which.alreadySucceeded, 422),
  },
  {
    name: 'unexpected-state-code-wrong',
    description: 'A PaymentIntent in the wrong state gives a code that the API does not have.',
    install: reword(which.unexpectedState, { code: 'payment_intent_already_final' }),
  },
])
