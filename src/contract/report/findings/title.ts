import { isOtherResource, readCause } from '../../checks/causes.ts'
import { wrongStatus } from './error-consequences.ts'
import { isNotHttp } from './losses.ts'
import { MANY } from './observation.ts'
import { partOf } from './parts.ts'
import { placesOfUnknownIds } from './unknown-ids.ts'
import { areOfBodies, areWidespread } from './rejections.ts'
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
  if (kind === 'rejected' && areOfBodies(observations)) return `Valid bodies are rejected: ${difference}`
  if (kind === 'rejected' && areWidespread(observations)) return `Valid requests are rejected: ${difference}`
  if (/^(?:rejected|other-error)$/.test(kind) && areOfSeveralParts(observations, difference))
    return `Requests are rejected: ${difference}`
  const unknownIds = kind === 'server-error' ? placesOfUnknownIds([...places]) : []
  if (unknownIds.length > 0) return titleOfServerError(difference, unknownIds)
  if (kind === 'server-error') return titleOfServerError(difference, [...places])
  if (kind === 'no-response') return titleOfNoResponse([...places], isNotHttp(main))
  if (kind === 'error' && difference === 'missing') return titleOfMissing(observations)
  if (kind === 'side-effect' && places.size > 1) return titleOfSideEffects([...places])
  if (kind === 'accepted') return titleOfAccepted(observations, main)
  if (kind === 'body' && difference === 'another structure') return titleOfStructure(observations, main)
  const names = new Set([...places].map((place) => place.split('/').at(-1)))
  if (kind === 'body' && names.size > 1) return titleOfValues([...places])
  return titleOfCause(main.cause, main.rule)
}

/** Returns whether requests about several parts get the same rejection. */
function areOfSeveralParts(observations: readonly Observation[], received: string): boolean {
  const same = observations.filter(({ cause }) => readCause(cause).difference === received)
  return new Set(same.map(({ rule }) => partOf(rule))).size > 1
}

function titleOfSideEffects(places: readonly string[]): string {
  return `A rejected request has an effect (${listed(places.map(withoutOperation), 3)})`
}

/** More places than these have nothing in common. */
const MOST_PLACES = 3

/** Names what the requests were about, unless it was everything, or the errors ask to wait. */
function titleOfServerError(status: string, places: readonly string[]): string {
  const where = places.map(withoutOperation).filter((place) => place !== '')
  if (places.length > MOST_PLACES) return `Server error ${status}`
  return `Server error ${status} ${where.length === 0 ? 'with `Retry-After`' : `(${where.join(', ')})`}`
}

/** Names what the requests were about, unless they have nothing in common. */
function titleOfNoResponse(places: readonly string[], isNoHttp: boolean): string {
  const where = places.map(withoutOperation).filter((place) => place !== '')
  const what = isNoHttp ? 'A response is not HTTP' : 'No response'
  if (where.length === 0 || (isNoHttp && where.length > MOST_PLACES)) return what
  return `${what} (${listed(where, 3)})`
}

/** The parts of a request of which something invalid is accepted. */
const PARTS: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^security$/, () => 'Invalid credentials'],
  [/^body$/, () => 'Invalid bodies'],
  [/^lifecycle$/, () => 'Requests in states that do not allow them'],
  [/^(header|query|cookie|path)\.(.+)$/, (name) => `Invalid values of \`${name}\``],
]

/** Says what of a part is accepted, if rules about several kinds of invalid values failed. */
function titleOfAccepted(observations: readonly Observation[], main: Observation): string {
  const part = partOf(main.rule)
  const same = observations.filter(
    ({ rule, cause }) => partOf(rule) === part && readCause(cause).kind === 'accepted',
  )
  const name = part.slice(part.indexOf('/') + 1)
  // What is wrong with credentials does not depend on their scheme.
  const clauseOf = (id: string): string =>
    name === 'security' ? (id.split('/').at(-1) ?? '') : id.slice(part.length + 1)
  const clauses = [...new Set(same.map(({ rule }) => clauseOf(rule.id)))]
  const [what] = PARTS.flatMap(([pattern, say]) =>
    pattern.test(name) ? [say(name.replace(/^[^.]*\./, ''))] : [],
  )
  return what === undefined || clauses.length < 2
    ? titleOfCause(main.cause, main.rule)
    : `${what} are accepted: ${listed(clauses, 4)}`
}

