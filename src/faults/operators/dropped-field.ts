import { joinPointer } from '../../description/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { REMOVED } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A required property is missing in responses. */
export const droppedField: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    for (const [index, property] of (location.schema.required ?? []).entries()) {
      yield bodyFault(input, {
        kind: 'dropped-field',
        pointer: joinPointer(location.pointer, 'required', index),
        location,
        property,
        text: `${placeName(location, property)} is missing in a response.`,
        edit: () => REMOVED,
      })
    }
  }
}
