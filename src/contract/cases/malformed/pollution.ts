import type { Operation } from '../../../description/index.ts'
import type { Payload } from '../../../serialization/index.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Case } from '../case.ts'
import { makeCase } from '../case-factory.ts'
import { sendTolerated, toleratedResponses } from './tolerated.ts'

/** The property that a polluted prototype gives to every object of the server. */
export const POLLUTED = 'x_polluted'

function isPolluted({ response }: Exchange): boolean {
  return response.headers.has(POLLUTED) || Buffer.from(response.body).includes(POLLUTED)
}

/**
 * Makes a case with a body that may pollute the prototype of an object (CWE-1321). Many parsers reject it for safety. If
 * it has an effect, a later response to another request shows it.
 */
export function pollutionCase(operation: Operation, name: string, rule: RuleId, body: Payload): Case {
  return makeCase({
    family: 'malformed',
    operation,
    name,
    rules: [rule],
    run: async (context) => {
      const later = await sendTolerated(context, { body }, toleratedResponses(operation))
      context.record(
        rule,
        !isPolluted(later),
        () => 'no effect on a later response',
        () => `\`${POLLUTED}\` in the response to a later request: every response after it may be spoilt`,
      )
    },
  })
}
