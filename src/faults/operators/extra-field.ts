import { joinPointer } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** An object in a response has a property that its closed schema does not describe. */
export const extraField: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
      if (location.schema[keyword] !== false) continue
      yield bodyFault(input, {
        kind: 'extra-field',
        pointer: joinPointer(location.pointer, keyword),
        location,
        text: `${placeName(location)} of a response has an undescribed property.`,
        edit: (value) => (isRecord(value) ? { ...value, debug_info: 'x' } : MISSING),
      })
    }
  }
}
