import type { Intent, Status } from '../intent.ts'
import type { Fault } from './fault.ts'
import { ofKind, changeError, changeStatus, rejectionFilters } from './tools.ts'

/** Replaces the check of intents in one status. */
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
  name: `rejects-${status.replaceAll('_', '-')}`,
  description: `A PaymentIntent in \`${status}\` cannot be canceled.`,
  install: checksState(status, (_, reject) => reject()),
})

/** Faults of the life cycle: which statuses can be canceled, and the effect of a rejection. */
export const lifeCycleFaults = ofKind('life cycle', [
  rejectsState('requires_capture'),
  {
    name: 'cancels-succeeded',
    description: 'A succeeded PaymentIntent can be canceled.',
    install: checksState('succeeded', () => undefined),
  },
  {
    name: 'cancels-canceled',
    description: 'A canceled PaymentIntent can be canceled again.',
    install: checksState('canceled', () => undefined),
  },
  {
    name: 'cancel-forgotten',
    description: 'The response has the status `canceled`, but the change is not stored.',
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
    description: 'A rejected cancellation resets the PaymentIntent, so the next cancellation succeeds.',
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
    description: 'A cancellation in `processing` returns a 200 with the status `processing`.',
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
    description: 'A canceled PaymentIntent returns a 404.',
    install: changeStatus(rejectionFilters.alreadyCanceled, 404),
  },
  {
    name: 'canceled-error-with-200',
    description: 'An already canceled PaymentIntent returns a 200 with an error body.',
    install: changeStatus(rejectionFilters.alreadyCanceled, 200),
  },
  {
    name: 'succeeded-unprocessable',
    description: 'A succeeded PaymentIntent returns a 422.',
    install: changeStatus(rejectionFilters.alreadySucceeded, 422),
  },
  {
    name: 'unexpected-state-code-wrong',
    description: 'A PaymentIntent in the wrong state returns an undocumented code.',
    install: changeError(rejectionFilters.unexpectedState, { code: 'payment_intent_already_final' }),
  },
])
