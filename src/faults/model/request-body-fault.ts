import type { Family } from '../../contract/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import type { Call, Fault, FaultInput } from './fault.ts'
import type { Location } from './locations.ts'
import { bodyOf, withValue } from './request-body.ts'
import { requestFault } from './request-fault.ts'

const FAMILIES: readonly Family[] = ['boundaries', 'malformed', 'sequences', 'generated']

/** Makes a fault of a server that does not check a part of request bodies. */
export function requestBodyFault(
  input: FaultInput,
  options: {
    readonly kind: string
    readonly pointer: string
    readonly location: Location
    readonly text: string
    /** Returns the whole body as the server understands it. Undefined if it is valid in this respect. */
    readonly repair: (value: unknown, path: readonly string[]) => unknown
  },
): Fault {
  const { kind, pointer, location, text } = options
  const { occurrences } = location
  const repair = (call: Call): MockRequest | undefined => {
    const body = occurrences.some(({ operation }) => operation === call.operation)
      ? bodyOf(input, call)
      : undefined
    if (body === undefined) return undefined
    for (const { operation, content, root, path } of occurrences) {
      if (operation !== call.operation || content !== body.content) continue
      const value = options.repair(body.value, path)
      // With another fault, the request is rejected anyway.
      if (value !== undefined && input.schemas.mayBeValid(root, value))
        return withValue(call.request, content, value)
    }
    return undefined
  }
  const operations = [...new Set(occurrences.map(({ operation }) => operation))]
  const first = occurrences[0]
  const place = first === undefined || first.path.length === 0 ? 'body' : first.path.join('.')
  const absent = `no request of ${operations[0]?.id ?? ''} that violates only this of \`${place}\``
  return requestFault({
    id: `${kind}${pointer}`,
    kind,
    text,
    operations,
    pointer,
    families: FAMILIES,
    ...(location.isAlternative && { isAlternative: true }),
    absent,
    repair,
  })
}
