import { isForm } from '../../../description/index.ts'
import type { Content, ExpectedResponse, Operation } from '../../../description/index.ts'
import { encode, propertyNames } from '../../../serialization/index.ts'
import { CONFLICT } from '../../expected/conflict.ts'
import { isId } from '../../expected/identifies.ts'
import type { RuleId } from '../../rules/ids.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import type { CaseInput, MakeCases, PartialPlan } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import type { ValidPayload } from './payload.ts'
import { rejectedResponses, toleratedResponses } from './tolerated.ts'

/**
 * Makes the cases in which an undescribed property of the body has the name of a path parameter. A server that merges
 * all parameters of a request acts on the resource that the body names, not on that of the path. Where unknown properties
 * are invalid, it misses this one.
 */
export function pathParametersInBody(
  { operation, description, book, schemas }: CaseInput,
  content: Content,
  { value }: ValidPayload,
): Case[] {
  const { mediaType, schema } = content
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const described = schema === undefined ? new Set() : propertyNames(description.document, schema)
  const candidates = [
    ruleIds.body(operation, 'unknown-properties'),
    ruleIds.bodyKeyword(operation, { path: [], keyword: 'additionalProperties' }),
  ]
  const rule = candidates.find((id) => book.has(id)) ?? ruleIds.malformedBody(operation, mediaType)
  const isUnknown = (name: string): boolean =>
    schema !== undefined && !schemas.mayBeValid(schema, { ...value, [name]: 'x' })
  return operation.parameters
    .map(({ object }) => object)
    .filter(({ in: location, name }) => location === 'path' && !described.has(name))
    .map(({ name }) =>
      namedResourceCase(
        operation,
        content,
        name,
        value,
        rule,
        isUnknown(name) ? rejectedResponses(operation) : toleratedResponses(operation),
      ),
    )
}

/** Makes the cases in which an undescribed parameter of the query has the name of a path parameter. */
export const pathParametersInQuery: MakeCases = ({ operation, description, hasFixtures = false }) => {
  const names = (location: string): string[] =>
    operation.parameters.flatMap(({ object }) => (object.in === location ? [object.name] : []))
  return names('path')
    .filter((name) => !names('query').includes(name) && isId(description, operation, name, hasFixtures))
    .map((name) =>
      resourceCase(
        operation,
        name,
        'query',
        ruleIds.parameter(operation, { in: 'path', name }, 'accepted'),
        (id) => ({
          parameters: [{ in: 'query', name, value: id }],
        }),
      ),
    )
}

function namedResourceCase(
  operation: Operation,
  content: Content,
  name: string,
  value: object,
  rule: RuleId,
  expectedResponses: readonly ExpectedResponse[],
): Case {
  const where = `body${isForm(content.mediaType) ? ', a form' : ''}`
  const planWith = (id: string): PartialPlan => ({ body: encode(content, { ...value, [name]: id }) })
  return resourceCase(operation, name, where, rule, planWith, expectedResponses)
}

/** @param name a path parameter, whose name and another value `where` has too */
function resourceCase(
  operation: Operation,
  name: string,
  where: string,
  rule: RuleId,
  planWith: (other: string) => PartialPlan,
  expectedResponses: readonly ExpectedResponse[] = toleratedResponses(operation),
): Case {
  return makeCase({
    family: 'malformed',
    operation,
    name: `the path parameter ${name} in the ${where}`,
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const [one, other] = [await context.resource(), await context.resource()]
      if (one[name] === other[name]) throw new CaseSkipped('needs two resources')
      const exchange = await context.send({ resource: one, ...planWith(other[name] ?? '') })
      const after = await context.send({ resource: other })
      if (!context.succeeded(after)) await context.controlRequest({ resource: await context.resource() })
      // Without states, a conflict is one with what another request created.
      if (after.response.status === 409 && operation.lifecycle === undefined) throw new CaseSkipped(CONFLICT)
      context.expect(exchange, expectedResponses)
      context.record(
        rule,
        context.succeeded(after),
        () =>
          `a request for the resource of the path only: one for the resource in the ${where} still succeeds`,
        () => `${after.response.status} for the resource in the ${where}`,
      )
    },
  })
}
