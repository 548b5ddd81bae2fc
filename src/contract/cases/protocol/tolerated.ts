import type { ExpectedResponse, Operation } from '../../../description/index.ts'
import { possibleSuccesses } from '../../expected/expected.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { PartialPlan } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { sendDistinct } from '../conflicts.ts'
import { expectTolerated } from '../send-rejected.ts'

/** Makes a case with a request that a server may accept or reject, if it then still accepts a valid one. */
export function toleratedCase(
  operation: Operation,
  name: string,
  rule: RuleId,
  plan: PartialPlan,
  rejections: readonly ExpectedResponse[],
): Case {
  const expectedResponses = [...possibleSuccesses(operation), ...rejections]
  return makeCase({
    family: 'protocol',
    operation,
    name,
    rules: [rule],
    rejects: true,
    run: async (context) => {
      const tolerated = { mayBeHandledUpstream: true, ...plan }
      if (await expectTolerated(context, tolerated, expectedResponses)) return
      context.restartScript()
      const exchange = await sendDistinct(context, { resource: await context.resource(), ...tolerated })
      await context.controlRequest({ resource: await context.resource() })
      context.expect(exchange, expectedResponses)
    },
  })
}
