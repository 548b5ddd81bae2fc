import { createHash } from 'node:crypto'
import { isMediaType } from '../media-type.ts'
import { once } from '../once.ts'
import type { SandboxResponse } from '../response.ts'
import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import { isJson, poisonedBy } from './poisoned.ts'
import { reuseFaults } from './reuse.ts'
import {
  editJson,
  isError,
  ofKind,
  onlyAt,
  changeStatus,
  changeError,
  editKeyScope,
  editResponse,
  setHeader,
  dropHeader,
  rejectionFilters,
} from './tools.ts'

const both = ofKind('idempotency', [
  {
    name: 'idempotency-forgotten',
    description: 'Idempotency keys are taken, and nothing is done with them.',
    install: (rules) => {
      rules.once = (all, call) => all.execute(all, call)
    },
  },
  {
    name: 'replay-with-new-time',
    description: 'A replay of a success has a new `canceled_at`.',
    install: (rules) => {
      const { replay } = rules
      rules.replay = (stored, call) =>
        editJson(replay(stored, call), (body) => {
          if ('canceled_at' in body) body['canceled_at'] = Number(body['canceled_at']) + 1
        })
    },
  },
  {
    name: 'replay-without-nulls',
    description: 'A replay lacks the fields that were null in the first answer.',
    install: (rules) => {
      const { replay } = rules
      rules.replay = (stored, call) =>
        editJson(replay(stored, call), (body) =>
          Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
        )
    },
  },
  {
    name: 'replay-of-rejection-with-200',
    description: 'A replay has the status 200, whatever the first answer had.',
    install: (rules) => {
      const { replay } = rules
      rules.replay = (stored, call) => ({ ...replay(stored, call), status: 200 })
    },
  },
  {
    name: 'replay-conflicts',
    description: 'The same request with the same key gives a 409, long after the first was done.',
    install: (rules) => {
      rules.replay = () => {
        throw rules.rejections.keyInUse()
      }
    },
  },
  {
    name: 'replay-made-anew',
    description: 'A replay shows the time at which it is made: another one only in another second.',
    install: (rules, state) => {
      const { replay } = rules
      rules.replay = (stored, call) =>
        editJson(replay(stored, call), (body) => {
          if ('canceled_at' in body) body['canceled_at'] = Math.floor(state.now() / 1000)
        })
    },
  },
  {
    name: 'rejections-not-stored',
    description: 'Only successes are kept: after a refusal the key is free for another request.',
    install: (rules) => {
      rules.stores = (response) => !isError(response)
    },
  },
  {
    name: 'canceled-rejection-not-stored',
    description: 'The refusal of what is canceled already is not kept under its key; all others are.',
    install: (rules) => {
      const { reject, stores } = rules
      const dropped = new WeakSet<SandboxResponse>()
      rules.reject = (rejection, request) => {
        const response = reject(rejection, request)
        if (rejectionFilters.alreadyCanceled(rejection)) dropped.add(response)
        return response
      }
      rules.stores = (response) => !dropped.has(response) && stores(response)
    },
  },
  {
    name: 'successes-not-stored',
    description: 'Only refusals are kept: after a success the key is free, and the same request is refused.',
    install: (rules) => {
      const { stores } = rules
      rules.stores = (response) => isError(response) && stores(response)
    },
  },
  {
    name: 'reuse-executes',
    description: 'A key that comes with another body or path is taken for a new one.',
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) => keyScope(call, `${rules.fingerprint(call)} ${key}`)
    },
  },
  {
    name: 'reuse-ignores-body',
    description: 'The same key and path with another body gets the first answer.',
    install: (rules) => {
      rules.fingerprint = ({ id }) => id
    },
  },
  {
    name: 'reuse-ignores-path',
    description: 'The same key and body with another path gets the first answer, of another PaymentIntent.',
    install: (rules) => {
      const { fingerprint } = rules
      rules.fingerprint = (call) => fingerprint({ ...call, id: '' })
    },
  },
  {
    name: 'reuse-by-raw-bytes',
    description: 'The same parameters in other bytes (white space, percent-encoding) count as other ones.',
    install: (rules) => {
      rules.fingerprint = ({ id, request }) =>
        createHash('sha256').update(id).update('\0').update(request.body).digest('hex')
    },
  },
  {
    name: 'key-shared-by-merchants',
    description: 'A key that one merchant used is taken for every other merchant.',
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) => keyScope({ ...call, caller: { ...call.caller, merchant: '' } }, key)
    },
  },
  {
    name: 'key-case-insensitive',
    description: 'Keys that differ in case only are one key.',
    install: editKeyScope((key) => key.toLowerCase()),
  },
  {
    name: 'key-cut-after-254',
    description: 'Keys that differ in the last of 255 characters only are one key.',
    install: editKeyScope((key) => key.slice(0, 254)),
  },
  {
    name: 'key-without-punctuation',
    description: 'Punctuation in keys is dropped: `order_1` and `order1` are one key.',
    install: editKeyScope((key) => key.replace(/[!-/:-@[-`{-~]/g, '')),
  },
  {
    name: 'key-hyphen-is-underscore',
    description: 'Keys that differ in `-` and `_` only are one key.',
    install: editKeyScope((key) => key.replaceAll('_', '-')),
  },
  {
    name: 'key-percent-decoded',
    description: 'Keys are percent-decoded: `a%41` and `aA` are one key.',
    install: editKeyScope(percentDecoded),
  },
  {
    name: 'key-poisoned-by-validation',
    description: 'A request that failed validation uses up its key.',
    install: poisonedBy('readParameters'),
  },
  {
    name: 'key-poisoned-by-header',
    description: 'A request with a wrong version header uses up its key.',
    install: poisonedBy('checkHeaders'),
  },
  {
    name: 'key-poisoned-by-401',
    description: 'A request with a wrong API key uses up its idempotency key.',
    install: poisonedBy('authenticate'),
  },
  {
    name: 'key-stores-validation-failures',
    description: 'A failed validation is kept: the corrected request gets the old complaint again.',
    install: (rules) => {
      const failures = new Map<string, unknown>()
      const { readParameters } = rules
      rules.readParameters = (request) => {
        const key = keyOf(request)
        if (failures.has(key)) throw failures.get(key) as Error
        try {
          return readParameters(request)
        } catch (error) {
          if (header(request, 'idempotency-key').length > 0) failures.set(key, error)
          throw error
        }
      }
    },
  },
  {
    name: 'in-flight-accepted',
    description: 'The same request while the first is running gives a 202.',
    install: changeStatus(rejectionFilters.inUse, 202),
  },
  {
    name: 'in-flight-code-wrong',
    description: 'The same request while the first is running gives a code that the API does not have.',
    install: changeError(rejectionFilters.inUse, { code: 'conflict' }),
  },
  {
    name: 'in-flight-duplicate-executes',
    description: 'The same request while the first is running is executed too, and refused.',
    install: (rules, state) => {
      rules.once = async (all, call) => {
        const scope = all.keyScope(call, call.idempotencyKey ?? '')
        const use = state.keyUses.get(scope)
        return use !== undefined && use.response === undefined
          ? all.execute(all, call)
          : once(state, all, call)
      }
    },
  },
])

const stripe = onlyAt(
  'stripe',
  ofKind('idempotency', [
    {
      name: 'replayed-header-missing',
      description: 'A replay does not say `Idempotent-Replayed: true`.',
      install: editResponse(
        () => true,
        (response) => dropHeader(response, 'Idempotent-Replayed'),
      ),
    },
    {
      name: 'replayed-header-always',
      description: 'Every answer says `Idempotent-Replayed: true`, the first one too.',
      install: editResponse(
        () => true,
        (response) => setHeader(response, 'Idempotent-Replayed', 'true'),
      ),
    },
    {
      name: 'keyless-share-a-key',
      description: 'Requests without a key count as requests with one and the same.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) => readIdempotencyKey(request) ?? 'none'
      },
    },
    {
      name: 'keyless-stored-by-path',
      description: 'A request without a key gets the answer of an earlier one to the same path again.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) => readIdempotencyKey(request) ?? `none ${request.path}`
      },
    },
    {
      name: 'failure-not-stored',
      description: 'A 500 is not kept: the same request with the same key is executed.',
      install: (rules) => {
        const { stores } = rules
        rules.stores = (response) => response.status < 500 && stores(response)
      },
    },
    {
      name: 'key-poisoned-by-429',
      description: 'A 429 is kept: the same request with the same key gets it for a day.',
      install: (rules) => {
        rules.stores = () => true
      },
    },
    {
      name: 'reuse-type-wrong',
      description: 'A reused key is an `invalid_request_error`, not an `idempotency_error`.',
      install: changeError(rejectionFilters.reused, { type: 'invalid_request_error' }),
    },
    {
      name: 'key-poisoned-by-media-type',
      description: 'A body that is no form uses up its key: the corrected request is refused.',
      install: poisonedByMediaType('application/x-www-form-urlencoded'),
    },
  ]),
)

const leanrails = onlyAt(
  'leanrails',
  ofKind('idempotency', [
    {
      name: 'reuse-code-wrong',
      description: 'A reused key gives the code of an invalid parameter.',
      install: changeError(rejectionFilters.reused, { code: 'parameter_invalid' }),
    },
    {
      name: 'key-poisoned-by-malformed-body',
      description: 'A body that is no JSON uses up its key; one that is only invalid does not.',
      install: poisonedBy('readParameters', ({ body }) => !isJson(body)),
    },
    {
      name: 'key-poisoned-by-media-type',
      description: 'A 415 uses up its key: the corrected request is refused.',
      install: poisonedByMediaType('application/json'),
    },
  ]),
)

function keyOf(request: ReceivedRequest): string {
  return header(request, 'idempotency-key').join()
}

/** A body of another media type than the API's uses up its key; one that is only invalid does not. */
function poisonedByMediaType(type: string): Fault['install'] {
  return poisonedBy('readParameters', (request) => !isMediaType(request, type))
}

function percentDecoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}

/** Every way in which idempotency goes wrong. */
export const idempotencyFaults: readonly Fault[] = [...both, ...leanrails, ...stripe, ...reuseFaults]
