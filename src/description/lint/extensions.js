import { readFileSync, readdirSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'

/**
 * @import { ValidateFunction } from 'ajv'
 * @typedef {'Root' | 'Info' | 'Operation' | 'Response' | 'SecurityScheme'} Place An OpenAPI object, as Redocly names it.
 */

/** Our extensions, by the OpenAPI object that has them. */
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

/**
 * The address of the schemas: that of the published package, whose versions 0.1.x keep their meaning. It is an id, and
 * nothing is fetched from it.
 */
export const SCHEMAS = 'https://unpkg.com/openapi-contracts@0.1/dist/data/description/extensions/'

const folder = new URL('../extensions/', import.meta.url)

/** @type {Ajv2020 | undefined} */
let ajv

/**
 * Returns the validator for the value of an extension. It reports all errors, each with its schema.
 *
 * @param {string} name such as `x-idempotency`
 * @returns {ValidateFunction}
 */
export function validatorOf(name) {
  ajv ??= new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    // They are ours, and a test holds that they are valid. It takes as long as all other work on them.
    validateSchema: false,
    schemas: readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => /** @type {object} */ (JSON.parse(readFileSync(new URL(file, folder), 'utf8')))),
  })
  const validate = ajv.getSchema(`${SCHEMAS}${name}.json`)
  if (validate === undefined) throw new RangeError(`\`src/description/extensions/${name}.json\` is missing.`)
  return validate
}
