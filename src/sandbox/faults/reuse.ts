import { canonical } from '../canonical.ts'
import type { Call } from '../rules.ts'
import type { Fault } from './fault.ts'
import { ofKind, onlyAt } from './tools.ts'

/** Two requests with one key are told apart by other parameters than those that were sent. */
function comparesBy(sent: (call: Call) => object): Fault['install'] {
  return (rules) => {
    const { fingerprint } = rules
    rules.fingerprint = (call) =>
      fingerprint({ ...call, parameters: { ...call.parameters, sent: sent(call) } })
  }
}

/** What was sent, as an object, which it is in both APIs. */
const sentIn = ({ parameters }: Call): object => parameters.sent as object

/** JSON whose escapes are text: a NUL, which stands in no text unescaped, marks each. */
const withEscapesKept = (json: string): string =>
  json.replace(/\\(.)/g, (pair, letter: string) => (/[u/]/.test(letter) ? `\\u0000${letter}` : pair))

const leanrails = onlyAt(
  'leanrails',
  ofKind('idempotency', [
    {
      name: 'reuse-by-escapes',
      description: 'The same text in other JSON escapes, such as `\\u0041` for `A`, counts as another one.',
      install: comparesBy(({ request: { body } }) =>
        body.length === 0 ? {} : (JSON.parse(withEscapesKept(body.toString('utf8'))) as object),
      ),
    },
    {
      name: 'reuse-ignores-case',
      description: 'The same key with a body that differs in case only gets the first answer.',
      install: comparesBy((call) => [canonical(sentIn(call)).toLowerCase()]),
    },
    {
      name: 'reuse-by-first-100',
      description: 'The same key with a reason that differs after 100 characters only gets the first answer.',
      install: comparesBy((call) => {
        const { reason } = call.parameters
        const start = reason !== undefined && { cancellation_reason: reason.slice(0, 100) }
        return { ...sentIn(call), ...start }
      }),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('idempotency', [
    {
      name: 'reuse-ignores-expand',
      description: 'The same key with another `expand` gets the first answer.',
      install: comparesBy((call) => ({ ...sentIn(call), expand: [] })),
    },
  ]),
)

/** What two requests with one key are told apart by, and should not be, or should. */
export const reuseFaults = [...leanrails, ...stripe]
