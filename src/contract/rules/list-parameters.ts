import { isPageNumber, isPageOffset, isPageSize, isSuccess, mayBePageSize } from '../../description/index.ts'
import type { Description, Operation, Parameter, Resource, ResourceList } from '../../description/index.ts'
import { dereference, jsonTypesOf, propertiesOf, shapeOf } from '../../schema/index.ts'
import type { Schema } from '../../schema/index.ts'

/** A list whose items and ids can be found. */
export type ReadableList = ResourceList & { readonly items: string; readonly idName: string }

/** Returns the list of a resource if its items and their ids can be found in the response. */
export function readableList({ list }: Resource): ReadableList | undefined {
  if (list?.items === undefined || list.idName === undefined) return undefined
  return { ...list, items: list.items, idName: list.idName }
}

/** What the description of a parameter says whose name may mean the size of a page. */
const ABOUT_SIZE = /page|how many|number of|maximum|at most|max\.|limit|results to|items to|entries|return/i

/** Returns the parameter that limits how many items a list returns. */
export function sizeParameter({ document }: Description, { parameters }: Operation): Parameter | undefined {
  return parameters.find(({ object, schema }) => {
    if (object.in !== 'query' || schema === undefined) return false
    const types = jsonTypesOf(document, schema)
    if (types === undefined || !(types.has('integer') || types.has('number'))) return false
    const about = object.description ?? dereference<Schema>(document, schema).value.description ?? ''
    return isPageSize(object.name) || (mayBePageSize(object.name) && ABOUT_SIZE.test(about))
  })
}

/** Returns the parameter that selects a page, or the first item of one. */
export function pageParameter({ document }: Description, { parameters }: Operation): Parameter | undefined {
  return parameters.find(
    ({ object, schema }) =>
      object.in === 'query' &&
      schema !== undefined &&
      (isPageNumber(object.name) || isPageOffset(object.name)) &&
      jsonTypesOf(document, schema)?.has('integer') === true,
  )
}

/** Whether a parameter counts items, not pages. */
export function isOffset({ object }: Parameter): boolean {
  return isPageOffset(object.name)
}

const IS_FILTER = /\bonly\b|\bfilter|with this|with the given|equal|whose|having|\bby\b/i
const IS_SEARCH = /contain|partial|search|prefix|start|like|match|substring|sort|order|comma|or more/i

/** Returns the parameters that surely select the items with one value of a property of the same name. */
export function filterParameters({ document }: Description, list: ReadableList): Parameter[] {
  const schema = itemSchema({ document }, list)
  if (schema === undefined) return []
  const properties = propertiesOf(document, schema)
  return list.operation.parameters.filter(({ object, schema: own }) => {
    const property = properties.get(object.name)
    if (object.in !== 'query' || own === undefined || property === undefined) return false
    const about = object.description ?? dereference<Schema>(document, own).value.description ?? ''
    // A description of the enum alone is not about the parameter.
    const isPlain = (object.description ?? '') === '' && !IS_SEARCH.test(about)
    if (isPlain && haveSameEnum(document, object.name, own, property)) return true
    if (!IS_FILTER.test(about) || IS_SEARCH.test(about)) return false
    return [own, property].every((at) => {
      const { type } = shapeOf(document, at).schema
      return type === 'string' || type === 'integer' || type === 'boolean'
    })
  })
}

/** Names of choices that change what an item shows, or that stand for a range of values. */
const IS_NO_FILTER =
  /lang|locale|currency|format|unit|view|mode|version|sort|order|field|include|expand|level|severity|priority|min|max/i

/** Returns whether a parameter and the property of its name have the same listed values, of which none is the default. */
function haveSameEnum(document: object, name: string, own: string, property: string): boolean {
  const [parameter, value] = [own, property].map((at) => shapeOf(document, at).schema)
  const listed = new Set(parameter?.enum)
  return (
    !IS_NO_FILTER.test(name) &&
    parameter?.type === 'string' &&
    parameter.default === undefined &&
    listed.size > 1 &&
    listed.size === new Set(value?.enum).size &&
    (value?.enum ?? []).every((one) => listed.has(one))
  )
}

function itemSchema({ document }: Pick<Description, 'document'>, list: ReadableList): string | undefined {
  const response = list.operation.responses.find(({ status }) => isSuccess(status))
  const schema = response?.content.find((content) => content.schema !== undefined)?.schema
  if (schema === undefined) return undefined
  const name = list.items.slice(1)
  const array = list.items === '' ? schema : propertiesOf(document, schema).get(name)
  return array === undefined ? undefined : shapeOf(document, array).items
}
