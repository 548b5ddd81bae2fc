import { expectedResponsesExist } from './rules/expected-responses-exist.js'
import { criteriaReferences } from './rules/criteria-references.js'
import { criteriaSyntax } from './rules/criteria-syntax.js'
import { errorExamples } from './rules/error-examples.js'
import { errorsIdentified } from './rules/errors-identified.js'
import { extensionHeaders } from './rules/extension-headers.js'
import { extensionName } from './rules/extension-name.js'
import { extensionShape } from './rules/extension-shape.js'
import { integerBounds } from './rules/integer-bounds.js'
import { lifecycleStates } from './rules/lifecycle-states.js'
import { pathParameters } from './rules/path-parameters.js'
import { rejectionsDescribed } from './rules/rejections-described.js'
import { rejectionsOrder } from './rules/rejections-order.js'

/** @import { Plugin } from '@redocly/openapi-core' */

const rules = {
  'expected-responses-exist': expectedResponsesExist,
  'criteria-references': criteriaReferences,
  'criteria-syntax': criteriaSyntax,
  'error-examples': errorExamples,
  'errors-identified': errorsIdentified,
  'extension-headers': extensionHeaders,
  'extension-name': extensionName,
  'extension-shape': extensionShape,
  'integer-bounds': integerBounds,
  'lifecycle-states': lifecycleStates,
  'path-parameters': pathParameters,
  'rejections-described': rejectionsDescribed,
  'rejections-order': rejectionsOrder,
}

/** The rules that the contract relies on. A description that fails them cannot be used. */
const requiredRules = [
  'expected-responses-exist',
  'criteria-references',
  'criteria-syntax',
  'extension-headers',
  'extension-shape',
  'lifecycle-states',
  'path-parameters',
  'rejections-described',
  'rejections-order',
]

/** Rules of Redocly that a description needs for its readers, generated clients and the contract. */
const strictRules = [
  'array-parameter-serialization',
  'component-name-unique',
  'info-contact',
  'no-http-verbs-in-paths',
  'operation-description',
  'operation-singular-tag',
  'operation-tag-defined',
  'parameter-description',
  'path-http-verbs-order',
  'path-params-defined',
  'spec-example-values',
  'spec-strict-refs',
  'tags-alphabetical',
]

/** @param {readonly string[]} names */
const errors = (names) =>
  Object.fromEntries(names.map((name) => [`contract/${name}`, /** @type {const} */ ('error')]))

/**
 * Returns our lint rules for Redocly. They check that the extensions are complete and agree with the rest of the
 * description, for any API. `contract/all` enables all of them. `contract/usable` enables the rules that decide whether a
 * description can be used, and Redocly's rules for the structure of OpenAPI, but no rules of style. The bundler checks
 * references: Redocly's rule mistakes the name of a schema in a discriminator for a file. `contract/strict` is the profile of
 * our own descriptions.
 *
 * @returns {Plugin}
 */
export default function plugin() {
  return {
    id: 'contract',
    rules: { oas3: rules },
    configs: {
      all: { rules: errors(Object.keys(rules)) },
      strict: {
        extends: ['recommended-strict', 'contract/all'],
        rules: Object.fromEntries(strictRules.map((name) => [name, 'error'])),
      },
      usable: {
        rules: {
          struct: 'error',
          'no-identical-paths': 'error',
          'operation-operationId-unique': 'error',
          ...errors(requiredRules),
        },
      },
    },
  }
}
