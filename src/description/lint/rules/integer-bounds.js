/** @import { Oas3Rule } from '@redocly/openapi-core' */

/**
 * Every integer must have an upper bound. Without one, 1e21 is valid, which JavaScript cannot represent exactly.
 *
 * @type {Oas3Rule}
 */
export const integerBounds = () => ({
  Schema(schema, { location, report }) {
    if (typeof schema !== 'object' || schema.type === undefined || ![schema.type].flat().includes('integer'))
      return
    const keywords = ['maximum', 'exclusiveMaximum', 'enum', 'const']
    if (keywords.some((keyword) => keyword in schema)) return
    report({
      message:
        'An integer needs a `maximum`. 9007199254740991 is the largest that JavaScript represents exactly.',
      location: location.child('type'),
    })
  },
})
