import { isDeepStrictEqual } from 'node:util'
import type { Operation, Resource } from '../../../description/index.ts'
import { causes } from '../../checks/causes.ts'
import { describeResponse } from '../../expected/describe.ts'
import { jsonOf } from '../../http/body.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { isRejected, isSuccess, readItem, sendFor } from './items.ts'
import { sendUpdate } from './updated.ts'

/** Returns whether an entity tag changes with every change of the representation (RFC 9110, section 8.8.1). */
function isStrong(tag: string): boolean {
  return tag.startsWith('"')
}

/** Makes the case in which an outdated entity tag is rejected (RFC 9110, section 13.1.1). */
export function preconditionCase(
  resource: Resource,
  operation: Operation,
  { update, read }: { update: Operation; read: Operation },
): Case {
  const rule = ruleIds.sequence(operation, 'precondition')
  return makeCase({
    family: 'sequences',
    operation,
    name: 'If-Match with an outdated entity tag',
    rules: [rule],
    stateful: true,
    run: async (context) => {
      const { item } = await context.create(resource)
      const before = await readItem(context, read, item)
      const old = before.response.headers.get('etag')?.[0]
      if (old === undefined) throw new CaseSkipped(`the response of ${read.id} has no \`ETag\``)
      await sendUpdate(context, resource, update, { item, before })
      const after = await readItem(context, read, item)
      const current = after.response.headers.get('etag')?.[0]
      if (
        current === old &&
        isStrong(old) &&
        !isDeepStrictEqual(jsonOf(before.response), jsonOf(after.response))
      ) {
        context.record(
          rule,
          false,
          () => `another \`ETag\` than ${old} after a change: it is a strong one`,
          () => `ETag: ${current}, with another body`,
          causes.entityTag(read.id),
        )
        return
      }
      if (current === undefined || current === old)
        throw new CaseSkipped('the entity tag does not change with the item')
      const headers = [['If-Match', old]] as const
      const exchange = await sendFor(context, operation, item, { headers })
      const isDocumented = operation.responses.some(({ status }) => status === '412')
      if (!isSuccess(exchange) && !isRejected(exchange))
        throw new CaseSkipped(`${operation.id} got ${exchange.response.status}`)
      context.record(
        rule,
        isDocumented ? exchange.response.status === 412 : isRejected(exchange),
        () => '412 for an outdated entity tag',
        () => describeResponse(context.description, exchange),
      )
    },
  })
}
