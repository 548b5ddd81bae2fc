import type { DescriptionWarning } from '../warning.ts'

/** What an upgrade notes while it works. */
export interface Upgrade {
  /** Pointer in the new document → pointer in the old one. */
  readonly origins: Map<string, string>
  /** Reports something that cannot be said in OpenAPI 3.1. The pointer is in the old document. */
  readonly warn: (warning: DescriptionWarning) => void
}
