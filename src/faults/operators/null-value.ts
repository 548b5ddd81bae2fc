import { joinPointer } from '../../description/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { UNCHANGED } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A value in a response is null where the schema does not allow it. */
export const nullValue: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    const { type } = location.schema
    if (type === undefined || [type].flat().includes('null')) continue
    yield bodyFault(input, {
      kind: 'null-value',
      pointer: joinPointer(location.pointer, 'type'),
      location,
      text: `${placeName(location)} of a response is null.`,
      edit: (value) => (value === null ? UNCHANGED : null),
    })
  }
}
