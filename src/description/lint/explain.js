/**
 * @import { DefinedError, ErrorObject } from 'ajv'
 * @typedef {{ description?: string }} Described
 */

/**
 * Explains an error in the value of an extension.
 *
 * @param {ErrorObject} error of a verbose validator
 * @returns {{ message: string, at: string[], onKey: boolean } | undefined} undefined if another error is more specific
 */
export function explain(error) {
  const at = error.instancePath
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  const schema =
    /** @type {{ description?: string, properties?: Record<string, { description?: string }> }} */ (
      error.parentSchema ?? {}
    )
  // ajv's name for the schema `false` is missing in its type.
  const known = /** @type {DefinedError | { keyword: 'false schema' | 'uniqueItems' }} */ (error)
  /** @param {string} message */
  const value = (message) => ({ message, at, onKey: false })
  switch (known.keyword) {
    case 'if':
    case 'propertyNames':
      return undefined
    case 'required': {
      const missing = known.params.missingProperty
      return value(`Expected a property \`${missing}\`. ${meaning(schema.properties?.[missing])}`)
    }
    case 'additionalProperties': {
      const expected = list(Object.keys(schema.properties ?? {}))
      const name = known.params.additionalProperty
      return {
        message: `Property \`${name}\` is not expected. The properties are ${expected}.`,
        at: [...at, name],
        onKey: true,
      }
    }
    case 'false schema':
      return { message: `Property \`${at.at(-1) ?? ''}\` is not expected here.`, at, onKey: true }
    case 'enum':
      return value(`Expected one of ${list(known.params.allowedValues)}, found ${quote(error.data)}.`)
    case 'type':
      return value(`Expected ${String(known.params.type)}, found ${quote(error.data)}.`)
    case 'pattern':
      return value(
        `Found ${quote(error.data)}, which does not match \`${known.params.pattern}\`. ${meaning(schema)}`,
      )
    case 'minLength':
      return value(`Found ${quote(error.data)}. ${meaning(schema)}`)
    case 'dependentRequired':
      return value(
        `Expected a property \`${known.params.missingProperty}\` beside \`${known.params.property}\`.`,
      )
    default:
      return value(`It ${error.message ?? 'is invalid'}.`)
  }
}

/** @param {Described | undefined} schema */
function meaning(schema) {
  return schema?.description === undefined ? '' : `(${schema.description})`
}

/** @param {readonly unknown[]} values */
function list(values) {
  return values.map((value) => `\`${String(value)}\``).join(', ')
}

/** @param {unknown} value */
function quote(value) {
  return `\`${JSON.stringify(value)}\``
}
