import { ruleIds } from '../rules/ids.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check } from './check.ts'

/** Checks that the body is not longer than the run reads. */
export const length: Check = ({ operation, response: { tooLong } }) => {
  if (tooLong === undefined) return NOT_APPLICABLE
  const rule = ruleIds.everyResponse(operation, 'no-server-error')
  const expected = 'a response that is not longer than --max-response'
  const actual = `a body of more than ${tooLong}, so the connection was closed`
  return { testedRules: [rule], failures: [{ rule, expected, actual }] }
}
