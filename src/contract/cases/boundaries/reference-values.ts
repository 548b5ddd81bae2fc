import type { Parameter } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { unknownIdLike } from '../unknown-id.ts'

/**
 * Makes the cases for a parameter whose value names something. The server may know the example. It does not know another
 * value of the same form, unless that is a number or a short name.
 */
export function referenceValueCases(
  { operation, schemas }: CaseInput,
  { object, schema }: Parameter,
  example: string,
): Case[] {
  const location = { in: object.in as 'header' | 'query' | 'cookie', name: object.name }
  const { expectedResponses } = rejectionResponses(operation, { ...location, keyword: 'unknown' })
  const other = decodeURIComponent(unknownIdLike(example))
  const unknown = schema === undefined || schemas.isDefinitelyValid(schema, other) ? other : example
  const mayBeKnown = unknown === example || /^\d+$/.test(unknown)
  const send = async (context: CaseContext, value: string): Promise<Exchange> =>
    context.send({ resource: await context.resource(), parameters: [{ ...location, value }] })
  return [
    makeCase({
      family: 'boundaries',
      operation,
      name: `${object.name}: the example`,
      rules: [ruleIds.parameter(operation, object, 'accepted')],
      run: async (context) => {
        const exchange = await send(context, example)
        if (context.matches(expectedResponses, exchange))
          throw new CaseSkipped('the example of the description is unknown to the target')
        context.expectSuccess(exchange)
      },
    }),
    makeCase({
      family: 'boundaries',
      operation,
      name: `${object.name}: an unknown value`,
      rules: [ruleIds.parameter(operation, object, 'unknown')],
      stateful: true,
      run: async (context) => {
        await context.controlRequest({ resource: await context.resource() })
        const exchange = await send(context, unknown)
        if (mayBeKnown && context.succeeded(exchange))
          throw new CaseSkipped('a generated value succeeds: it is known here, or the server ignores it')
        context.expect(exchange, expectedResponses)
      },
    }),
  ]
}
