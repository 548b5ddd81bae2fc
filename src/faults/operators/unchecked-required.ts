import { joinPointer } from '../../description/index.ts'
import { placeName } from '../model/body-fault.ts'
import { editAt, UNCHANGED } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { validFor } from '../model/keyword.ts'
import { requestLocations } from '../model/locations.ts'
import { requestBodyFault } from '../model/request-body-fault.ts'
import { isRecord, propertiesOf } from '../../schema/index.ts'

/** A required property of a request body is not required: the server takes a value of its own. */
export const uncheckedRequired: Operator = function* (input) {
  const { document } = input.description
  for (const location of requestLocations(input.description)) {
    const properties = propertiesOf(document, location.pointer)
    for (const [index, name] of (location.schema.required ?? []).entries()) {
      const at = properties.get(name)
      const valid = at === undefined ? { value: 'x' } : validFor(document, at)
      if (valid === undefined) continue
      yield requestBodyFault(input, {
        kind: 'unchecked-required',
        pointer: joinPointer(location.pointer, 'required', index),
        location,
        text: `A request without ${placeName(location, name)} is accepted.`,
        repair: (value, path) =>
          editAt(value, path, (part) =>
            isRecord(part) && !Object.hasOwn(part, name) ? { ...part, [name]: valid.value } : UNCHANGED,
          ).value,
      })
    }
  }
}
