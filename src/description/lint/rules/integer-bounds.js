/** @import { Oas3Rule } from '@redocly/openapi-core' */

/**
 * Every integer has an upper bound. Without one 1e21 is a valid integer, which JavaScript cannot hold exactly.
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
      message: 'An integer needs a `maximum`; 9007199254740991 is the largest that JavaScript holds exactly.',
      location: location.child('type'),
    })
  },
})
