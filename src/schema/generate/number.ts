import type { Schema } from '../schema.ts'

/** The smallest and the largest whole number that a schema allows; none where `min` is above `max`. */
export function wholeBounds(schema: Schema): { min: number; max: number } {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity } = schema
  const { maximum = Infinity, exclusiveMaximum = Infinity } = schema
  return {
    min: Math.max(Math.ceil(minimum), Math.floor(exclusiveMinimum) + 1),
    max: Math.min(Math.floor(maximum), Math.ceil(exclusiveMaximum) - 1),
  }
}

/** The `count`th multiple of `step`, as it is written: `3 × 0.1` is 0.3. */
export function multipleOf(step: number, count: number): number {
  return Number.isInteger(step) ? step * count : Number((step * count).toPrecision(15))
}

/** Whether a number lies between the bounds of a schema and on its grid. */
function isAllowedNumber(schema: Schema, value: number, isWhole: boolean): boolean {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, multipleOf: step } = schema
  const { maximum = Infinity, exclusiveMaximum = Infinity } = schema
  const ratio = step === undefined ? 0 : value / step
  return (
    Number.isFinite(value) &&
    (!isWhole || Number.isInteger(value)) &&
    value >= minimum &&
    value <= maximum &&
    value > exclusiveMinimum &&
    value < exclusiveMaximum &&
    Math.abs(Math.round(ratio) - ratio) < 1e-6
  )
}

/** The simplest number that a schema allows; one near it where it allows none. */
export function simplestNumber(schema: Schema, isWhole: boolean): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf: step = isWhole ? 1 : 0 } = schema
  const lowest =
    minimum ?? (exclusiveMinimum === undefined ? Math.min(1, maximum ?? 1) : exclusiveMinimum + 1)
  const onGrid = (value: number): number => (step === 0 ? value : multipleOf(step, Math.ceil(value / step)))
  const low = minimum ?? exclusiveMinimum
  const high = maximum ?? exclusiveMaximum
  const first = onGrid(lowest)
  const near = [
    first,
    ...[low, high].flatMap((edge) =>
      edge === undefined ? [] : [edge, onGrid(edge), onGrid(edge) + step, onGrid(edge) - step],
    ),
    ...(low === undefined || high === undefined ? [] : [(low + high) / 2, onGrid((low + high) / 2)]),
    ...(high === undefined ? [] : [high - 1, onGrid(high - 1)]),
    0,
    1,
    -1,
  ]
  return near.find((value) => isAllowedNumber(schema, value, isWhole)) ?? first
}
