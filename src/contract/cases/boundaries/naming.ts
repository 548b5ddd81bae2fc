import type { Parameter } from '../../../description/index.ts'
import { refusalAnswers } from '../../expected/expected.ts'
import { NotReached } from '../case.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Story } from '../../run/case-context.ts'
import type { Ground } from '../family.ts'
import { makeCase } from '../family.ts'
import { otherOfForm } from '../identifiers.ts'

/** A value that names something: the example may be known here; another of its form is by chance alone. */
export function namingCases(
  { operation, schemas }: Ground,
  { object, schema }: Parameter,
  example: string,
): Case[] {
  const place = { in: object.in as 'header' | 'query' | 'cookie', name: object.name }
  const { answers } = refusalAnswers(operation, { ...place, keyword: 'unknown' })
  const rule = (name: string): string => `${operation.id}/${object.in}.${object.name}/${name}`
  const other = decodeURIComponent(otherOfForm(example))
  const fits = schema === undefined || schemas.isSure(schema, other)
  const send = async (story: Story, value: string): Promise<Exchange> =>
    story.send({ resource: await story.resource(), parameters: [{ ...place, value }] })
  return [
    makeCase({
      family: 'boundaries',
      operation,
      name: `${object.name}: the example`,
      rules: [rule('accepted')],
      run: async (story) => {
        const exchange = await send(story, example)
        if (story.fits(answers, exchange))
          throw new NotReached('the target does not know the example of the description')
        story.expectSuccess(exchange)
      },
    }),
    makeCase({
      family: 'boundaries',
      operation,
      name: `${object.name}: an unknown value`,
      rules: [rule('unknown')],
      run: async (story) => {
        await story.twin({ resource: await story.resource() })
        const exchange = await send(story, fits ? other : example)
        if (story.succeeded(exchange))
          throw new NotReached('a made-up value succeeds: it is known here, or nobody looks at it')
        story.expect(exchange, answers)
      },
    }),
  ]
}
