/** Every check, in the order in which a report shows their failures. */
import { body } from './body.ts'
import type { Check } from './check.ts'
import { criteria } from './criteria.ts'
import { headers } from './headers.ts'
import { leaks } from './leaks.ts'
import { length } from './length.ts'
import { mediaType } from './media-type.ts'
import { noContent } from './no-content.ts'
import { status } from './status.ts'
import { unchanged } from './unchanged.ts'

export const checks: readonly Check[] = [
  status,
  length,
  noContent,
  mediaType,
  headers,
  body,
  criteria,
  unchanged,
  leaks,
]
