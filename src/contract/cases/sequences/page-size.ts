import { schemasOf } from '../../../schema/index.ts'
import type { Parameter } from '../../../description/index.ts'
import type { CaseContext } from '../case-context.ts'
import { CaseSkipped } from '../case-skipped.ts'

/** The most items that a case creates to fill more than one page. */
export const MAX_ITEMS = 5

/** Returns the smallest number of items that a parameter allows. */
export function smallestSize(context: CaseContext, { schema }: Parameter): number {
  const sizes = Array.from({ length: MAX_ITEMS }, (_, index) => index + 1)
  const size = firstValid(context, schema, sizes)
  if (size === undefined) throw new CaseSkipped(`no value up to ${MAX_ITEMS} is valid`)
  return size
}

/** Returns a number of items for a page that shows many. */
export function largestSize(context: CaseContext, parameter: Parameter): number {
  const size = largestSizeOf(context, parameter)
  if (size === undefined) throw new CaseSkipped('no large page is valid')
  return size
}

/** Returns a number of items for a page that shows many. Undefined if none is valid. */
export function largestSizeOf(context: CaseContext, { schema }: Parameter): number | undefined {
  return firstValid(context, schema, [100, 50, 25, 20, 10])
}

function firstValid(
  { description: { document } }: CaseContext,
  schema: string | undefined,
  sizes: readonly number[],
): number | undefined {
  return sizes.find((value) => schema !== undefined && schemasOf(document).isDefinitelyValid(schema, value))
}
