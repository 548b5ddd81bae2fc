import { createHash } from 'node:crypto'
import { isMediaType } from '../media-type.ts'
import { executeOnce } from '../execute-once.ts'
import type { SandboxResponse } from '../response.ts'
import type { Fault } from './fault.ts'
import { consumesKey } from './consumes-key.ts'
import { idempotencyKeyFaults } from './idempotency-keys.ts'
import { reuseFaults } from './reuse.ts'
import {
  editJson,
  isError,
  ofKind,
  onlyAt,
  changeStatus,
  changeError,
  editResponse,
  setHeader,
  dropHeader,
  rejectionFilters,
} from './tools.ts'

const both: readonly Fault[] = [
  ...ofKind('idempotency', [
    {
      name: 'idempotency-forgotten',
      description: 'Idempotency keys are accepted and ignored.',
      install: (rules) => {
        rules.executeOnce = (all, call) => all.execute(all, call)
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
      description: 'A replay lacks the fields that were null in the first response.',
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
      description: 'A replay always has the status code 200, also if the first response was an error.',
      install: (rules) => {
        const { replay } = rules
        rules.replay = (stored, call) => ({ ...replay(stored, call), status: 200 })
      },
    },
    {
      name: 'replay-conflicts',
      description: 'The same request with the same key returns a 409, although the first one is complete.',
      install: (rules) => {
        rules.replay = () => {
          throw rules.rejections.keyInUse()
        }
      },
    },
    {
      name: 'replay-regenerated',
      description: 'A replay has the current time as `canceled_at`, so it differs only in another second.',
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
      description: 'Only successes are stored: after a rejection the key can be used for another request.',
      install: (rules) => {
        rules.stores = (response) => !isError(response)
      },
    },
    {
      name: 'canceled-rejection-not-stored',
      description: 'The rejection of an already canceled PaymentIntent is not stored. All others are.',
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
      description:
        'Only rejections are stored: after a success the same request is executed again and rejected.',
      install: (rules) => {
        const { stores } = rules
        rules.stores = (response) => isError(response) && stores(response)
      },
    },
    {
      name: 'reuse-executes',
      description: 'A used key with another body or path counts as a new key.',
      install: (rules) => {
        const { keyScope } = rules
        rules.keyScope = (call, key) => keyScope(call, `${rules.fingerprint(call)} ${key}`)
      },
    },
    {
      name: 'reuse-ignores-body',
      description: 'The same key and path with another body receives the first response.',
      install: (rules) => {
        rules.fingerprint = ({ id }) => id
      },
    },
    {
      name: 'reuse-ignores-path',
      description:
        'The same key and body with another path receives the response for the first PaymentIntent.',
      install: (rules) => {
        const { fingerprint } = rules
        rules.fingerprint = (call) => fingerprint({ ...call, id: '' })
      },
    },
    {
      name: 'reuse-by-raw-bytes',
      description: 'The same parameters in other bytes (white space, percent-encoding) count as different.',
      install: (rules) => {
        rules.fingerprint = ({ id, request }) =>
          createHash('sha256').update(id).update('\0').update(request.body).digest('hex')
      },
    },
  ]),
  ...idempotencyKeyFaults,
  ...ofKind('idempotency', [
    {
      name: 'in-flight-accepted',
      description: 'The same request while the first one is in progress returns a 202.',
      install: changeStatus(rejectionFilters.inUse, 202),
    },
    {
      name: 'in-flight-code-wrong',
      description: 'The same request while the first one is in progress returns an undocumented code.',
      install: changeError(rejectionFilters.inUse, { code: 'conflict' }),
    },
    {
      name: 'in-flight-duplicate-executes',
      description: 'The same request while the first one is in progress is executed too, and rejected.',
      install: (rules, state) => {
        rules.executeOnce = async (all, call) => {
          const scope = all.keyScope(call, call.idempotencyKey ?? '')
          const use = state.keyUses.get(scope)
          return use !== undefined && use.response === undefined
            ? all.execute(all, call)
            : executeOnce(state, all, call)
        }
      },
    },
  ]),
]

const stripe = onlyAt(
  'stripe',
  ofKind('idempotency', [
    {
      name: 'replayed-header-missing',
      description: 'A replay has no `Idempotent-Replayed: true`.',
      install: editResponse(
        () => true,
        (response) => dropHeader(response, 'Idempotent-Replayed'),
      ),
    },
    {
      name: 'replayed-header-always',
      description: 'Every response has `Idempotent-Replayed: true`, also the first one.',
      install: editResponse(
        () => true,
        (response) => setHeader(response, 'Idempotent-Replayed', 'true'),
      ),
    },
    {
      name: 'keyless-share-a-key',
      description: 'All requests without a key count as requests with the same key.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) => readIdempotencyKey(request) ?? 'none'
      },
    },
    {
      name: 'keyless-stored-by-path',
      description: 'A request without a key receives the response of an earlier one to the same path.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) => readIdempotencyKey(request) ?? `none ${request.path}`
      },
    },
    {
      name: 'failure-not-stored',
      description: 'A 500 is not stored: the same request with the same key is executed.',
      install: (rules) => {
        const { stores } = rules
        rules.stores = (response) => response.status < 500 && stores(response)
      },
    },
    {
      name: 'key-poisoned-by-429',
      description: 'A 429 is stored: the same request with the same key receives it for a day.',
      install: (rules) => {
        rules.stores = () => true
      },
    },
    {
      name: 'reuse-type-wrong',
      description: 'A reused key returns an `invalid_request_error`, not an `idempotency_error`.',
      install: changeError(rejectionFilters.reused, { type: 'invalid_request_error' }),
    },
    {
      name: 'key-poisoned-by-media-type',
      description: 'A body that is not a form consumes its key: the corrected request is rejected.',
      install: mediaTypeConsumesKey('application/x-www-form-urlencoded'),
    },
  ]),
)

const leanrails = onlyAt(
  'leanrails',
  ofKind('idempotency', [
    {
      name: 'reuse-code-wrong',
      description: 'A reused key returns the code of an invalid parameter.',
      install: changeError(rejectionFilters.reused, { code: 'parameter_invalid' }),
    },
    {
      name: 'key-poisoned-by-malformed-body',
      description: 'A body that is not JSON consumes its key. Invalid JSON values do not.',
      install: consumesKey('readParameters', ({ body }) => !isJson(body)),
    },
    {
      name: 'key-poisoned-by-media-type',
      description: 'A 415 consumes its key: the corrected request is rejected.',
      install: mediaTypeConsumesKey('application/json'),
    },
  ]),
)

/** A body of another media type consumes its key. An invalid body of the right type does not. */
function mediaTypeConsumesKey(type: string): Fault['install'] {
  return consumesKey('readParameters', (request) => !isMediaType(request, type))
}

/** Returns whether a body is JSON. */
function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString())
    return true
  } catch {
    return false
  }
}

/** Faults of idempotency. */
export const idempotencyFaults: readonly Fault[] = [...both, ...leanrails, ...stripe, ...reuseFaults]
