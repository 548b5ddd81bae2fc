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
      const [first] = leftBodies
      if (first === undefined)
        return Promise.reject(new CaseSkipped('the target leaves no body on a connection'))
      const { expected, received, command } = first
      const which = leftBodies.map(({ what }) => what).join(', ')
      context.addCommand(command)
      context.record(
        rule,
        false,
        () => `${expected} to the next request on the connection of a rejected one, as on its own connection`,
        () => `${received}: the body of the rejected request (${which}) is read as part of the next one`,
        causes.connection(),
      )
      return Promise.resolve()
    },
  })
  return [testCase]
}
