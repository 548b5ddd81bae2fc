import type { Operation } from '../../../description/index.ts'
import { possibleSuccesses, unknownIdResponses } from '../../expected/expected.ts'
import type { Exchange } from '../../http/exchange.ts'
import { ruleIds } from '../../rules/ids.ts'
import { CaseSkipped } from '../case-skipped.ts'
import type { Case } from '../case.ts'
import { certainlyUnknownId } from '../unknown-id.ts'
import type { Bodies } from './bodies.ts'
import { clauseCase } from './clause-case.ts'

/**
 * Makes a case in which a key is used with an unknown id, again, and then with a known one. The description leaves open
 * whether an unknown id counts as a failed validation, whose key stays free. So the last request may succeed, unless the
 * server shows that it stored the rejection.
 */
export function unknownIds(operation: Operation, { first: body, other }: Bodies): Case[] {
  const unknown = unknownIdResponses(operation)
  const { stores = [], mismatch } = operation.idempotency ?? {}
  const name = operation.parameters.findLast(({ object }) => object.in === 'path')?.object.name
  if (unknown.length === 0 || name === undefined || !stores.includes('rejection')) return []
  const differs = mismatch?.differs ?? []
  const conflict = mismatch?.responses ?? []
  const stored = ruleIds.idempotency(operation, 'stores/rejection')
  const clauses = [
    'stores/rejection',
    ...(differs.includes('path') ? (['mismatch/path'] as const) : []),
  ] as const
  const unknownId = clauseCase(operation, 'key of an unknown id', clauses, async (context) => {
    const resource = await context.resource()
    const rawPath = { [name]: certainlyUnknownId(resource[name] ?? '') }
    const plan = { resource, rawPath, key: context.key(), ...body }
    const rejection = await context.send(plan)
    if (!context.matches(unknown, rejection))
      throw new CaseSkipped('an unknown id was not rejected as described')
    const again = await context.send({ ...plan, mayBeReplay: true })
    if (!context.expect(again, unknown, stored)) return
    if (isMarkedReplay(again)) context.expectSame(again, rejection, stored)
    if (!differs.includes('path')) return
    let isStored = isMarkedReplay(again)
    if (!isStored && differs.includes('body') && other !== undefined)
      isStored = context.matches(conflict, await context.send({ ...plan, body: null, ...other }))
    const known = await context.send({ resource, key: plan.key, ...body, mayBeReplay: true })
    const expected = isStored ? conflict : [...conflict, ...possibleSuccesses(operation)]
    const isExpected = context.expect(known, expected, ruleIds.idempotency(operation, 'mismatch/path'))
    if (!isExpected || context.succeeded(known)) return
    context.expectSuccess(await context.send({ resource }), ruleIds.idempotency(operation, 'mismatch/path'))
  })
  return [unknownId]
}

/** Returns whether a response has the headers of a replay. */
function isMarkedReplay({ operation, response }: Exchange): boolean {
  const headers = Object.entries(operation.idempotency?.replay?.headers ?? {})
  return (
    headers.length > 0 &&
    headers.every(([name, value]) => response.headers.get(name.toLowerCase())?.[0] === value)
  )
}
