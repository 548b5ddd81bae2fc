import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A value in a response is absurd, and its schema may not limit it: a negative or a huge number, an empty text. */
export const unlimited: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    const { schema } = location
    if (location.occurrences[0]?.path.length === 0 || schema.enum !== undefined || schema.const !== undefined)
      continue
    const types = [schema.type ?? []].flat()
    const place = placeName(location)
    const make = (name: string, text: string, keyword: string, edit: (value: unknown) => unknown) =>
      bodyFault(input, {
        kind: 'unlimited',
        // The keyword is not there yet, so the schema is the place to change.
        pointer: location.pointer,
        name,
        location,
        text,
        edit,
        advice: `the description does not limit ${place}: add \`${keyword}\` if such a value is wrong`,
      })
    if (types.includes('integer') || types.includes('number')) {
      if (schema.minimum === undefined && schema.exclusiveMinimum === undefined)
        yield make('negative', `${place} of a response is negative.`, 'minimum', (value) =>
          typeof value === 'number' ? -7 : MISSING,
        )
      if (schema.maximum === undefined && schema.exclusiveMaximum === undefined)
        yield make('huge', `${place} of a response is huge.`, 'maximum', (value) =>
          typeof value === 'number' ? 1e15 : MISSING,
        )
    }
    const isFree =
      schema.minLength === undefined && schema.pattern === undefined && schema.format === undefined
    if (types.includes('string') && isFree)
      yield make('empty', `${place} of a response is an empty text.`, 'minLength', (value) =>
        typeof value === 'string' && value !== '' ? '' : MISSING,
      )
  }
}
