import { joinPointer } from '../../description/index.ts'
import type { Schema } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING, UNCHANGED } from '../model/edit.ts'
import type { Edit } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A value in a response is just beyond a limit of its schema. */
export const outOfRange: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    for (const [keyword, editFor] of Object.entries(EDITS)) {
      const edit = location.schema[keyword] === undefined ? undefined : editFor(location.schema)
      if (edit === undefined) continue
      yield bodyFault(input, {
        kind: 'out-of-range',
        pointer: joinPointer(location.pointer, keyword),
        location,
        text: `${placeName(location)} of a response violates its \`${keyword}\`.`,
        edit,
      })
    }
  }
}

const number =
  (make: (value: number) => number): Edit =>
  (value) =>
    typeof value === 'number' ? make(value) : MISSING
const text =
  (make: (value: string) => unknown): Edit =>
  (value) =>
    typeof value === 'string' ? make(value) : MISSING
const list =
  (make: (value: readonly unknown[]) => unknown): Edit =>
  (value) =>
    Array.isArray(value) ? make(value) : MISSING
const record =
  (make: (value: Readonly<Record<string, unknown>>) => unknown): Edit =>
  (value) =>
    isRecord(value) ? make(value) : MISSING

/** The longest value that is made. */
const LONGEST = 100_000

/** For each keyword, what makes a value invalid. Undefined if no value can be. */
const EDITS: Readonly<Record<string, (schema: Schema) => Edit | undefined>> = {
  minimum: ({ minimum = 0 }) => number(() => minimum - 1),
  maximum: ({ maximum = 0 }) => number(() => beyond(maximum)),
  exclusiveMinimum: ({ exclusiveMinimum }) =>
    typeof exclusiveMinimum === 'number' ? number(() => exclusiveMinimum) : undefined,
  exclusiveMaximum: ({ exclusiveMaximum }) =>
    typeof exclusiveMaximum === 'number' ? number(() => exclusiveMaximum) : undefined,
  multipleOf: ({ multipleOf = 1 }) => number((value) => value + multipleOf / 2),
  minLength: ({ minLength = 0 }) =>
    minLength === 0 ? undefined : text((value) => value.slice(0, minLength - 1)),
  maxLength: ({ maxLength = 0 }) =>
    maxLength > LONGEST
      ? undefined
      : text((value) => value.padEnd(maxLength + 1, value === '' ? 'x' : value)),
  minItems: ({ minItems = 0 }) =>
    minItems === 0 ? undefined : list((value) => value.slice(0, minItems - 1)),
  maxItems: ({ maxItems = 0 }) =>
    maxItems > LONGEST
      ? undefined
      : list((value) =>
          value.length === 0
            ? UNCHANGED
            : Array.from({ length: maxItems + 1 }, (_, at) => value[at % value.length]),
        ),
  uniqueItems: ({ uniqueItems }) =>
    uniqueItems === true
      ? list((value) => (value.length === 0 ? UNCHANGED : [...value, value[0]]))
      : undefined,
  minProperties: () => record(() => ({})),
  maxProperties: ({ maxProperties = 0 }) =>
    maxProperties > LONGEST
      ? undefined
      : record((value) => ({
          ...value,
          ...Object.fromEntries(
            Array.from({ length: maxProperties + 1 }, (_, at) => [
              `property${at}`,
              Object.values(value)[0] ?? 'x',
            ]),
          ),
        })),
}

/** Returns the next number that is surely larger. */
function beyond(limit: number): number {
  return Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit + 1 : limit * 2
}
