import { joinPointer } from '../../description/index.ts'
import type { Schema } from '../../description/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A text in a response does not match its pattern, or is not in its format. */
export const otherFormat: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    for (const keyword of ['pattern', 'format']) {
      if (location.schema[keyword] === undefined || !mayBeText(location.schema)) continue
      yield bodyFault(input, {
        kind: 'other-format',
        pointer: joinPointer(location.pointer, keyword),
        location,
        text: `${placeName(location)} of a response violates its \`${keyword}\`.`,
        edit: (value) => (typeof value === 'string' ? `~ ${[...value].reverse().join('')} ~` : MISSING),
      })
    }
  }
}

function mayBeText({ type }: Schema): boolean {
  return type === undefined || [type].flat().includes('string')
}
