import { propertiesOf } from '../../schema/index.ts'
import { dereference, isJson, isSuccess, joinPointer } from '../../description/index.ts'
import type { Operation, Schema } from '../../description/index.ts'
import { editAt } from '../model/edit.ts'
import type { FaultInput, Operator } from '../model/fault.ts'
import { jsonOf, withJson } from '../model/message.ts'
import { otherValue } from '../model/other-value.ts'
import { responseFault } from '../model/response-fault.ts'

/**
 * A value that the description ties to a request or to the resource before is another valid one: what a request to
 * create or change a resource sent, or what an operation with a life cycle must not change.
 */
export const wrongValue: Operator = function* (input) {
  const { description, schemas } = input
  for (const operation of description.operations) {
    for (const { status, pointer, name, path } of tiedProperties(input, operation)) {
      yield responseFault({
        id: `wrong-value/${operation.id}/${status}/${name}`,
        kind: 'wrong-value',
        text: `\`${name}\` of the response ${status} of ${operation.id} is another value than it should be.`,
        operations: [operation],
        pointer,
        status,
        families: ['lifecycle', 'sequences', 'examples', 'boundaries'],
        absent: `no response ${status} of ${operation.id} with \`${name}\``,
        ...(operation.lifecycle?.changes === undefined && {
          advice: adviceFor(operation, name),
        }),
        change: (exchange) => {
          const json = jsonOf(exchange.response)
          if (exchange.operation !== operation || !isSuccess(exchange.response.status) || json === undefined)
            return { effect: 'absent' }
          const { found, value } = editAt(json.value, path, (part) =>
            otherValue(description, schemas, pointer, part),
          )
          if (value === undefined) return { effect: found ? 'same' : 'absent' }
          return { effect: 'differs', response: withJson(exchange.response, value) }
        },
      })
    }
  }
}

/** Returns the condition that is missing. An id is that of the path, anything else was sent. */
function adviceFor({ parameters }: Operation, name: string): string {
  const id = parameters.findLast(({ object }) => object.in === 'path')?.object.name
  const isId = id !== undefined && (name === 'id' || name === id)
  const source = isId ? `$request.path.${id}` : `$request.body#/${name}`
  return `the description does not tie \`${name}\` to the request: add \`x-criteria\` with \`$response.body#/${name} == ${source}\` if they must be equal`
}

interface TiedProperty {
  readonly status: string
  readonly name: string
  /** Of its schema. */
  readonly pointer: string
  readonly path: readonly string[]
}

function tiedProperties({ description, resources }: FaultInput, operation: Operation): TiedProperty[] {
  const { document } = description
  const { lifecycle, body } = operation
  const isWrite = resources.resources.some(
    ({ create, updates }) => create === operation || updates.includes(operation),
  )
  const sent = new Set(
    (body?.content ?? []).flatMap(({ schema }) =>
      schema === undefined ? [] : [...propertiesOf(document, schema).keys()],
    ),
  )
  const changes = new Set([lifecycle?.state, ...(lifecycle?.changes ?? [])])
  return operation.responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .flatMap(({ status, content }) => {
      const schema = content.find(({ mediaType }) => isJson(mediaType))?.schema
      if (schema === undefined) return []
      return [...propertiesOf(document, schema)]
        .filter(([name, at]) => {
          if (lifecycle?.changes !== undefined) return !changes.has(joinPointer('', name))
          const { value: schema } = dereference<Schema>(document, at)
          return isWrite && sent.has(name) && schema['writeOnly'] !== true
        })
        .map(([name, pointer]) => ({ status, name, pointer, path: [name] }))
    })
}
