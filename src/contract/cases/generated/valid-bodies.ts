import type { Content } from '../../../description/index.ts'
import { successResponses } from '../../expected/expected.ts'
import { arbitraryOf } from '../../../schema/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { fastCheck } from '../../../schema/index.ts'
import { canCarryBody, encode } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { samplesOf } from '../samples.ts'
import { unknownReferenceResponses } from '../unknown-references.ts'
import { explore } from './explore.ts'
import { misreadValues } from './misread-values.ts'

/** Makes a case with valid bodies. It needs a schema and a described success. */
export function validBodyCases(input: CaseInput, content: Content): Case[] {
  const { operation, description, schemas } = input
  const { schema, mediaType } = content
  const successes = successResponses(operation)
  if (schema === undefined || successes.length === 0) return []
  const { document } = description
  const rule = ruleIds.bodyMediaType(operation, mediaType)
  const validBodies = makeCase({
    family: 'generated',
    operation,
    name: `valid ${mediaType}`,
    rules: [rule],
    run: async (context) => {
      const fc = fastCheck()
      await explore(context, fc, {
        rule,
        values: arbitraryOf(fc, document, schema),
        first: misreadValues(samplesOf(input, content)),
        isWanted: (value) =>
          canCarryBody(document, content, value) && schemas.isDefinitelyValid(schema, value),
        send: async (value) =>
          context.send({ resource: await context.resource(), body: encode(content, value) }),
        expectedResponses: (value) => [...successes, ...unknownReferenceResponses(operation, value)],
        mayConflict: true,
      })
    },
  })
  return [validBodies]
}
