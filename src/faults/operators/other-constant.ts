import { joinPointer } from '../../description/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A value in a response is not one of the values that `enum` or `const` lists. */
export const otherConstant: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    for (const keyword of ['enum', 'const']) {
      if (location.schema[keyword] === undefined) continue
      yield bodyFault(input, {
        kind: 'other-constant',
        pointer: joinPointer(location.pointer, keyword),
        location,
        text: `${placeName(location)} of a response has an undocumented value.`,
        edit: other,
      })
    }
  }
}

function other(value: unknown): unknown {
  if (typeof value === 'string') return `${value}_x`
  if (typeof value === 'number') return value + 7919
  return typeof value === 'boolean' ? !value : MISSING
}
