import { isForm, joinPointer } from '../../description/index.ts'
import { editAt, UNCHANGED } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { validFor, violableKeywords, violates } from '../model/keyword.ts'
import { requestLocations } from '../model/locations.ts'
import { requestBodyFault } from '../model/request-body-fault.ts'
import { placeName } from '../model/body-fault.ts'

/** A keyword of a request body is not checked: the server takes a valid value instead of the invalid one. */
export const uncheckedBody: Operator = function* (input) {
  const { document } = input.description
  for (const location of requestLocations(input.description)) {
    const { schema, pointer } = location
    const isText = location.occurrences.every(({ content }) => isForm(content.mediaType))
    for (const keyword of violableKeywords(schema, isText)) {
      const valid = validFor(document, pointer)
      if (valid === undefined) continue
      yield requestBodyFault(input, {
        kind: 'unchecked-body',
        pointer: joinPointer(pointer, keyword),
        location,
        text: `The \`${keyword}\` of ${placeName(location)} in a request is not checked.`,
        repair: (value, path) =>
          editAt(value, path, (part) => (violates(schema, keyword, part) ? valid.value : UNCHANGED)).value,
      })
    }
  }
}
