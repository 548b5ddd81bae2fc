import type { Intent } from '../intent.ts'
import { Rejection } from '../rejection.ts'
import type { Fault } from './fault.ts'
import { ofKind, onlyAt, rejectionFilters } from './tools.ts'

/** Replaces the PaymentIntent in the error for one in the wrong status. */
function showsInError(change: (intent: Intent) => Intent): Fault['install'] {
  return (rules) => {
    const { allow, rejections } = rules
    rules.allow = (intent, call) => {
      try {
        allow(intent, call)
      } catch (error) {
        const isAboutStatus = error instanceof Rejection && rejectionFilters.unexpectedState(error)
        throw isAboutStatus ? rejections.unexpectedState(change(intent)) : error
      }
    }
  }
}

/** The faults of one status, and those that only a later rejection shows. */
export const rejectedIntentFaults: readonly Fault[] = [
  ...ofKind('life cycle', [
    {
      name: 'reason-forgotten-in-capture',
      description: 'The reason of a cancellation in `requires_capture` is returned as null.',
      install: (rules) => {
        const { cancel } = rules
        rules.cancel = (intent, call) => {
          const { status } = intent
          cancel(intent, call)
          if (status === 'requires_capture') intent.cancellationReason = null
        }
      },
    },
  ]),
  ...onlyAt(
    'stripe',
    ofKind('life cycle', [
      {
        name: 'rejection-stores-reason',
        description: 'A rejected cancellation stores its reason.',
        install: (rules) => {
          const { allow } = rules
          rules.allow = (intent, call) => {
            const { reason } = call.parameters
            if (intent.status === 'canceled' && reason !== undefined) intent.cancellationReason = reason
            allow(intent, call)
          }
        },
      },
      {
        name: 'canceled-error-of-before',
        description: 'The error for a canceled PaymentIntent contains it as it was before the cancellation.',
        install: (rules, state) => {
          const before = new Map<string, Intent>()
          const { cancel } = rules
          rules.cancel = (intent, call) => {
            before.set(intent.id, { ...intent })
            cancel(intent, call)
          }
          showsInError((intent) => before.get(intent.id) ?? intent)(rules, state)
        },
      },
      {
        name: 'capturable-amount-kept',
        description: 'A cancellation returns 0 as `amount_capturable`, but stores the amount from before.',
        install: (rules, state) => {
          const amounts = new Map<string, number>()
          const { cancel } = rules
          rules.cancel = (intent, call) => {
            amounts.set(intent.id, intent.amountCapturable)
            cancel(intent, call)
          }
          showsInError((intent) => ({
            ...intent,
            amountCapturable: amounts.get(intent.id) ?? intent.amountCapturable,
          }))(rules, state)
        },
      },
    ]),
  ),
]
