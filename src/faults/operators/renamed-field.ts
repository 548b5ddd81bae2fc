import { joinPointer } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A required property has another name in responses: in another spelling, as after a change of the serializer. */
export const renamedField: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    for (const [index, property] of (location.schema.required ?? []).entries()) {
      const other = otherSpelling(property)
      yield bodyFault(input, {
        kind: 'renamed-field',
        pointer: joinPointer(location.pointer, 'required', index),
        location,
        text: `${placeName(location, property)} is called \`${other}\` in a response.`,
        edit: (value) =>
          isRecord(value) && Object.hasOwn(value, property)
            ? Object.fromEntries(
                Object.entries(value).map(([name, each]) => [name === property ? other : name, each]),
              )
            : MISSING,
      })
    }
  }
}

/** Returns a name in camel case for one in snake case and the reverse. A single word gets a plural or loses it. */
function otherSpelling(name: string): string {
  if (name.includes('_')) return name.replaceAll(/_+([a-z\d])/gi, (_, letter: string) => letter.toUpperCase())
  const snake = name.replaceAll(/(?<=[a-z\d])([A-Z])/g, (letter) => `_${letter.toLowerCase()}`)
  if (snake !== name) return snake
  return /.s$/.test(name) ? name.slice(0, -1) : `${name}s`
}
