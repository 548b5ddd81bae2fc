import type { ExpectedResponse, Operation } from '../../../description/index.ts'
import { rejectionResponses, successResponses } from '../../expected/expected.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'

/** Makes a case with a body that a server may accept or reject, if it then still accepts a valid request. */
export function toleratedCase(operation: Operation, name: string, rule: RuleId, body: Payload): Case {
  const expectedResponses: ExpectedResponse[] = [
    ...successResponses(operation),
    ...['malformed', 'contentType', 'additionalProperties']
      .flatMap((keyword) => rejectionResponses(operation, { in: 'body', keyword }).expectedResponses)
      .map(({ status }) => ({ status })),
    { status: '413' },
  ]
  return makeCase({
    family: 'malformed',
    operation,
    name,
    rules: [rule],
    run: async (context) => {
      const first = await context.send({
        resource: await context.resource(),
        body,
        mayBeHandledUpstream: true,
      })
      await context.controlRequest({ resource: await context.resource() })
      context.expect(first, expectedResponses)
    },
  })
}
