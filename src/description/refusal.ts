import type { RefusalPlace } from './openapi.ts'
import type { Operation } from './operation.ts'

/** What an invalid request breaks, in the words of `x-refusals`. */
export interface Breach {
  readonly in: RefusalPlace
  /** The parameter. */
  readonly name?: string
  /** Where in the body: a JSON Pointer. */
  readonly pointer?: string
  readonly keyword?: string
}

/** The entry of `x-refusals` that says what a request with this one fault is answered: the first that fits. */
export function refusalOf(
  { refusals }: Operation,
  breach: Breach,
): Operation['refusals'][number] | undefined {
  return refusals.find(
    (refusal) =>
      refusal.in === breach.in &&
      (refusal.name === undefined || isSame(refusal.in, refusal.name, breach.name)) &&
      (refusal.pointer === undefined || isAt(refusal.pointer, breach.pointer)) &&
      (refusal.keyword === undefined || refusal.keyword === closing(breach.keyword)),
  )
}

/** Whether `status` is the one that a key of `responses` (`404`, `4XX`, `default`) stands for. */
export function statusFits(key: string, status: number | string): boolean {
  const text = String(status)
  return key === text || key === 'default' || key.toUpperCase() === `${text.charAt(0)}XX`
}

/** The name in `x-refusals` for what closes an object: one of two keywords of JSON Schema. */
function closing(keyword: string | undefined): string | undefined {
  return keyword === 'unevaluatedProperties' ? 'additionalProperties' : keyword
}

function isAt(entry: string, place: string | undefined): boolean {
  return place !== undefined && (place === entry || place.startsWith(`${entry}/`))
}

function isSame(place: RefusalPlace, left: string, right: string | undefined): boolean {
  return place === 'header' ? left.toLowerCase() === right?.toLowerCase() : left === right
}
