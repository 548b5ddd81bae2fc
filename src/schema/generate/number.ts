import type { Schema } from '../schema.ts'

/** Returns the smallest and the largest integer that a schema allows. If it allows no integer, `min` is above `max`. */
export function wholeBounds(schema: Schema): { min: number; max: number } {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity } = schema
  const { maximum = Infinity, exclusiveMaximum = Infinity } = schema
  return {
    min: Math.max(Math.ceil(minimum), Math.floor(exclusiveMinimum) + 1),
    max: Math.min(Math.floor(maximum), Math.ceil(exclusiveMaximum) - 1),
  }
}

/** Returns the `count`th multiple of `step` without a rounding error: `3 × 0.1` is 0.3. */
export function multipleOf(step: number, count: number): number {
  return Number.isInteger(step) ? step * count : Number((step * count).toPrecision(15))
}

/** Whether a number is between the bounds of a schema and a multiple of its step. */
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

/** Returns the simplest number that a schema allows, or a number near its bounds if it allows no number. */
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
