import { executeOnce } from '../execute-once.ts'
import type { SandboxResponse } from '../response.ts'
import type { Call, Rules } from '../rules.ts'
import type { State } from '../state.ts'
import type { Fault } from './fault.ts'
import { crash, editJson, ofKind } from './tools.ts'

/** A stored response of a key, as it is before a request. */
type Before = { readonly fingerprint: string; readonly response: SandboxResponse } | undefined

/** Changes what a key does whose first request got a 404. */
function afterNotFound(
  respond: (before: NonNullable<Before>, rules: Rules, call: Call) => SandboxResponse | undefined,
): Fault['install'] {
  return (rules, state) => {
    rules.executeOnce = async (all, call) => {
      const before = storedNotFound(state, all, call)
      const response = before === undefined ? undefined : respond(before, all, call)
      return response ?? executeOnce(state, all, call)
    }
  }
}

function storedNotFound({ keyUses }: State, rules: Rules, call: Call): Before {
  const use = keyUses.get(rules.keyScope(call, call.idempotencyKey ?? ''))
  return use?.response?.status === 404 ? { fingerprint: use.fingerprint, response: use.response } : undefined
}

const isSameRequest = ({ fingerprint }: NonNullable<Before>, rules: Rules, call: Call): boolean =>
  fingerprint === rules.fingerprint(call)

/** Faults in what is stored for a request with an unknown id. */
export const notFoundFaults = ofKind('idempotency', [
  {
    name: 'not-found-keeps-key-in-use',
    description: 'The key of a request with an unknown id stays in use, because the error skips its release.',
    install: afterNotFound((_, rules) => {
      throw rules.rejections.keyInUse()
    }),
  },
  {
    name: 'not-found-replayed-empty',
    description: 'The replay of a 404 has an empty object as its body.',
    install: afterNotFound((before, rules, call) =>
      isSameRequest(before, rules, call) ? { ...before.response, body: '{}' } : undefined,
    ),
  },
  {
    name: 'not-found-replayed-as-500',
    description: 'The replay of a 404 causes a 500, because nothing was stored.',
    install: afterNotFound((before, rules, call) =>
      isSameRequest(before, rules, call) ? crash() : undefined,
    ),
  },
  {
    name: 'not-found-replayed-without-param',
    description: 'The replay of a 404 has an error without `param`.',
    install: afterNotFound((before, rules, call) =>
      isSameRequest(before, rules, call)
        ? editJson(before.response, (body) => {
            Reflect.deleteProperty(body['error'] as object, 'param')
          })
        : undefined,
    ),
  },
  {
    name: 'not-found-replayed-as-conflict',
    description: 'The same request with the key of a 404 counts as another request.',
    install: afterNotFound((before, rules, call) => {
      if (isSameRequest(before, rules, call)) throw rules.rejections.keyReused()
      return undefined
    }),
  },
  {
    name: 'not-found-stored-by-key',
    description: 'The key of a 404 with the id of a PaymentIntent receives the 404 again.',
    install: afterNotFound(({ response }) => response),
  },
  {
    name: 'not-found-then-known-500',
    description: 'The key of a 404 with the id of a PaymentIntent causes a 500.',
    install: afterNotFound((before, rules, call) =>
      isSameRequest(before, rules, call) ? undefined : crash(),
    ),
  },
])
