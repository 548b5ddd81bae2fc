import { get } from '../../../description/index.ts'
import type { Resource } from '../../../description/index.ts'
import { isRecord } from '../../../schema/index.ts'
import { jsonOf } from '../../http/body.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { ReadableList } from '../../rules/list-parameters.ts'

/** Returns the names of the property that has the id. */
export function idNamesOf({ ids, idProperties, list, parameter }: Resource): string[] {
  const linked = ids.flatMap((source) =>
    'pointer' in source ? (source.pointer.split('/').at(-1) ?? '') : [],
  )
  return [
    ...new Set([
      ...idProperties.keys(),
      ...linked,
      ...(list?.idName === undefined ? [] : [list.idName]),
      parameter,
    ]),
  ]
}

/** Returns the items in the response of a list. */
export function itemsIn({ items }: ReadableList, { response }: Exchange): Record<string, unknown>[] {
  const found = get(jsonOf(response), items)
  return Array.isArray(found) ? found.filter(isRecord) : []
}

export function idsIn(list: ReadableList, exchange: Exchange): string[] {
  return itemsIn(list, exchange).map((item) => String(item[list.idName]))
}
