import type { Intent } from '../intent.ts'
import { editField, ofKind } from './tools.ts'
import type { Fault } from './fault.ts'

/** Changes more of a PaymentIntent than a cancellation may. */
function cancelAlso(change: (intent: Intent) => void): Fault['install'] {
  return (rules) => {
    const { cancel } = rules
    rules.cancel = (intent, call) => {
      cancel(intent, call)
      change(intent)
    }
  }
}

/** Changes a PaymentIntent before an invalid request for it is rejected. */
function rejectionAlso(change: (intent: Intent) => void): Fault['install'] {
  return (rules, { intents }) => {
    const { readParameters, route } = rules
    rules.readParameters = (request) => {
      try {
        return readParameters(request)
      } catch (error) {
        const intent = intents.get(route(request))
        if (intent !== undefined) change(intent)
        throw error
      }
    }
  }
}

/** Faults that change properties which a cancellation leaves as they are. */
export const unchangedFaults = ofKind('life cycle', [
  {
    name: 'cancel-zeroes-amount',
    description: 'A cancellation sets the amount to 0.',
    install: cancelAlso((intent) => {
      intent.amount = 0
    }),
  },
  {
    name: 'cancel-adds-to-amount',
    description: 'A cancellation adds a fee to the amount.',
    install: cancelAlso((intent) => {
      intent.amount += 1
    }),
  },
  {
    name: 'cancel-writes-null-as-text',
    description: 'A payment method of null is returned as the text `null`.',
    install: editField('payment_method', (id) => id ?? 'null'),
  },
  {
    name: 'cancel-resets-currency',
    description: 'The response has the default currency of the merchant.',
    install: editField('currency', () => 'eur'),
  },
  {
    name: 'cancel-resets-created',
    description: 'A cancellation sets `created` to the current time.',
    install: (rules, state) => {
      cancelAlso((intent) => {
        intent.created = Math.floor(state.now() / 1000)
      })(rules, state)
    },
  },
  {
    name: 'cancel-loses-metadata',
    description: 'A cancellation removes the metadata.',
    install: cancelAlso((intent) => {
      intent.metadata = {}
    }),
  },
  {
    name: 'cancel-adds-metadata',
    description: 'A cancellation adds its own entry to the metadata.',
    install: cancelAlso((intent) => {
      intent.metadata = { ...intent.metadata, canceled_by: 'api' }
    }),
  },
  {
    name: 'cancel-trims-metadata',
    description: 'The values of the metadata lose their last character.',
    install: editField('metadata', (metadata) =>
      Object.fromEntries(
        Object.entries(metadata as Record<string, string>).map(([name, value]) => [name, value.slice(0, -1)]),
      ),
    ),
  },
  {
    name: 'cancel-truncates-description',
    description: 'The response has the first five characters of the description.',
    install: editField('description', (text) => (typeof text === 'string' ? text.slice(0, 5) : text)),
  },
  {
    name: 'cancel-detaches-customer',
    description: 'A cancellation removes the customer.',
    install: cancelAlso((intent) => {
      intent.customer = null
    }),
  },
  {
    name: 'cancel-renews-client-secret',
    description: 'The response has another client secret.',
    install: editField('client_secret', (secret) => `${String(secret)}2`),
  },
  {
    name: 'cancel-resets-capture-method',
    description: 'A cancellation sets the capture method to its default.',
    install: cancelAlso((intent) => {
      intent.captureMethod = 'automatic'
    }),
  },
  {
    name: 'cancel-loses-payment-error',
    description: 'The response has no error of the last payment attempt.',
    install: editField('last_payment_error', () => null),
  },
  {
    name: 'cancel-flips-livemode',
    description: 'The response says that real money moves.',
    install: editField('livemode', (live) => live !== true),
  },
  {
    name: 'rejection-clears-metadata',
    description: 'A request with an invalid body removes the metadata before it is rejected.',
    install: rejectionAlso((intent) => {
      intent.metadata = {}
    }),
  },
  {
    name: 'rejection-touches-created',
    description: 'A request with an invalid body sets `created` before it is rejected.',
    install: rejectionAlso((intent) => {
      intent.created += 1
    }),
  },
])
