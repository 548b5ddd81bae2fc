import type { Parameter, RequestViolation } from '../../../description/index.ts'
import { exampleValue, serialize } from '../../../serialization/index.ts'
import type { SentParameter } from '../../../serialization/index.ts'
import { wronglySeparated } from '../../generate/separators.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { rejectionResponses } from '../../expected/expected.ts'
import { sendTolerated, toleratedResponses } from './tolerated.ts'

/** Texts of a query that are not percent-encoded UTF-8. */
const UNDECODABLE: readonly (readonly [string, string])[] = [
  ['invalid UTF-8', '%C3%28'],
  ['an invalid escape', '%zz'],
  ['a cut escape', '%'],
]

/** Makes the cases with a parameter in the query that cannot be decoded, or whose items have a wrong separator. */
export function queryCases(input: CaseInput, parameter: Parameter): Case[] {
  return [...undecodableCases(input, parameter), ...separatorCases(input, parameter)]
}

function undecodableCases({ operation, description }: CaseInput, parameter: Parameter): Case[] {
  const { object } = parameter
  const example = exampleValue(description.document, parameter)
  const [first, ...others] = example === undefined ? [] : serialize(parameter, example.value)
  if (first === undefined) return []
  const violations = ['malformed', 'type', 'format', 'enum', 'pattern', 'required'].map(
    (keyword): RequestViolation => ({ in: 'query', name: object.name, keyword }),
  )
  const expectedResponses = toleratedResponses(operation, violations)
  return UNDECODABLE.map(([name, text]) =>
    makeCase({
      family: 'malformed',
      operation,
      name: `${object.name}: ${name}`,
      rules: [ruleIds.parameter(operation, object, 'odd')],
      run: async (context) => {
        await sendTolerated(context, { parameters: [{ ...first, raw: text }, ...others] }, expectedResponses)
      },
    }),
  )
}

/** Many servers split a list at commas, whatever its style is: that is no failure, and proves nothing. */
const TOLERATED = ','

function separatorCases({ operation, description, schemas }: CaseInput, parameter: Parameter): Case[] {
  const { object } = parameter
  const separated = wronglySeparated({ document: description.document, schemas }, parameter)
  if (separated === undefined || typeof separated === 'string') return []
  const rule = ruleIds.parameter(operation, object, 'separator')
  const { expectedResponses } = rejectionResponses(operation, {
    in: 'query',
    name: object.name,
    keyword: 'malformed',
  })
  const control = { parameters: serialize(parameter, separated.value) }
  return separated.texts.map(({ separator, name, text }) => {
    const sent: SentParameter = { in: 'query', name: object.name, value: text, raw: text }
    return makeCase({
      family: 'malformed',
      operation,
      name: `${object.name}: separated by ${name}`,
      rules: [rule],
      rejects: true,
      run: async (context) => {
        const exchange = await context.send({ resource: await context.resource(), parameters: [sent] })
        await context.controlRequest({ resource: await context.resource(), ...control })
        if (separator === TOLERATED && context.succeeded(exchange))
          throw new CaseSkipped('the target splits lists at commas too, which no description forbids')
        context.expect(exchange, expectedResponses)
      },
    })
  })
}
