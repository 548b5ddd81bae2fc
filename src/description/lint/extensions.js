import { readFileSync, readdirSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'

/**
 * @import { ValidateFunction } from 'ajv'
 * @typedef {'Root' | 'Info' | 'Operation' | 'Response' | 'SecurityScheme'} Place An OpenAPI object, as Redocly names it.
 */

/** Our extensions, by the OpenAPI object on which each stands. */
export const extensions = /** @type {const} @satisfies {Readonly<Record<Place, readonly string[]>>} */ ({
  Root: ['x-errors', 'x-version', 'x-request-id'],
  Info: ['x-client-name'],
  Operation: ['x-idempotency', 'x-lifecycle', 'x-rejections'],
  Response: ['x-criteria'],
  SecurityScheme: ['x-credentials'],
})

/** @type {Readonly<Record<Place, string>>} */
export const objectLabels = {
  Root: 'the root',
  Info: 'info',
  Operation: 'an operation',
  Response: 'a response',
  SecurityScheme: 'a security scheme',
}

const folder = new URL('../extensions/', import.meta.url)

/** @type {Ajv2020 | undefined} */
let ajv

/**
 * Checks the value of an extension against its JSON Schema; every error, with the schema that it breaks.
 *
 * @param {string} name such as `x-idempotency`
 * @returns {ValidateFunction}
 */
export function validatorOf(name) {
  ajv ??= new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    schemas: readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => /** @type {object} */ (JSON.parse(readFileSync(new URL(file, folder), 'utf8')))),
  })
  const validate = ajv.getSchema(`${name}.json`)
  if (validate === undefined) throw new RangeError(`There is no ${name}.json in src/description/extensions/.`)
  return validate
}
