import type { Intent } from '../intents.ts'
import { Rejection } from '../rejection.ts'
import { header, type ReceivedRequest } from '../request.ts'
import type { Caller } from '../keys.ts'
import type { Fault } from './fault.ts'
import { ofKind, editRejection, editResponse, setHeader, rejectionFilters } from './tools.ts'

/** Another merchant's PaymentIntent gets another answer than one that does not exist. */
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

/** An id that is looked up more loosely than it should be. */
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

/** What a request shows as its credentials, as it is and out of Base64. */
function secrets(request: ReceivedRequest | undefined): string {
  const value = (request && header(request, 'authorization')[0]) ?? ''
  const rest = value.split(' ').at(-1) ?? ''
  return /^basic/i.test(value) ? Buffer.from(rest, 'base64').toString('utf8').replace(/:.*$/s, '') : rest
}

/** What one learns and should not; what one reaches and should not. */
export const leakFaults = ofKind('leak', [
  {
    name: 'other-merchant-cancels',
    description: "Another merchant's PaymentIntent can be canceled.",
    install: onForeignIntent((intent) => intent),
  },
  {
    name: 'other-merchant-cancels-capturable',
    description: "Another merchant's PaymentIntent can be canceled in `requires_capture`, and nowhere else.",
    install: onForeignIntent((intent, missing) => (intent.status === 'requires_capture' ? intent : missing)),
  },
  {
    name: 'other-merchant-forbidden',
    description: "Another merchant's PaymentIntent gives a 403: it tells that it exists.",
    install: onForeignIntent((_, { error }) => new Rejection(403, error)),
  },
  {
    name: 'other-merchant-distinguishable',
    description: "Another merchant's PaymentIntent gives a code of its own: it tells that it exists.",
    install: onForeignIntent((_, { error }) => new Rejection(404, { ...error, code: 'resource_not_owned' })),
  },
  {
    name: 'other-merchant-named',
    description: "The message for another merchant's PaymentIntent names its owner: it tells that it exists.",
    install: onForeignIntent(
      ({ merchant }, { error }) =>
        new Rejection(404, { ...error, message: `${error.message} It belongs to ${merchant}.` }),
    ),
  },
  {
    name: 'other-merchant-state-revealed',
    description: "Another merchant's PaymentIntent is judged by its state before its owner.",
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
    description: "Another merchant's PaymentIntent that has succeeded is judged by its state.",
    install: (rules, state) => {
      onForeignIntent((intent, missing) =>
        intent.status === 'succeeded' ? rules.rejections.unexpectedState(intent) : missing,
      )(rules, state)
    },
  },
  {
    name: 'other-merchant-response-replayed',
    description: 'A key alone is enough to get the answer that another merchant got.',
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) => keyScope({ ...call, caller: { ...call.caller, merchant: '' } }, key)
      rules.fingerprint = () => ''
    },
  },
  {
    name: 'secret-in-401',
    description: 'The message for a wrong API key repeats it.',
    install: editRejection(rejectionFilters.unauthorized, ({ status, error, headers }, request) => {
      return new Rejection(status, { ...error, message: `Invalid API key: ${secrets(request)}` }, headers)
    }),
  },
  {
    name: 'secret-in-header',
    description: 'Answers repeat the `Authorization` header.',
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
    description: 'An id in another case reaches the PaymentIntent.',
    install: findsLoosely((id, candidate) => id.toLowerCase() === candidate.toLowerCase()),
  },
  {
    name: 'id-trimmed',
    description: 'An id with white space around it reaches the PaymentIntent.',
    install: findsLoosely((id, candidate) => id.trim() === candidate),
  },
  {
    name: 'id-empty-is-latest',
    description: 'An empty id reaches the latest PaymentIntent.',
    install: findsLoosely((id) => id === ''),
  },
])
