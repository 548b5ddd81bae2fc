import { get, isSuccess, joinPointer } from '../../description/index.ts'
import type { Description, Parameter } from '../../description/index.ts'
import { jsonTypesOf, propertiesOf } from '../../schema/index.ts'
import type { ReadableList } from './list-parameters.ts'

/** A parameter that takes the value which a page has for the next one. */
export interface Cursor {
  readonly parameter: Parameter
  /** The pointer of that value in a page. */
  readonly next: string
}

const PARAMETER =
  /^(?:cursor|marker|page_?(?:token|cursor)|next_?(?:cursor|token|page_?token|marker)|continuation_?token|page\[(?:cursor|after)\])$/i

const NEXT = /^(?:next_?(?:cursor|token|page_?(?:token|cursor)|marker)|cursor_?next|continuation_?token)$/i

/** Returns the cursor of a list, if the description shows both the parameter and the value that it takes. */
export function cursorOf({ document }: Description, list: ReadableList): Cursor | undefined {
  const isText = (schema: string): boolean => jsonTypesOf(document, schema)?.has('string') === true
  const parameters = list.operation.parameters.filter(
    ({ object, schema }) =>
      object.in === 'query' && schema !== undefined && PARAMETER.test(object.name) && isText(schema),
  )
  const success = list.operation.responses.find(({ status }) => isSuccess(status))
  const page = success?.content.find(({ schema }) => schema !== undefined)?.schema
  const [parameter] = parameters
  if (parameter === undefined || parameters.length > 1 || page === undefined || list.items === '')
    return undefined
  const nextIn = (schema: string, parent: string): string[] =>
    [...propertiesOf(document, schema)].flatMap(([name, at]) =>
      NEXT.test(name) && isText(at) ? [joinPointer(parent, name)] : [],
    )
  const outer = [...propertiesOf(document, page)].filter(([name]) => joinPointer('', name) !== list.items)
  const found = [...nextIn(page, ''), ...outer.flatMap(([name, at]) => nextIn(at, joinPointer('', name)))]
  const [next] = found
  return next === undefined || found.length > 1 ? undefined : { parameter, next }
}

/** Returns the value for the next page. Undefined on the last page. */
export function nextCursor({ next }: Cursor, page: unknown): string | undefined {
  const value = get(page, next)
  return typeof value === 'string' && value !== '' ? value : undefined
}
