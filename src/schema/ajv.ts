import type { Options } from 'ajv'
import type { RegExpLike } from 'ajv/dist/types/index.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { formats } from './formats.ts'
import { replaceKeywordCode } from './keyword-code.ts'
import { compileFor } from './pattern/index.ts'

/**
 * Returns ajv with the options that the contract, the mock and the generated validators share. It compiles every schema
 * that it can read: the linter reports schemas that are badly written.
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

/** Compiles a pattern for ajv. Schemas have no patterns that cannot be compiled (`unsupported.ts`). */
const readPattern = Object.assign(
  (pattern: string, flags: string): RegExpLike =>
    compileFor('any', pattern).pattern ?? new RegExp(pattern, flags),
  { code: 'new RegExp' },
)
