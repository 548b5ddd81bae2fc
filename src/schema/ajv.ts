import type { Options } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { formats } from './formats.ts'
import { replaceKeywordCode } from './keyword-code.ts'
import { compilePattern } from './pattern.ts'

/**
 * Returns the one set-up of ajv that contract, mock and generated validators share. Whether a schema is well written is
 * the linter's business: whatever can be read is compiled.
 */
export function makeAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    ownProperties: true,
    logger: false,
    formats,
    ...options,
    code: { regExp: readPattern, ...options.code },
  })
  replaceKeywordCode(ajv)
  return ajv
}

/** Patterns for ajv: as JavaScript reads them, be it without Unicode. */
const readPattern = Object.assign(
  (pattern: string, flags: string): RegExp => compilePattern(pattern) ?? new RegExp(pattern, flags),
  { code: 'new RegExp' },
)
