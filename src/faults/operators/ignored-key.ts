import type { Operation } from '../../description/index.ts'
import { isSuccess, joinPointer } from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import { isRecord } from '../../schema/index.ts'
import { ownerOf, withKey } from '../model/credentials.ts'
import type { Behavior, CallWithResponse, Fault, FaultInput, Operator } from '../model/fault.ts'
import { keyOf, withFreshKey } from '../model/key.ts'
import { jsonOf, withHeader, withJson } from '../model/message.ts'
import { onOtherResource } from '../model/other-resource.ts'

/** An idempotency key is ignored, or a request with a known key is treated wrongly. */
export const ignoredKey: Operator = function* (input) {
  for (const operation of input.description.operations) {
    const { idempotency } = operation
    if (idempotency === undefined) continue
    const { stores, replay, mismatch, pointer } = idempotency
    const make = maker(operation, pointer)
    yield make('ignored', 'executes a request again whose key it knows', '', () =>
      executedAgain(operation, input),
    )
    if (stores.includes('rejection'))
      yield make(
        'rejection-not-stored',
        'executes a request again that it rejected',
        'stores',
        () => afterRejection(operation),
        (group) => group[0]?.response.status !== undefined && group[0].response.status >= 400,
      )
    yield make('replay-differs', 'responds to a known key with other values', '', () =>
      changedReplay(operation),
    )
    for (const name of Object.keys(replay?.headers ?? {}))
      yield make(
        `replay-without-${name}`,
        `sends no \`${name}\` with a replay`,
        'replay',
        () => async (call, server) => withHeader(await server.respond(call.request), name, undefined),
      )
    for (const part of mismatch.differs)
      yield make(
        `mismatch-${part}`,
        `responds to a known key as before although the ${part} differs`,
        'mismatch',
        () => replayedAlways(operation, part),
        (group) =>
          differs(group, ({ request }) => (part === 'path' ? request.path : request.body.toString('base64'))),
      )
    yield make(
      'shared',
      'gives one account the responses of another account with the same key',
      'scope',
      () => sharedKeys(operation, input),
      (group) => differs(group, (each) => JSON.stringify(ownerOf(operation, each.request, input.keys))),
    )
    yield make('in-progress', 'executes concurrent requests with one key', 'inProgress', () =>
      concurrent(operation),
    )
  }
}

/** Whether the exchanges with one key differ in a part. */
function differs(
  group: readonly CallWithResponse[],
  partOf: (exchange: CallWithResponse) => string,
): boolean {
  return new Set(group.map(partOf)).size > 1
}

type Make = (name: string, text: string, part: string, start: () => Behavior, isShownBy?: IsShownBy) => Fault

type IsShownBy = (exchanges: readonly CallWithResponse[]) => boolean

function maker(operation: Operation, pointer: string): Make {
  return (name, text, part, start, isShownBy = () => true) => ({
    id: `ignored-key/${operation.id}/${name}`,
    kind: 'ignored-key',
    text: `${operation.id} ${text}.`,
    operations: [operation],
    pointer: part === '' ? pointer : joinPointer(pointer, part),
    families: name === 'in-progress' ? ['concurrency', 'idempotency'] : ['idempotency', 'concurrency'],
    absent: `no request of ${operation.id} with an idempotency key`,
    effect: (exchange: CallWithResponse) =>
      exchange.operation === operation && keyOf(operation, exchange.request) !== undefined
        ? 'differs'
        : 'absent',
    isShownBy: (exchanges) => {
      const groups = new Map<string, CallWithResponse[]>()
      for (const exchange of exchanges.filter((each) => each.operation === operation)) {
        const key = keyOf(operation, exchange.request)
        if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), exchange])
      }
      return [...groups.values()].some((group) => group.length > 1 && isShownBy(group))
    },
    start,
  })
}

/** Executes every request, as if no key were known. A repetition finds the resource as it was. */
function executedAgain(operation: Operation, { keys }: FaultInput): Behavior {
  const seen = new Set<string>()
  return async (call, server) => {
    const key = keyOf(operation, call.request)
    if (key === undefined || call.operation !== operation) return server.respond(call.request)
    if (!seen.has(key)) {
      seen.add(key)
      return server.respond(call.request)
    }
    return operation.path.includes('{')
      ? onOtherResource(call, server, keys[0], call.state)
      : server.respond(withFreshKey(operation, call.request))
  }
}

/** Executes a request again if its key has the response of a rejection. */
function afterRejection(operation: Operation): Behavior {
  const rejected = new Set<string>()
  return async (call, server) => {
    const key = keyOf(operation, call.request)
    if (key === undefined || call.operation !== operation) return server.respond(call.request)
    const request = rejected.has(key) ? withFreshKey(operation, call.request) : call.request
    const response = await server.respond(request)
    if (response.status >= 400 && response.status < 500) rejected.add(key)
    return response
  }
}

/** Changes the first text or number of a replay. */
function changedReplay(operation: Operation): Behavior {
  const seen = new Set<string>()
  return async (call, server) => {
    const response = await server.respond(call.request)
    const key = keyOf(operation, call.request)
    if (key === undefined || call.operation !== operation || !isSuccess(response.status)) return response
    if (!seen.has(key)) {
      seen.add(key)
      return response
    }
    const json = jsonOf(response)
    if (!isRecord(json?.value)) return response
    const entry = Object.entries(json.value).find(([, value]) => typeof value === 'number')
    const name = entry?.[0] ?? Object.keys(json.value)[0] ?? ''
    const value = typeof entry?.[1] === 'number' ? entry[1] + 1 : null
    return withJson(response, { ...json.value, [name]: value })
  }
}

/** Responds with the first response for a key, although a part of the request differs. */
function replayedAlways(operation: Operation, part: 'body' | 'path'): Behavior {
  const first = new Map<string, { response: Promise<SerializedResponse>; path: string; body: string }>()
  return (call, server) => {
    const key = keyOf(operation, call.request)
    if (key === undefined || call.operation !== operation) return server.respond(call.request)
    const now = { path: call.request.path, body: call.request.body.toString('base64') }
    const known = first.get(key)
    if (known !== undefined && known[part] !== now[part]) return known.response
    const response = server.respond(call.request)
    if (known === undefined) first.set(key, { response, ...now })
    return response
  }
}

/** Treats the keys of the second account like those of the first one. */
function sharedKeys(operation: Operation, { keys }: FaultInput): Behavior {
  const first = new Map<string, { owner: string; response: Promise<SerializedResponse> }>()
  return (call, server) => {
    const key = keyOf(operation, call.request)
    const owner = ownerOf(operation, call.request, keys)
    if (key === undefined || call.operation !== operation || typeof owner !== 'object')
      return server.respond(call.request)
    const known = first.get(key)
    if (known !== undefined && known.owner !== owner.key) return known.response
    const response = server.respond(withKey(operation, call.request, owner.key))
    first.set(key, { owner: owner.key, response })
    return response
  }
}

/** Executes a request although another one with its key is running. */
function concurrent(operation: Operation): Behavior {
  const running = new Map<string, number>()
  return async (call, server) => {
    const key = keyOf(operation, call.request)
    if (key === undefined || call.operation !== operation) return server.respond(call.request)
    const count = running.get(key) ?? 0
    running.set(key, count + 1)
    try {
      return await server.respond(count === 0 ? call.request : withFreshKey(operation, call.request))
    } finally {
      running.set(key, (running.get(key) ?? 1) - 1)
    }
  }
}
