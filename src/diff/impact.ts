/** The semver bump that a change needs. */
export type Impact = 'major' | 'minor' | 'patch'

export const IMPACTS = ['major', 'minor', 'patch'] as const

/** Returns the larger of two impacts. */
export function largerImpact(left: Impact, right: Impact): Impact {
  return IMPACTS.indexOf(left) < IMPACTS.indexOf(right) ? left : right
}

/** Keywords that only people read. */
const FOR_READERS = new Set(
  '$comment contact description example examples externalDocs info license servers summary tags title'.split(
    ' ',
  ),
)

/** Keywords whose keys are names of any text. */
const OF_NAMES = new Set([
  '$defs',
  'content',
  'headers',
  'parameters',
  'paths',
  'patternProperties',
  'properties',
  'responses',
  'schemas',
  'webhooks',
])

/** The extensions that promise something to clients. */
const PROMISES =
  /^x-(?:client-name|credentials|criteria|errors|idempotency|lifecycle|rejections|request-id|version)$/

/** A change as Redocly rates it. */
export interface RatedChange {
  readonly path: string
  readonly typeName?: string
  readonly kind: 'added' | 'removed' | 'modified'
  readonly impact: Impact
  readonly property?: string
  readonly base?: { readonly pointer: string; readonly value?: unknown }
  readonly revision?: { readonly pointer: string; readonly value?: unknown }
}

/**
 * Returns the bump that a change needs: at least what Redocly says. Redocly rates whatever breaks no client as a patch. A
 * change of the interface is a minor one, and some break clients.
 *
 * @param direction whether the part is sent by clients or by the API; undefined for what is both or neither
 */
export function rate(change: RatedChange, direction: 'request' | 'response' | undefined): Impact {
  return largerImpact(change.impact, ownRating(change, direction))
}

function ownRating(change: RatedChange, direction: 'request' | 'response' | undefined): Impact {
  const { property } = change
  const tokens = change.path.split('/')
  const keywords = tokens.filter((_, index) => !OF_NAMES.has(tokens[index - 1] ?? ''))
  const names = [...keywords, ...(property === undefined ? [] : [property])]
  if (names.some((name) => PROMISES.test(name))) return ratePromise(change, names)
  if (breaksClients(change, direction, tokens)) return 'major'
  const isForReaders = names.some((name) => FOR_READERS.has(name) || name.startsWith('x-'))
  return isForReaders ? 'patch' : 'minor'
}

/** Returns whether a change for which Redocly has no rule breaks clients. */
function breaksClients(
  { kind, property, typeName, base, revision }: RatedChange,
  direction: 'request' | 'response' | undefined,
  tokens: readonly string[],
): boolean {
  const isSet = revision?.value === true
  if (direction === 'request')
    return (
      // What clients may send, and the API no longer knows.
      (kind === 'removed' && ['properties', 'mapping'].includes(tokens.at(-2) ?? '')) ||
      // A request without the value means something else.
      (property === 'default' && base !== undefined) ||
      (property === 'readOnly' && isSet) ||
      // An argument of generated clients.
      (typeName === 'Parameter' && property === 'name')
    )
  return (
    direction === 'response' &&
    ((typeName === 'Header' && property === 'required' && !isSet) ||
      (property === 'writeOnly' && isSet) ||
      (kind === 'added' && tokens.at(-2) === 'mapping'))
  )
}

/** A promise that is gone, or a shorter time in which keys are kept, breaks clients that rely on it. */
function ratePromise({ kind, base, revision }: RatedChange, names: readonly string[]): Impact {
  if (kind === 'removed') return 'major'
  if (kind === 'added' || names.at(-1) !== 'retention') return revision === undefined ? 'major' : 'minor'
  return hoursOf(revision?.value) < hoursOf(base?.value) ? 'major' : 'minor'
}

/** Returns the hours of a duration such as `P1DT12H` (ISO 8601), for comparison. */
function hoursOf(duration: unknown): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(String(duration)) ?? []
  const [days, hours, minutes, seconds] = parts.slice(1).map((part?: string) => Number(part ?? 0))
  return (days ?? 0) * 24 + (hours ?? 0) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600
}
