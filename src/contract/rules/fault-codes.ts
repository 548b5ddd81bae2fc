import type { RuleId } from './ids.ts'

/**
 * Fault categories of Web Fuzzing Commons: `fault_categories.json` at commit 0d042fa750b950d5ed100cd83fdaa0d1e6bd94a1 of
 * github.com/WebFuzzing/Commons. Later versions number them differently.
 */
export type FaultCode = 'F100' | 'F101' | 'F102' | 'F103' | 'F104' | 'F203' | 'F206'

const MEDIA_TYPE = /^body\/(?:application|text|multipart|image|audio|video|font|model|\*)\//

/** The end of a rule's id, after its operation → the code. The first match wins. */
const CODES: readonly (readonly [RegExp, FaultCode | undefined])[] = [
  [/^no-server-error$/, 'F100'],
  // Still accessible after a deletion.
  [/^sequences\/gone$/, 'F103'],
  // Side effects of a failed creation.
  [/^sequences\/rejected$/, 'F104'],
  // Mass assignment.
  [/^body\/readOnly$/, 'F203'],
  // Something that should be protected is not.
  [/^(?:security|sequences)\/isolation$/, 'F206'],
  [/^security\/(?:missing$|[^/]+\/)/, 'F206'],
  [/^responses\/[^/]+\/(?:links|criteria)\//, undefined],
  // A response that is not valid by its schema.
  [/^responses(?:\/|$)/, 'F101'],
  [/\/(?:accepted|optional|odd|unknown|unknown-properties)$/, undefined],
  // A success for invalid input.
  [/\/malformed$/, 'F102'],
  [MEDIA_TYPE, undefined],
  [/^(?:body|query\.|header\.|cookie\.|path\.)/, 'F102'],
]

/** Returns the fault code of a rule. Undefined if the catalogue has none for it. */
export function faultCodeOf(id: RuleId, operation: { id: string; method: string }): FaultCode | undefined {
  const prefix = `${operation.id}/`
  if (!id.startsWith(prefix)) return id.startsWith('schemas/') ? 'F101' : undefined
  const end = id.slice(prefix.length)
  // The catalogue has no code for a failed update with side effects.
  if (end === 'sequences/rejected' && operation.method !== 'POST') return undefined
  return CODES.find(([pattern]) => pattern.test(end))?.[1]
}
