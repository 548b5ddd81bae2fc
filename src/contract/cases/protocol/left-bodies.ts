import type { Operation } from '../../../description/index.ts'
import { causes } from '../../checks/causes.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'

/**
 * Makes the case that reports what the preflight has found: the target reads the body of a rejected request as the start of
 * the next one (RFC 9112, section 9.3).
 */
export function leftBodiesCases(operation: Operation): Case[] {
  if (operation.body === undefined) return []
  const rule = ruleIds.everyResponse(operation, 'no-server-error')
  const testCase = makeCase({
    family: 'protocol',
    operation,
    name: 'the next request on the connection of a rejected one',
    rules: [rule],
    run: (context) => {
      const { leftBodies } = context.target.connections
      if (leftBodies?.operation !== operation.id)
        return Promise.reject(
          new CaseSkipped('the run looked at another operation, or uses each connection once'),
        )
      const { after } = leftBodies
      const [first] = after
      if (first !== undefined) context.addCommand(first.command)
      const which = after.map(({ what }) => what).join(', ')
      context.record(
        rule,
        first === undefined,
        () =>
          `${first?.expected} to the next request on the connection of a rejected one, as on its own connection`,
        () =>
          `${first?.received}: the body of the rejected request (${which}) is read as part of the next one`,
        causes.connection(),
      )
      return Promise.resolve()
    },
  })
  return [testCase]
}
