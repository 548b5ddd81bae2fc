import type { HostileCase } from './hostile-case.ts'
import { NAME_CASES } from './names.ts'
import { REFERENCE_CASES } from './references.ts'
import { SCHEMA_CASES } from './schemas.ts'
import { TEXT_CASES } from './texts.ts'

/** All hostile descriptions. */
export const CASES: readonly HostileCase[] = [
  ...TEXT_CASES,
  ...REFERENCE_CASES,
  ...NAME_CASES,
  ...SCHEMA_CASES,
]
