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

/**
 * Compiles schemas one by one, in both orders, so that ajv finds most targets of references compiled. It would recurse
 * too deeply if it began with the first schema of a long chain.
 */
export function compileEach(ajv: Ajv2020, keys: readonly string[]): void {
  for (const key of [...[...keys].reverse(), ...keys]) {
    try {
      ajv.getSchema(key)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
}

/** Compiles a pattern for ajv. Schemas have no patterns that cannot be compiled (`unsupported.ts`). */
const readPattern = Object.assign(
  (pattern: string, flags: string): RegExpLike =>
    compileFor('any', pattern).pattern ?? new RegExp(pattern, flags),
  { code: 'new RegExp' },
)
