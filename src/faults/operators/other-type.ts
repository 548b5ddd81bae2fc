import { joinPointer } from '../../description/index.ts'
import { isRecord } from '../../schema/index.ts'
import { bodyFault, placeName } from '../model/body-fault.ts'
import { MISSING } from '../model/edit.ts'
import type { Operator } from '../model/fault.ts'
import { responseLocations } from '../model/locations.ts'

/** A value in a response has another JSON type, as a careless serializer writes it. */
export const otherType: Operator = function* (input) {
  for (const location of responseLocations(input.description)) {
    if (location.schema.type === undefined) continue
    yield bodyFault(input, {
      kind: 'other-type',
      pointer: joinPointer(location.pointer, 'type'),
      location,
      text: `${placeName(location)} of a response has another type.`,
      edit: retyped,
    })
  }
}

function retyped(value: unknown): unknown {
  if (value === null) return MISSING
  if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : { value }
  if (Array.isArray(value)) return Object.fromEntries(Object.entries(value))
  return isRecord(value) ? Object.entries(value) : JSON.stringify(value)
}
