import { isForm } from '../../../description/index.ts'
import type { Content, Operation } from '../../../description/index.ts'
import { encode, propertyNames } from '../../../serialization/index.ts'
import type { RuleId } from '../../rules/ids.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
import { toleratedResponses } from './tolerated.ts'

/**
 * Makes the cases in which an undescribed property of the body has the name of a path parameter. A server that merges
 * all parameters of a request acts on the resource that the body names, not on that of the path.
 */
export function pathParametersInBody(
  { operation, description, book }: CaseInput,
  content: Content,
  { value }: ValidPayload,
): Case[] {
  const { mediaType, schema } = content
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const described = schema === undefined ? new Set() : propertyNames(description.document, schema)
  const open = ruleIds.body(operation, 'unknown-properties')
  const rule = book.has(open) ? open : ruleIds.malformedBody(operation, mediaType)
  return operation.parameters
    .map(({ object }) => object)
    .filter(({ in: location, name }) => location === 'path' && !described.has(name))
    .map(({ name }) => namedResourceCase(operation, content, name, value, rule))
}

function namedResourceCase(
  operation: Operation,
  content: Content,
  name: string,
  value: object,
  rule: RuleId,
): Case {
  return makeCase({
    family: 'malformed',
    operation,
    name: `the path parameter ${name} in the body${isForm(content.mediaType) ? ', a form' : ''}`,
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const [one, other] = [await context.resource(), await context.resource()]
      if (one[name] === other[name]) throw new CaseSkipped('needs two resources')
      const body = encode(content, { ...value, [name]: other[name] })
      const exchange = await context.send({ resource: one, body })
      const after = await context.send({ resource: other })
      if (!context.succeeded(after)) await context.controlRequest({ resource: await context.resource() })
      context.expect(exchange, toleratedResponses(operation))
      context.record(
        rule,
        context.succeeded(after),
        () => `a request for the resource of the path only: one for the resource in the body still succeeds`,
        () => `${after.response.status} for the resource in the body`,
      )
    },
  })
}