/** Names the properties that an object lacks. */
function titleOfStructure(observations: readonly Observation[], { cause, rule }: Observation): string {
  const missing = observations.flatMap((one) => {
    const [, name] = one.cause === cause ? (/the property `(.*)`$/s.exec(one.failure.expected) ?? []) : []
    return name === undefined ? [] : [`\`${name}\``]
  })
  const names = [...new Set(missing)]
  const { place } = readCause(cause)
  return names.length < 2
    ? titleOfCause(cause, rule)
    : `${placeInBody(place)} lacks ${names.length} properties: ${listed(names, 3)}`
}

/** Names all parts of errors that are missing. */
function titleOfMissing(observations: readonly Observation[]): string {
  const pointers = observations.flatMap(({ cause }) => {
    const { kind, place, difference } = readCause(cause)
    return kind === 'error' && difference === 'missing' ? place.split(', ') : []
  })
  return `An error lacks ${codes([...new Set(pointers)].join(', '))}`
}

function listed(names: readonly string[], most: number): string {
  const more = names.length - most
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Says that something is accepted, where the text of the rule says that it is rejected. */
function acceptedTitle(sentence: string): string {
  const accepted = sentence
    .replace(/\b(is|are) rejected$/, '$1 accepted')
    .replace(/^(In the state .*?) the response is as described.*$/s, '$1 a request is accepted')
  return accepted === sentence ? `Not rejected: ${sentence}` : accepted
}

/** Says that something is rejected, where the text of the rule says that it is accepted. */
function rejectedTitle(sentence: string, received: string): string {
  const rejected = sentence.replace(/\b(is|are) accepted$/, `$1 rejected: ${received}`)
  return rejected === sentence ? `Rejected, ${received}: ${sentence}` : rejected
}

function placeInBody(place: string): string {
  return place === '' ? 'A body' : `\`${place}\` of a body`
}

/** Returns what is wrong if one cause is known. @param rule a rule that failed by it */
export function titleOfCause(
  cause: string,
  { id, text }: { readonly id: string; readonly text: string },
): string {
  const { kind, place, difference } = readCause(cause)
  const sentence = text.replace(/\.$/, '')
  switch (kind) {
    case 'header': {
      const name = id.split('/').at(-1) ?? place
      return difference === 'missing' ? `\`${name}\` is missing` : `\`${name}\` is invalid: ${difference}`
    }
    case 'allow':
      return difference === 'missing'
        ? 'A response 405 has no `Allow`'
        : '`Allow` of a response 405 does not list the methods of the path'
    case 'entity-tag':
      return 'A strong `ETag` does not change with the body'
    case 'body':
      return bodyTitle(place, difference)
    case 'media-type':
      return difference === 'content coding'
        ? 'A body does not have the coding of `Content-Encoding`'
        : `\`Content-Type\` is ${place === '' ? 'missing' : `\`${place}\``}`
    case 'status':
      return `Status ${place} is not documented`
    case 'server-error':
      return titleOfServerError(difference, [place])
    case 'no-response':
      return titleOfNoResponse([place], false)
    case 'connection':
      return 'The body of a rejected request is read as part of the next request on the connection'
    case 'too-long':
      return 'A response is too long'
    case 'content':
      return `A response ${place} has content`
    case 'leak':
      return LEAKS[difference] ?? 'A response leaks something'
    case 'criterion':
      return `A condition is not met: ${isOtherResource(cause) || sentence === '' ? `\`${place}\`` : sentence}`
    case 'error':
      if (difference === 'missing') return `An error lacks ${codes(place)}`
      return `An error has ${difference} instead of ${place}`
    case 'error-as-success':
      return `An error is sent with status ${difference}`
    case 'replay':
      return difference === 'executed again'
        ? 'A replay gets the stored response and is executed again'
        : `A replay differs from the stored response: ${difference}`
    case 'used-key':
      return 'A used key gives its stored response to invalid credentials'
    case 'accepted':
      return acceptedTitle(sentence)
    case 'rejected':
      return rejectedTitle(sentence, difference)
    case 'other-error':
      return `Another error, ${difference}: ${sentence}`
    case 'changed':
      return id.endsWith('/unchanged')
        ? `A success changes ${codes(place)}`
        : `A rejection shows another ${codes(place)} than the resource has`
    case 'side-effect':
      return titleOfSideEffects([place])
    default:
      return sentence
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
  const names = pointers.map((pointer) => `\`${pointer}\``)
  return `Wrong values in a body: ${listed(names, 3)}`
}

function bodyTitle(place: string, difference: string): string {
  const where = placeInBody(place)
  if (difference === 'not JSON') return `${where} is not JSON`
  if (difference === 'another structure') return `${where} has another structure`
  if (difference === 'twice') return `${where} occurs twice`
  if (difference === 'write-only') return `${where} is write-only`
  if (difference.startsWith('the property ')) return `${where} lacks ${difference}`
  return `${where} is not ${difference}`
}
