/** @import { NodeType, Oas3Preprocessor, Plugin } from '@redocly/openapi-core' */

/**
 * Relaxes Redocly where it is stricter than OpenAPI, for descriptions that we cannot correct: a schema can have unknown
 * keywords (JSON Schema 2020-12, section 6.5), and the URL of an example can be unreachable or not YAML.
 *
 * @returns {Plugin}
 */
export default function lenient() {
  return {
    id: 'lenient',
    typeExtension: { oas3: allowUnknownKeywords },
    preprocessors: { oas3: { 'external-examples': hideExternalValue } },
    configs: { all: { preprocessors: { 'lenient/external-examples': 'on' } } },
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
