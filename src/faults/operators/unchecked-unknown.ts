import { joinPointer } from '../../description/index.ts'
import { placeName } from '../model/body-fault.ts'
import { editAt, UNCHANGED } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { requestLocations } from '../model/locations.ts'
import { requestBodyFault } from '../model/request-body-fault.ts'
import { isRecord, propertiesOf } from '../../schema/index.ts'

/** Unknown properties of a request body are ignored, although the schema forbids them. */
export const uncheckedUnknown: Operator = function* (input) {
  const { document } = input.description
  for (const location of requestLocations(input.description)) {
    for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
      if (location.schema[keyword] !== false) continue
      const names = propertiesOf(document, location.pointer)
      yield requestBodyFault(input, {
        kind: 'unchecked-unknown',
        pointer: joinPointer(location.pointer, keyword),
        location,
        text: `Unknown properties of ${placeName(location)} in a request are ignored.`,
        repair: (value, path) =>
          editAt(value, path, (part) => {
            if (!isRecord(part)) return UNCHANGED
            const kept = Object.entries(part).filter(([name]) => names.has(name))
            return kept.length === Object.keys(part).length ? UNCHANGED : Object.fromEntries(kept)
          }).value,
      })
    }
  }
}
