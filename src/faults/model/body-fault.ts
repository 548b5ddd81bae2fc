import { isJson, responseFor } from '../../description/index.ts'
import type { Family } from '../../contract/index.ts'
import { editAt } from './edit.ts'
import type { Edit } from './edit.ts'
import type { CallWithResponse, Fault, FaultInput, Effect } from './fault.ts'
import type { Location, Occurrence } from './locations.ts'
import { headerOf, jsonOf, withJson } from './message.ts'
import { responseFault } from './response-fault.ts'

/** A fault in a part of a response's body. */
export interface BodyFaultOptions {
  readonly kind: string
  /** Distinguishes the faults of one kind: a pointer of the requirement. */
  readonly pointer: string
  readonly location: Location
  readonly text: string
  readonly edit: Edit
  /** The property below the location's own place that the edit is about. */
  readonly property?: string
  /** Distinguishes the faults of one kind and pointer. */
  readonly name?: string
  readonly advice?: string
  readonly families?: readonly Family[]
}

/** The families whose cases get most kinds of responses with the fewest requests. */
export const RESPONSE_FAMILIES = ['examples', 'boundaries', 'lifecycle', 'sequences', 'auth'] as const

/**
 * Makes a fault that edits a part of response bodies. Unless it has an advice, a response that stays valid by its schema
 * does not differ.
 */
export function bodyFault({ schemas }: FaultInput, options: BodyFaultOptions): Fault {
  const {
    kind,
    pointer,
    location,
    text,
    edit,
    property,
    name,
    advice,
    families = RESPONSE_FAMILIES,
  } = options
  const operations = [...new Set(location.occurrences.map(({ operation }) => operation))]
  const edited = (exchange: CallWithResponse): { effect: Effect; value?: unknown; of?: Occurrence } => {
    const json = jsonOf(exchange.response)
    if (json === undefined) return { effect: 'absent' }
    let effect: Effect = 'absent'
    for (const occurrence of location.occurrences) {
      if (!isAbout(occurrence, exchange)) continue
      const path = property === undefined ? occurrence.path : [...occurrence.path, property]
      const { found, value } = editAt(json.value, path, edit)
      if (found) effect = 'same'
      if (value === undefined) continue
      if (advice === undefined && schemas.check(occurrence.root, value).length === 0) continue
      return { effect: 'differs', value }
    }
    return { effect }
  }
  return responseFault({
    id: `${kind}${pointer}${name === undefined ? '' : `/${name}`}`,
    kind,
    text,
    operations,
    pointer,
    families,
    absent: absence(location, property),
    ...(location.occurrences[0]?.status !== undefined && { status: location.occurrences[0].status }),
    ...(location.isAlternative && { isAlternative: true }),
    ...(advice !== undefined && { advice }),
    change: (exchange) => {
      const { effect, value } = edited(exchange)
      return { effect, ...(effect === 'differs' && { response: withJson(exchange.response, value) }) }
    },
  })
}

/** Whether an exchange has the response of an occurrence. */
function isAbout({ operation, status, content }: Occurrence, exchange: CallWithResponse): boolean {
  if (exchange.operation !== operation) return false
  if (responseFor(operation, exchange.response.status)?.status !== status) return false
  return isJson(content.mediaType) && isJson(headerOf(exchange.response, 'content-type') ?? '')
}

function absence({ schema, occurrences }: Location, property: string | undefined): string {
  const [{ operation, status, path } = { operation: undefined, status: '', path: [] }] = occurrences
  const place = [...path, ...(property === undefined ? [] : [property])].join('.')
  const response = `response ${status ?? ''} of ${operation?.id ?? ''}`
  const isNullable = [schema.type ?? []].flat().includes('null') && property === undefined
  return place === ''
    ? `no ${response} with a JSON body`
    : `no ${response} with \`${place}\`${isNullable ? ' that is not null' : ''}`
}

/** Returns the name of a place for a sentence: its path, or the body. */
export function placeName({ occurrences }: Location, property?: string): string {
  const path = [...(occurrences[0]?.path ?? []), ...(property === undefined ? [] : [property])]
  return path.length === 0 ? 'the body' : `\`${path.join('.')}\``
}
