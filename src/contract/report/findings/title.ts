import { readCause } from '../../checks/causes.ts'
import { sameRejections, wrongStatus } from './error-consequences.ts'
import { MANY } from './observation.ts'
import type { Observation } from './observation.ts'

const LEAKS: Readonly<Record<string, string>> = {
  'a secret': 'A response contains the secret of its request',
  'a stack trace': 'A response contains a stack trace',
  internals: 'A response contains something of what lies behind the server',
  'another request': 'A response contains an id or key of another request',
}

/** Returns what is wrong, in a sentence without its full stop. */
export function titleOf(observations: readonly Observation[]): string {
  const [main] = observations
  if (main === undefined) return ''
  const { kind, difference } = readCause(main.cause)
  const wrong = wrongStatus(main)
  const statuses = new Set(observations.flatMap((one) => wrongStatus(one)?.expected ?? []))
  if (wrong !== undefined && statuses.size >= MANY)
    return `Errors have ${wrong.received} instead of status ${[...statuses].sort().join(', ')}`
  const places = new Set(
    observations
      .map(({ cause }) => readCause(cause))
      .flatMap((one) => (one.kind === kind ? [one.place] : [])),
  )
  if (kind === 'rejected' && sameRejections(observations).length > 0)
    return `Valid requests are rejected: ${difference}`
  if (kind === 'server-error' && places.size > 1) return `Server error ${difference}`
  if (kind === 'body' && places.size > 1) return titleOfValues([...places])
  return titleOfCause(main.cause, main.rule)
}

/** Returns what is wrong if one cause is known. @param rule a rule that failed by it */
export function titleOfCause(
  cause: string,
  { id, text }: { readonly id: string; readonly text: string },
): string {
  const { kind, place, difference } = readCause(cause)
  switch (kind) {
    case 'header': {
      const name = id.split('/').at(-1) ?? place
      return difference === 'missing' ? `\`${name}\` is missing` : `\`${name}\` is invalid: ${difference}`
    }
    case 'body':
      return bodyTitle(place, difference)
    case 'media-type':
      return difference === 'content coding'
        ? 'A body does not have the coding of `Content-Encoding`'
        : `\`Content-Type\` is ${place === '' ? 'missing' : `\`${place}\``}`
    case 'status':
      return `Status ${place} is not documented`
    case 'server-error':
      return `Server error ${difference} ${place === '' ? 'with `Retry-After`' : `(${withoutOperation(place)})`}`
    case 'no-response':
      return 'No response'
    case 'too-long':
      return 'A response is too long'
    case 'content':
      return `A response ${place} has content`
    case 'leak':
      return LEAKS[difference] ?? 'A response leaks something'
    case 'criterion':
      return `A condition is not met: \`${place}\``
    case 'error':
      if (difference === 'missing') return `An error lacks ${codes(place)}`
      return `An error has ${difference} instead of ${place}`
    case 'error-as-success':
      return `An error is sent with status ${difference}`
    case 'replay':
      return `A replay differs from the stored response: ${difference}`
    case 'side-effect':
      return `A rejected request has an effect (${withoutOperation(place)})`
    default:
      return text.replace(/\.$/, '')
  }
}

/** Returns the rest of a rule's id. */
function withoutOperation(rule: string): string {
  return rule.split('/').slice(1).join('/')
}

function codes(pointers: string): string {
  return pointers
    .split(', ')
    .map((pointer) => `\`${pointer}\``)
    .join(', ')
}

function titleOfValues(pointers: readonly string[]): string {
  const names = pointers.slice(0, 3).map((pointer) => `\`${pointer}\``)
  const more = pointers.length - names.length
  return `Wrong values in a body: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function bodyTitle(place: string, difference: string): string {
  const where = place === '' ? 'A body' : `\`${place}\` of a body`
  if (difference === 'not JSON') return `${where} is not JSON`
  if (difference === 'another structure') return `${where} has another structure`
  if (difference === 'write-only') return `${where} is write-only`
  if (difference.startsWith('the property ')) return `${where} lacks ${difference}`
  return `${where} is not ${difference}`
}
