import { header } from '../request.ts'
import { ofKind, onlyAt } from './tools.ts'

/** Faults of what a server keeps, forgets or merges. */
export const forgottenFaults = [
  ...ofKind('life cycle', [
    {
      name: 'processing-not-stored',
      description: 'A `processing` PaymentIntent is returned as `canceled`, but the change is not stored.',
      install: (rules) => {
        const { allow, execute } = rules
        rules.allow = (intent, call) => {
          if (intent.status !== 'processing') allow(intent, call)
        }
        rules.execute = async (all, call) => {
          const intent = intentOf(() => all.find(call.caller, call.id))
          const before = intent?.status === 'processing' ? { ...intent } : undefined
          const response = await execute(all, call)
          if (intent !== undefined) Object.assign(intent, before)
          return response
        }
      },
    },
  ]),
  ...ofKind('protocol', [
    {
      name: 'query-overrides-body',
      description: 'A `cancellation_reason` in the query counts, not the one in the body.',
      install: (rules) => {
        const { readParameters } = rules
        rules.readParameters = (request) => {
          const parameters = readParameters(request)
          const reason = new URLSearchParams(request.query).get('cancellation_reason')
          return reason === null ? parameters : { ...parameters, reason }
        }
      },
    },
    {
      name: 'query-added-to-body',
      description: 'A `cancellation_reason` in the query counts if the body has none.',
      install: (rules) => {
        const { readParameters } = rules
        rules.readParameters = (request) => {
          const parameters = readParameters(request)
          const reason = new URLSearchParams(request.query).get('cancellation_reason') ?? undefined
          return { ...parameters, reason: parameters.reason ?? reason }
        }
      },
    },
  ]),
  ...ofKind('idempotency', [
    {
      name: 'rate-limit-stored',
      description: 'A 429 is stored and replayed, so that its key never succeeds.',
      install: (rules) => {
        const { stores } = rules
        rules.stores = (response) => response.status === 429 || stores(response)
      },
    },
  ]),
  ...onlyAt(
    'leanrails',
    ofKind('life cycle', [
      {
        name: 'request-adds-metadata',
        description: 'The `metadata` of a request is added to that of the PaymentIntent.',
        install: (rules) => {
          const { cancel } = rules
          rules.cancel = (intent, call) => {
            cancel(intent, call)
            const { metadata } = Object(call.parameters.sent) as { metadata?: Record<string, string> }
            intent.metadata = { ...intent.metadata, ...metadata }
          }
        },
      },
    ]),
  ),
  ...onlyAt(
    'stripe',
    ofKind('idempotency', [
      {
        name: 'key-by-scheme',
        description: 'An idempotency key that was used with Basic is free with Bearer.',
        install: (rules) => {
          const { keyScope } = rules
          rules.keyScope = (call, key) => {
            const [scheme = ''] = (header(call.request, 'authorization')[0] ?? '').split(' ')
            return `${scheme.toLowerCase()} ${keyScope(call, key)}`
          }
        },
      },
    ]),
  ),
]

/** Returns what `find` returns, or undefined if it throws. */
function intentOf<Intent>(find: () => Intent): Intent | undefined {
  try {
    return find()
  } catch {
    return undefined
  }
}
