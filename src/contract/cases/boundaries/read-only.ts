import { joinPointer } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { rejectionResponses, successResponses } from '../../expected/expected.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import { jsonOf } from '../../http/body.ts'
import { readOnlyRuleId } from '../../rules/index.ts'
import type { CaseContext } from '../case-context.ts'
import { concreteMediaType, encode, validBody } from '../../../serialization/index.ts'
import { attemptsOf } from '../../generate/read-only.ts'
import type { Attempt } from '../../generate/read-only.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'

/** What an answer calls read-only is not taken from a request: it is ignored or refused (OWASP API3:2023). */
export function readOnlyCases({ operation, description }: CaseInput, content: Content): Case[] {
  const { document } = description
  const attempts = attemptsOf(operation, content, document)
  if (attempts === undefined) return []
  const rule = readOnlyRuleId(operation)
  const rejectionsOf = ({ others, isUnknown }: Attempt) => {
    const violations = [{ pointer: '', keyword: isUnknown ? 'additionalProperties' : 'readOnly' }]
    if (!isUnknown)
      violations.push(
        ...Object.keys(others).map((name) => ({ pointer: joinPointer('', name), keyword: 'readOnly' })),
      )
    return violations.flatMap(
      (violation) => rejectionResponses(operation, { in: 'body', ...violation }).expectedResponses,
    )
  }
  return [
    makeCase({
      family: 'boundaries',
      operation,
      name: `read-only properties in ${concreteMediaType(content.mediaType)}`,
      rules: [rule],
      run: async (context) => {
        await context.controlRequest({
          resource: await context.resource(),
          body: validBody(document, content),
        })
        let resource = await context.resource()
        for (const attempt of attempts.bodies) {
          const expectedRejections = rejectionsOf(attempt)
          const exchange = await context.send({ resource, body: encode(content, attempt.value) })
          if (context.matches(expectedRejections, exchange)) {
            context.pass(rule)
            continue
          }
          const expectedResponses = attempt.isUnknown
            ? expectedRejections
            : [...successResponses(operation), ...expectedRejections]
          if (!context.matches(expectedResponses, exchange)) {
            context.expect(exchange, expectedResponses, rule)
            return
          }
          if (!expectIgnored(context, exchange, attempt, rule)) return
          resource = await context.resource()
        }
      },
    }),
  ]
}

/**
 * Writes down whether an answer has none of the values that the request named. @returns whether it has none
 *
 * @throws NotReached where it does not show what the request named
 */
function expectIgnored(context: CaseContext, exchange: Exchange, { others }: Attempt, rule: string): boolean {
  const responseBody = Object(jsonOf(exchange.response)) as Record<string, unknown>
  const returnedEntries = Object.entries(others).filter(([name]) => Object.hasOwn(responseBody, name))
  if (returnedEntries.length === 0)
    throw new CaseSkipped('the answer does not show what the request tried to set')
  const changedEntry = returnedEntries.find(([name, value]) => String(responseBody[name]) === String(value))
  return context.record(
    rule,
    changedEntry === undefined,
    () => `/${changedEntry?.[0] ?? ''} as the server has it, whatever the request says`,
    () => `/${changedEntry?.[0] ?? ''} ${JSON.stringify(changedEntry?.[1])}, as the request says`,
  )
}
