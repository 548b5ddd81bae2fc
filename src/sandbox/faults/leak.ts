import type { Intent } from '../intents.ts'
import { Refusal } from '../refusal.ts'
import { header, type Received } from '../request.ts'
import type { Caller } from '../keys.ts'
import type { Fault } from './fault.ts'
import { ofKind, refused, sent, setHeader, which } from './tools.ts'

/** Another merchant's PaymentIntent gets another answer than one that does not exist. */
function foreign(answer: (intent: Intent, missing: Refusal) => Intent | Refusal): Fault['install'] {
  return (rules, { intents }) => {
    const { find } = rules
    rules.find = (caller, id) => {
      try {
        return find(caller, id)
      } catch (error) {
        const intent = intents.get(id)
        if (intent === undefined || !(error instanceof Refusal)) throw error
        const answered = answer(intent, error)
        if (answered instanceof Refusal) throw answered
        return answered
      }
    }
  }
}

/** An id that is looked up more loosely than it should be. */
function loosely(matches: (id: string, candidate: string) => boolean): Fault['install'] {
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
function secrets(request: Received | undefined): string {
  const value = (request && header(request, 'authorization')[0]) ?? ''
  const rest = value.split(' ').at(-1) ?? ''
  return /^basic/i.test(value) ? Buffer.from(rest, 'base64').toString('utf8').replace(/:.*$/s, '') : rest
}

/** What one learns and should not; what one reaches and should not. */
export const leakFaults = ofKind('leak', [
  {
    name: 'other-merchant-cancels',
    description: "Another merchant's PaymentIntent can be canceled.",
    install: foreign((intent) => intent),
  },
  {
    name: 'other-merchant-cancels-held',
    description: "Another merchant's PaymentIntent can be canceled in `requires_capture`, and nowhere else.",
    install: foreign((intent, missing) => (intent.status === 'requires_capture' ? intent : missing)),
  },
  {
    name: 'other-merchant-forbidden',
    description: "Another merchant's PaymentIntent gives a 403: it tells that it exists.",
    install: foreign((_, { error }) => new Refusal(403, error)),
  },
  {
    name: 'other-merchant-told-apart',
    description: "Another merchant's PaymentIntent gives a code of its own: it tells that it exists.",
    install: foreign((_, { error }) => new Refusal(404, { ...error, code: 'resource_not_owned' })),
  },
  {
    name: 'other-merchant-named',
    description: "The message for another merchant's PaymentIntent names its owner: it tells that it exists.",
    install: foreign(
      ({ merchant }, { error }) =>
        new Refusal(404, { ...error, message: `${error.message} It belongs to ${merchant}.` }),
    ),
  },
  {
    name: 'other-merchant-state-told',
    description: "Another merchant's PaymentIntent is judged by its state before its owner.",
    install: (rules, state) => {
      foreign((intent, missing) =>
        intent.status === 'canceled' || intent.status === 'succeeded'
          ? rules.refusals.unexpectedState(intent)
          : missing,
      )(rules, state)
    },
  },
  {
    name: 'other-merchant-success-told',
    description: "Another merchant's PaymentIntent that has succeeded is judged by its state.",
    install: (rules, state) => {
      foreign((intent, missing) =>
        intent.status === 'succeeded' ? rules.refusals.unexpectedState(intent) : missing,
      )(rules, state)
    },
  },
  {
    name: 'other-merchant-answer-replayed',
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
    install: refused(which.unauthorized, ({ status, error, headers }, request) => {
      return new Refusal(status, { ...error, message: `Invalid API key: ${secrets(request)}` }, headers)
    }),
  },
  {
    name: 'secret-in-header',
    description: 'Answers repeat the `Authorization` header.',
    install: sent(
      () => true,
      (reply, request) => {
        const value = request && header(request, 'authorization')[0]
        return value === undefined ? reply : setHeader(reply, 'X-Debug-Authorization', value)
      },
    ),
  },
  {
    name: 'id-case-insensitive',
    description: 'An id in another case reaches the PaymentIntent.',
    install: loosely((id, candidate) => id.toLowerCase() === candidate.toLowerCase()),
  },
  {
    name: 'id-trimmed',
    description: 'An id with white space around it reaches the PaymentIntent.',
    install: loosely((id, candidate) => id.trim() === candidate),
  },
  {
    name: 'id-empty-is-latest',
    description: 'An empty id reaches the latest PaymentIntent.',
    install: loosely((id) => id === ''),
  },
])
