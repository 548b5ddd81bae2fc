/** @import { NodeType, Oas3Preprocessor, Plugin } from '@redocly/openapi-core' */

/**
 * What Redocly is stricter about than OpenAPI, for descriptions that are not ours to correct: keywords that nobody
 * knows are allowed in a schema (JSON Schema 2020-12, section 6.5), and an example may stand at an address that
 * cannot be reached from here, or is no YAML.
 *
 * @returns {Plugin}
 */
export default function lenient() {
  return {
    id: 'guest',
    typeExtension: { oas3: allowUnknownKeywords },
    preprocessors: { oas3: { 'external-examples': hideExternalValue } },
    configs: { lenient: { preprocessors: { 'guest/external-examples': 'on' } } },
  }
}

/** @param {Record<string, NodeType>} types */
function allowUnknownKeywords(types) {
  const { Schema } = types
  return Schema === undefined ? types : { ...types, Schema: { ...Schema, additionalProperties: null } }
}

/** @type {Oas3Preprocessor} */
const hideExternalValue = () => ({
  Example: {
    enter(node) {
      const example = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (node))
      if (example['externalValue'] === undefined) return
      example['x-external-value'] = example['externalValue']
      delete example['externalValue']
    },
  },
})
