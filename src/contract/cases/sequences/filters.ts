import type { Parameter, Resource } from '../../../description/index.ts'
import { excerpt, isRecord, propertiesOf, schemasOf, shapeOf } from '../../../schema/index.ts'
import { encode, serialize } from '../../../serialization/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import { variedBody } from '../../generate/varied-body.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseContext } from '../case-context.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { areDifferent } from './compare.ts'
import { plainContent } from '../../rules/plain-content.ts'
import { itemsIn } from './list-items.ts'
import { listNow } from './lists.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'

/** Makes the case in which a filter leaves out the items with another value. */
export function filterCase(resource: Resource, list: ReadableList, parameter: Parameter): Case {
  const { name } = parameter.object
  const rule = ruleIds.filter(list.operation, parameter.object)
  return makeCase({
    family: 'sequences',
    operation: list.operation,
    name: `${name} selects items`,
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item } = await context.create(resource)
      const parents = item.values.slice(0, -1)
      for (const body of otherBodies(context, resource, name)) await context.createBeside(item, body)
      const all = itemsIn(list, await listNow(context, list, parents))
      const own = all.find((one) => String(one[list.idName]) === item.values.at(-1))
      const wanted = own?.[name]
      const { schema } = parameter
      const isUsable =
        schema !== undefined && wanted !== undefined && context.schemas.isDefinitelyValid(schema, wanted)
      if (!isUsable || !all.some((one) => isOther(one[name], wanted)))
        throw new CaseSkipped(`the list does not show items with different values of \`${name}\``)
      const exchange = await listNow(context, list, parents, { parameters: serialize(parameter, wanted) })
      const wrong = itemsIn(list, exchange).filter((one) => isOther(one[name], wanted))
      context.record(
        rule,
        wrong.length === 0,
        () => `only items with ${name} ${excerpt(wanted)}`,
        () => `${wrong.length} with another value, such as ${excerpt(wrong[0]?.[name])}`,
      )
    },
  })
}

function isOther(one: unknown, wanted: unknown): boolean {
  if (one === undefined || one === null) return false
  return typeof wanted === 'boolean' ? one === !wanted : areDifferent(wanted, one)
}

/** Returns a body with another value of a property, if there is one. */
function otherBodies({ description }: CaseContext, { create }: Resource, name: string): Payload[] {
  const { document } = description
  const content = plainContent(create)
  const base =
    content === undefined
      ? undefined
      : variedBody(description, create, content, { full: true, numbers: true })
  if (content?.schema === undefined || base === undefined || !isRecord(base.value)) return []
  const property = propertiesOf(document, content.schema).get(name)
  const { enum: listed = [], type } = property === undefined ? {} : shapeOf(document, property).schema
  const values = type === 'boolean' ? [true, false] : listed
  const { schema } = content
  const { value } = base
  const others = values
    .filter((other) => other !== value[name])
    .map((other) => ({ ...value, [name]: other }))
    .filter((other) => schemasOf(document).isDefinitelyValid(schema, other))
  return [
    ...(values.length === 0 ? [base] : []),
    ...others.slice(0, 2).map((other) => encode(content, other)),
  ]
}
