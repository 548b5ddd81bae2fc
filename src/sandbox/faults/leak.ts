import type { Intent } from '../intent.ts'
import { Rejection } from '../rejection.ts'
import { header, type ReceivedRequest } from '../request.ts'
import type { Caller } from '../keys.ts'
import type { Fault } from './fault.ts'
import { ofKind, editRejection, editResponse, setHeader, rejectionFilters } from './tools.ts'

/** Changes the outcome for another merchant's PaymentIntent, which correctly is the same as for a missing one. */
function onForeignIntent(
  outcomeOf: (intent: Intent, missing: Rejection) => Intent | Rejection,
): Fault['install'] {
  return (rules, { intents }) => {
    const { find } = rules
    rules.find = (caller, id) => {
      try {
        return find(caller, id)
      } catch (error) {
        const intent = intents.get(id)
        if (intent === undefined || !(error instanceof Rejection)) throw error
        const outcome = outcomeOf(intent, error)
        if (outcome instanceof Rejection) throw outcome
        return outcome
      }
    }
  }
}

/** Looks up ids less strictly than the correct rule. */
function findsLoosely(matches: (id: string, candidate: string) => boolean): Fault['install'] {
  return (rules, { intents }) => {
    const { find } = rules
    const visible = (caller: Caller, intent: Intent): boolean =>
      intent.merchant === caller.merchant && intent.livemode === caller.livemode
    rules.find = (caller, id) =>
      [...intents.values()].reverse().find((intent) => visible(caller, intent) && matches(id, intent.id)) ??
      find(caller, id)
  }
}

/** Returns the API key of a request, decoded from Base64 if the scheme is Basic. */
function secrets(request: ReceivedRequest | undefined): string {
  const value = (request && header(request, 'authorization')[0]) ?? ''
  const rest = value.split(' ').at(-1) ?? ''
  return /^basic/i.test(value) ? Buffer.from(rest, 'base64').toString('utf8').replace(/:.*$/s, '') : rest
}

/** Faults that reveal data of another merchant or a secret, or give access to it. */
export const leakFaults = ofKind('leak', [
  {
    name: 'other-merchant-cancels',
    description: "Another merchant's PaymentIntent can be canceled.",
    install: onForeignIntent((intent) => intent),
  },
  {
    name: 'other-merchant-cancels-capturable',
    description: "Another merchant's PaymentIntent can be canceled in `requires_capture` only.",
    install: onForeignIntent((intent, missing) => (intent.status === 'requires_capture' ? intent : missing)),
  },
  {
    name: 'other-merchant-forbidden',
    description: "Another merchant's PaymentIntent returns a 403, which reveals that it exists.",
    install: onForeignIntent((_, { error }) => new Rejection(403, error)),
  },
  {
    name: 'other-merchant-distinguishable',
    description: "Another merchant's PaymentIntent returns its own error code, which reveals that it exists.",
    install: onForeignIntent((_, { error }) => new Rejection(404, { ...error, code: 'resource_not_owned' })),
  },
  {
    name: 'other-merchant-named',
    description:
      "The error for another merchant's PaymentIntent names the owner, which reveals that it exists.",
    install: onForeignIntent(
      ({ merchant }, { error }) =>
        new Rejection(404, { ...error, message: `${error.message} It belongs to ${merchant}.` }),
    ),
  },
  {
    name: 'other-merchant-state-revealed',
    description: "The status of another merchant's PaymentIntent is checked before its owner.",
    install: (rules, state) => {
      onForeignIntent((intent, missing) =>
        intent.status === 'canceled' || intent.status === 'succeeded'
          ? rules.rejections.unexpectedState(intent)
          : missing,
      )(rules, state)
    },
  },
  {
    name: 'other-merchant-success-revealed',
    description: "The status of another merchant's succeeded PaymentIntent is checked before its owner.",
    install: (rules, state) => {
      onForeignIntent((intent, missing) =>
        intent.status === 'succeeded' ? rules.rejections.unexpectedState(intent) : missing,
      )(rules, state)
    },
  },
  {
    name: 'other-merchant-response-replayed',
    description: "An idempotency key is enough to receive another merchant's stored response.",
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) => keyScope({ ...call, caller: { ...call.caller, merchant: '' } }, key)
      rules.fingerprint = () => ''
    },
  },
  {
    name: 'secret-in-401',
    description: 'The error message for a wrong API key contains the key.',
    install: editRejection(rejectionFilters.unauthorized, ({ status, error, headers }, request) => {
      return new Rejection(status, { ...error, message: `Invalid API key: ${secrets(request)}` }, headers)
    }),
  },
  {
    name: 'secret-in-header',
    description: 'Responses repeat the `Authorization` header.',
    install: editResponse(
      () => true,
      (response, request) => {
        const value = request && header(request, 'authorization')[0]
        return value === undefined ? response : setHeader(response, 'X-Debug-Authorization', value)
      },
    ),
  },
  {
    name: 'id-case-insensitive',
    description: 'An id in another case finds the PaymentIntent.',
    install: findsLoosely((id, candidate) => id.toLowerCase() === candidate.toLowerCase()),
  },
  {
    name: 'id-trimmed',
    description: 'An id with surrounding white space finds the PaymentIntent.',
    install: findsLoosely((id, candidate) => id.trim() === candidate),
  },
  {
    name: 'id-empty-is-latest',
    description: 'An empty id finds the latest PaymentIntent.',
    install: findsLoosely((id) => id === ''),
  },
])
