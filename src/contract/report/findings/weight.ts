import { readCause } from '../../checks/causes.ts'

/** How bad each kind of cause is. Every other kind is 2: the server does something else than described. */
const BADNESS: Readonly<Record<string, number>> = {
  connection: 4,
  'no-response': 4,
  'server-error': 4,
  'too-long': 4,
  leak: 4,
  'side-effect': 3,
  replay: 3,
  status: 2,
  'media-type': 2,
  header: 1,
  body: 1,
  criterion: 2,
  content: 1,
}

/** Rules whose failure costs money or privacy. */
const GRAVE =
  /\/(?:lifecycle\/(?:once|to)|security\/[^/]+|idempotency\/inProgress|sequences\/isolation)(?:\/|$)/

/** Returns how important a finding is: how bad it is, times how far it spreads over rules and responses. */
export function weightOf(
  cause: string,
  { rules, count, of }: { rules: readonly string[]; count: number; of: number },
): number {
  const kind = BADNESS[readCause(cause).kind] ?? 2
  const badness = rules.some((id) => GRAVE.test(id)) ? Math.max(kind, 4) : kind
  const spread = Math.log2(1 + rules.length) + count / Math.max(1, of)
  return Math.round(badness * spread * 100) / 100
}
