import { answersExist } from './rules/answers-exist.js'
import { criteriaReferences } from './rules/criteria-references.js'
import { criteriaSyntax } from './rules/criteria-syntax.js'
import { errorExamples } from './rules/error-examples.js'
import { errorsIdentified } from './rules/errors-identified.js'
import { extensionHeaders } from './rules/extension-headers.js'
import { extensionName } from './rules/extension-name.js'
import { extensionShape } from './rules/extension-shape.js'
import { integerBounds } from './rules/integer-bounds.js'
import { lifecycleStates } from './rules/lifecycle-states.js'
import { refusalsDescribed } from './rules/refusals-described.js'
import { refusalsOrder } from './rules/refusals-order.js'

/** @import { Plugin } from '@redocly/openapi-core' */

const rules = {
  'answers-exist': answersExist,
  'criteria-references': criteriaReferences,
  'criteria-syntax': criteriaSyntax,
  'error-examples': errorExamples,
  'errors-identified': errorsIdentified,
  'extension-headers': extensionHeaders,
  'extension-name': extensionName,
  'extension-shape': extensionShape,
  'integer-bounds': integerBounds,
  'lifecycle-states': lifecycleStates,
  'refusals-described': refusalsDescribed,
  'refusals-order': refusalsOrder,
}

/**
 * Our lint rules, for Redocly: what the extensions say is complete and true of the rest of the description. They know
 * nothing of any API. `contract/all` switches all of them on.
 *
 * @returns {Plugin}
 */
export default function plugin() {
  return {
    id: 'contract',
    rules: { oas3: rules },
    configs: {
      all: { rules: Object.fromEntries(Object.keys(rules).map((name) => [`contract/${name}`, 'error'])) },
    },
  }
}
