import type { Intent, Status } from '../intents.ts'
import type { Fault } from './fault.ts'
import { ofKind, changeError, changeStatus, rejectionFilters } from './tools.ts'

/** An intent in one status is judged in another way; everything else is judged as it should be. */
function checksState(status: Status, check: (intent: Intent, reject: () => never) => void): Fault['install'] {
  return (rules) => {
    const { allow } = rules
    rules.allow = (intent, call) => {
      if (intent.status !== status) allow(intent, call)
      else {
        check(intent, () => {
          throw rules.rejections.unexpectedState(intent)
        })
      }
    }
  }
}

const rejectsState = (status: Status): Omit<Fault, 'kind'> => ({
  name: `refuses-${status.replaceAll('_', '-')}`,
  description: `A PaymentIntent in \`${status}\` cannot be canceled.`,
  install: checksState(status, (_, reject) => reject()),
})

/** States: who may be canceled, and what a refusal leaves behind. */
export const lifeCycleFaults = ofKind('life cycle', [
  rejectsState('requires_capture'),
  {
    name: 'cancels-succeeded',
    description: 'A PaymentIntent that has succeeded is canceled.',
    install: checksState('succeeded', () => undefined),
  },
  {
    name: 'cancels-canceled',
    description: 'A PaymentIntent that is canceled is canceled again.',
    install: checksState('canceled', () => undefined),
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
          return all.reject(error as Parameters<typeof all.reject>[0], call.request)
        }
      }
    },
  },
  {
    name: 'rejection-reopens',
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
      checksState('processing', () => undefined)(rules, state)
      const { cancel } = rules
      rules.cancel = (intent, call) => {
        if (intent.status !== 'processing') cancel(intent, call)
      }
    },
  },
  {
    name: 'canceled-is-gone',
    description: 'A canceled PaymentIntent is not found any more.',
    install: changeStatus(rejectionFilters.alreadyCanceled, 404),
  },
  {
    name: 'canceled-error-with-200',
    description: 'An already canceled PaymentIntent gives a 200 with an error body.',
    install: changeStatus(rejectionFilters.alreadyCanceled, 200),
  },
  {
    name: 'succeeded-unprocessable',
    description: 'A succeeded PaymentIntent gives a 422.',
    install: changeStatus(rejectionFilters.alreadySucceeded, 422),
  },
  {
    name: 'unexpected-state-code-wrong',
    description: 'A PaymentIntent in the wrong state gives a code that the API does not have.',
    install: changeError(rejectionFilters.unexpectedState, { code: 'payment_intent_already_final' }),
  },
])
