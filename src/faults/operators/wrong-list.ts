import { isSuccess, parsePointer } from '../../description/index.ts'
import type { Operation, Parameter, Resource, ResourceList } from '../../description/index.ts'
import type { SerializedResponse } from '../../mock/index.ts'
import { isRecord, propertiesOf } from '../../schema/index.ts'
import { editAt, UNCHANGED } from '../model/edit.ts'
import type { Behavior, Fault, FaultInput, Operator } from '../model/fault.ts'
import { idOfCreated } from '../model/items.ts'
import { jsonOf, withHeader, withJson } from '../model/message.ts'
import { textsOf, withoutParameter } from '../model/parameter.ts'
import { responseFault } from '../model/response-fault.ts'

/** A list lacks what was created or ignores a parameter, or `Location` leads elsewhere. */
export const wrongList: Operator = function* (input) {
  for (const resource of input.resources.resources) {
    yield* wrongLocation(resource)
    const { list } = resource
    if (list === undefined) continue
    yield notListed(input, resource, list)
    for (const parameter of list.operation.parameters) {
      const role = roleOf(input, list, parameter)
      if (role !== undefined) yield ignoredParameter(list.operation, parameter, role)
    }
  }
}

function* wrongLocation({ create }: Resource): Generator<Fault> {
  const header = create.responses
    .filter(({ status }) => status === '201')
    .flatMap(({ headers }) => headers)
    .find(({ name }) => name.toLowerCase() === 'location')
  if (header === undefined) return
  yield responseFault({
    id: `wrong-list/${create.id}/location`,
    kind: 'wrong-list',
    text: `\`Location\` of ${create.id} leads to nothing.`,
    operations: [create],
    pointer: header.pointer,
    families: ['sequences', 'examples'],
    absent: `no response 201 of ${create.id} with \`Location\``,
    change: ({ operation, response }) =>
      operation === create && response.status === 201
        ? { effect: 'differs', response: withHeader(response, 'Location', '/nowhere/at-all') }
        : { effect: 'absent' },
  })
}

function notListed(input: FaultInput, resource: Resource, { operation, items, idName }: ResourceList): Fault {
  const { create } = resource
  return {
    id: `wrong-list/${operation.id}/not-listed`,
    kind: 'wrong-list',
    text: `${operation.id} does not list what ${create.id} creates.`,
    operations: [operation],
    pointer: operation.pointer,
    families: ['sequences'],
    absent: `no list of ${operation.id} that has what ${create.id} creates`,
    effect: (exchange) =>
      exchange.operation === operation && isSuccess(exchange.response.status) ? 'differs' : 'absent',
    isShownBy: (exchanges) => {
      const ids = exchanges.flatMap((exchange) =>
        exchange.operation === create && isSuccess(exchange.response.status)
          ? (idOfCreated(input, resource, exchange, exchange.response) ?? [])
          : [],
      )
      return exchanges.some(
        (exchange) => exchange.operation === operation && ids.some((id) => contains(exchange.response, id)),
      )
    },
    start: (): Behavior => {
      const created = new Set<string>()
      return async (call, server) => {
        const response = await server.respond(call.request)
        if (call.operation === create && isSuccess(response.status)) {
          const id = idOfCreated(input, resource, call, response)
          if (id !== undefined) created.add(id)
        }
        const json = call.operation === operation ? jsonOf(response) : undefined
        if (json === undefined || items === undefined || idName === undefined) return response
        const { value } = editAt(json.value, parsePointer(items), (list) =>
          Array.isArray(list)
            ? (list as unknown[]).filter((item) => !isRecord(item) || !created.has(String(item[idName])))
            : UNCHANGED,
        )
        return value === undefined ? response : withJson(response, value)
      }
    },
  }
}

function contains({ body = '' }: SerializedResponse, text: string): boolean {
  return body.toString().includes(text)
}

/** Returns what a query parameter does to a list. Undefined if that is not sure. */
function roleOf({ description }: FaultInput, list: ResourceList, { object }: Parameter): string | undefined {
  if (object.in !== 'query') return undefined
  if (/^(?:limit|size|count|(?:page|max)_?(?:size|items|results)|per_?page)$/i.test(object.name))
    return 'limit'
  if (/^(?:page|offset|skip|cursor|after|starting_after|page_?token)$/i.test(object.name)) return 'page'
  const names = list.operation.responses
    .filter(({ status }) => isSuccess(status))
    .flatMap(({ content }) => content[0]?.schema ?? [])
    .flatMap((schema) => itemProperties(description.document, schema))
  return names.includes(object.name) ? 'filter' : undefined
}

function itemProperties(document: object, schema: string): string[] {
  const direct = [`${schema}/items`]
  const nested = [...propertiesOf(document, schema).values()].map((pointer) => `${pointer}/items`)
  return [...direct, ...nested].flatMap((pointer) => {
    try {
      return [...propertiesOf(document, pointer).keys()]
    } catch {
      // This property is not a list.
      return []
    }
  })
}

function ignoredParameter(operation: Operation, parameter: Parameter, role: string): Fault {
  const { name } = parameter.object
  return {
    id: `wrong-list/${operation.id}/ignored-${name}`,
    kind: 'wrong-list',
    text: `${operation.id} ignores the ${role} parameter \`${name}\`.`,
    operations: [operation],
    pointer: parameter.pointer,
    families: ['sequences', 'boundaries'],
    absent: `no request of ${operation.id} with \`${name}\``,
    effect: ({ operation: own, request, response }) =>
      own === operation && isSuccess(response.status) && textsOf(parameter, request).length > 0
        ? 'differs'
        : 'absent',
    start: () => async (call, server) => {
      const response = await server.respond(call.request)
      // An invalid value is rejected as always.
      if (call.operation !== operation || !isSuccess(response.status)) return response
      return server.respond(withoutParameter(call.request, parameter))
    },
  }
}
