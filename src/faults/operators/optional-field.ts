import { joinPointer } from '../../description/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { REMOVED } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** An optional property is never in a response. */
export const optionalField: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    const { properties = {}, required = [] } = location.schema
    for (const property of Object.keys(properties).filter((name) => !required.includes(name))) {
      const place = placeName(location, property)
      yield bodyFault(input, {
        kind: 'optional-field',
        pointer: joinPointer(location.pointer, 'properties', property),
        location,
        property,
        text: `${place} is never in a response.`,
        edit: () => REMOVED,
        advice: `the description does not require ${place}: add it to \`required\` if every such response has it`,
      })
    }
  }
}
