import { joinPointer } from '../../../description/index.ts'
import type { Content, ExpectedResponse, Operation } from '../../../description/index.ts'
import { rejectionResponses, possibleSuccesses } from '../../expected/expected.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import { jsonOf } from '../../http/body.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { CaseContext } from '../case-context.ts'
import { concreteMediaType, encode, validBody } from '../../../serialization/index.ts'
import { attemptsOf } from '../../generate/read-only.ts'
import type { Attempt } from '../../generate/read-only.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'

/** Makes a case in which a request sets read-only properties: they are ignored or rejected (OWASP API3:2023). */
export function readOnlyCases({ operation, description }: CaseInput, content: Content): Case[] {
  const { document } = description
  const attempts = attemptsOf(operation, content, document)
  if (attempts === undefined) return []
  const rule = ruleIds.body(operation, 'readOnly')
  const readOnlyCase = makeCase({
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
        const rejections = rejectionsOf(operation, attempt)
        const exchange = await context.send({ resource, body: encode(content, attempt.value) })
        if (context.matches(rejections, exchange)) {
          context.pass(rule)
          continue
        }
        const expectedResponses = attempt.isUnknown
          ? rejections
          : [...possibleSuccesses(operation), ...rejections]
        if (!context.matches(expectedResponses, exchange)) {
          context.expect(exchange, expectedResponses)
          return
        }
        if (Object.keys(attempt.others).length > 0 && !expectIgnored(context, exchange, attempt)) return
        resource = await context.resource()
      }
    },
  })
  return [readOnlyCase]
}

function rejectionsOf(operation: Operation, { others, isUnknown }: Attempt): ExpectedResponse[] {
  const violations = isUnknown
    ? [{ pointer: '', keyword: 'additionalProperties' }]
    : ['', ...Object.keys(others).map((name) => joinPointer('', name))].map((pointer) => ({
        pointer,
        keyword: 'readOnly',
      }))
  return violations.flatMap(
    (violation) => rejectionResponses(operation, { in: 'body', ...violation }).expectedResponses,
  )
}

/**
 * Records whether the response has none of the values in the request.
 *
 * @throws CaseSkipped if the response does not show these properties
 */
function expectIgnored(context: CaseContext, exchange: Exchange, { others }: Attempt): boolean {
  const responseBody = Object(jsonOf(exchange.response)) as Record<string, unknown>
  const returnedEntries = Object.entries(others).filter(([name]) => Object.hasOwn(responseBody, name))
  if (returnedEntries.length === 0)
    throw new CaseSkipped('the response does not show the properties that the request tried to set')
  const changedEntry = returnedEntries.find(([name, value]) => isSet(responseBody[name], value))
  const [name, value] = changedEntry ?? ['']
  return context.record(
    ruleIds.body(context.operation, 'readOnly'),
    changedEntry === undefined,
    () => `/${name} as the server has it, whatever the request contains`,
    () => `/${name} ${JSON.stringify(value)}, as in the request`,
  )
}

/** Returns whether a property has the value of a request. An object may have others, too. */
function isSet(received: unknown, sent: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return String(received) === String(sent)
  return Object.entries(sent).every(
    ([name, value]) => (Object(received) as Record<string, unknown>)[name] === value,
  )
}
