import { isSuccess } from '../../description/index.ts'
import type { Operation, Resource } from '../../description/index.ts'
import type { MockRequest, SerializedResponse } from '../../mock/index.ts'
import { encode, validBody } from '../../serialization/index.ts'
import type { Behavior, Fault, FaultInput, Operator } from '../model/fault.ts'
import { isRecord } from '../../schema/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import { asRequestOf, idInPath, idOfCreated } from '../model/items.ts'
import { withBody } from '../model/message.ts'

/** What a request created, changed or removed cannot be seen later, or a rejected request has an effect. */
export const lostChange: Operator = function* (input) {
  for (const resource of input.resources.resources) {
    const { create, read, updates, remove } = resource
    if (read !== undefined) {
      yield fault(
        'created-unreadable',
        create,
        `What ${create.id} creates cannot be read.`,
        [create, read],
        () => unreadable(input, resource, read),
      )
      for (const update of updates) {
        yield fault('update-lost', update, `What ${update.id} changes is not stored.`, [update, read], () =>
          unchanged(resource, update, read),
        )
        yield fault(
          'rejected-update',
          update,
          `A rejected ${update.id} changes the item.`,
          [update, read],
          () => executedAnyway(input, update),
        )
      }
      if (remove !== undefined)
        yield fault('still-there', remove, `What ${remove.id} removes is still there.`, [remove, read], () =>
          stillThere(resource, remove, read),
        )
    }
    if (resource.list !== undefined)
      yield fault(
        'rejected-creation',
        create,
        `A rejected ${create.id} creates an item.`,
        [create, resource.list.operation],
        () => executedAnyway(input, create),
      )
  }
}

function fault(
  name: string,
  owner: Operation,
  text: string,
  operations: readonly Operation[],
  start: () => Behavior,
): Fault {
  const isRejected = name.startsWith('rejected')
  return {
    id: `lost-change/${owner.id}/${name}`,
    kind: 'lost-change',
    text,
    operations: [owner],
    pointer: owner.pointer,
    families: ['sequences', 'lifecycle', 'examples'],
    absent: `no ${isRejected ? 'rejected' : 'successful'} request of ${owner.id} and then of ${operations.at(-1)?.id ?? ''}`,
    effect: (exchange) =>
      exchange.operation === owner && isSuccess(exchange.response.status) !== isRejected
        ? 'differs'
        : 'absent',
    isShownBy: (exchanges) => {
      const at = exchanges.findIndex(
        ({ operation, response }) => operation === owner && isSuccess(response.status) !== isRejected,
      )
      return exchanges.slice(at + 1).some(({ operation }) => operations.includes(operation))
    },
    start,
  }
}

/** Does not find what was created. */
function unreadable(input: FaultInput, resource: Resource, read: Operation): Behavior {
  const created = new Set<string>()
  return async (call, server) => {
    const id = call.operation === read ? idInPath(resource, call) : undefined
    if (id !== undefined && created.has(id)) return server.fail(call.request, goneStatus(read))
    const response = await server.respond(call.request)
    if (call.operation === resource.create && isSuccess(response.status)) {
      const own = idOfCreated(input, resource, call, response)
      if (own !== undefined) created.add(own)
    }
    return response
  }
}

/** Reads an item as it was before its update. */
function unchanged(resource: Resource, update: Operation, read: Operation): Behavior {
  const before = new Map<string, SerializedResponse>()
  return async (call, server) => {
    const id = idInPath(resource, call)
    if (id === undefined) return server.respond(call.request)
    if (call.operation === read) return before.get(id) ?? server.respond(call.request)
    if (call.operation !== update) return server.respond(call.request)
    const old = await server.respond(asRequestOf(read, call).request)
    const response = await server.respond(call.request)
    if (isSuccess(old.status) && isSuccess(response.status) && !before.has(id)) before.set(id, old)
    return response
  }
}

/** Reads an item after its removal. */
function stillThere(resource: Resource, remove: Operation, read: Operation): Behavior {
  const kept = new Map<string, SerializedResponse>()
  return async (call, server) => {
    const id = idInPath(resource, call)
    if (id === undefined) return server.respond(call.request)
    if (call.operation === read) return kept.get(id) ?? server.respond(call.request)
    if (call.operation !== remove) return server.respond(call.request)
    const old = await server.respond(asRequestOf(read, call).request)
    const response = await server.respond(call.request)
    if (isSuccess(old.status) && isSuccess(response.status)) kept.set(id, old)
    return response
  }
}

/** Executes a valid request after each that it rejected, with other values than usual. */
function executedAnyway({ description, schemas }: FaultInput, operation: Operation): Behavior {
  const content = operation.body?.content[0]
  const usual = content === undefined ? undefined : validBody(description.document, content)
  const varied = content?.schema === undefined ? undefined : otherBody(schemas, content.schema, usual?.value)
  const valid = content === undefined || varied === undefined ? usual : encode(content, varied)
  return async (call, server) => {
    const response = await server.respond(call.request)
    const isRejected = call.operation === operation && response.status >= 400 && response.status < 500
    if (isRejected && valid !== undefined) {
      const request: MockRequest = withBody(call.request, valid.bytes, valid.contentType)
      await server.respond(request)
    }
    return response
  }
}

/** Returns a valid body in which one text differs. */
function otherBody(schemas: SchemaSet, schema: string, value: unknown): unknown {
  if (!isRecord(value)) return undefined
  return Object.entries(value)
    .filter(([, each]) => typeof each === 'string')
    .flatMap(([name, each]) =>
      [`${String(each)}y`, `y${String(each).slice(1)}`].map((text) => ({ ...value, [name]: text })),
    )
    .find((each) => schemas.mayBeValid(schema, each))
}

function goneStatus({ responses }: Operation): number {
  return Number(['404', '410'].find((status) => responses.some((each) => each.status === status)) ?? 404)
}
