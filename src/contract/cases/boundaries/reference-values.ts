import type { Parameter } from '../../../description/index.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { unknownIdLike } from '../identifiers.ts'

/** A value that names something: the example may be known here; another of its form is by chance alone. */
export function referenceValueCases(
  { operation, schemas }: CaseInput,
  { object, schema }: Parameter,
  example: string,
): Case[] {
  const location = { in: object.in as 'header' | 'query' | 'cookie', name: object.name }
  const { expectedResponses } = rejectionResponses(operation, { ...location, keyword: 'unknown' })
  const rule = (name: string): string => `${operation.id}/${object.in}.${object.name}/${name}`
  const other = decodeURIComponent(unknownIdLike(example))
  const isDefinitelyValid = schema === undefined || schemas.isDefinitelyValid(schema, other)
  const send = async (context: CaseContext, value: string): Promise<Exchange> =>
    context.send({ resource: await context.resource(), parameters: [{ ...location, value }] })
  return [
    makeCase({
      family: 'boundaries',
      operation,
      name: `${object.name}: the example`,
      rules: [rule('accepted')],
      run: async (context) => {
        const exchange = await send(context, example)
        if (context.matches(expectedResponses, exchange))
          throw new CaseSkipped('the target does not know the example of the description')
        context.expectSuccess(exchange)
      },
    }),
    makeCase({
      family: 'boundaries',
      operation,
      name: `${object.name}: an unknown value`,
      rules: [rule('unknown')],
      run: async (context) => {
        await context.controlRequest({ resource: await context.resource() })
        const exchange = await send(context, isDefinitelyValid ? other : example)
        if (context.succeeded(exchange))
          throw new CaseSkipped('a made-up value succeeds: it is known here, or nobody looks at it')
        context.expect(exchange, expectedResponses)
      },
    }),
  ]
}
