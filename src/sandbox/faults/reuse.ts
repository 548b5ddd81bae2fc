import { canonical } from '../canonical.ts'
import { header } from '../request.ts'
import type { Call } from '../rules.ts'
import type { Fault } from './fault.ts'
import { ofKind, onlyAt } from './tools.ts'
import { contentType } from './validation-tools.ts'

/** The headers with the version of each API. */
const VERSIONS = ['x-api-version', 'stripe-version']

/** Compares two requests with the same key by other values than the sent parameters. */
export function fingerprintsBy(sent: (call: Call) => object): Fault['install'] {
  return (rules) => {
    const { fingerprint } = rules
    rules.fingerprint = (call) =>
      fingerprint({ ...call, parameters: { ...call.parameters, sent: sent(call) } })
  }
}

/** Returns the sent parameters. They are an object in both APIs. */
export const sentIn = ({ parameters }: Call): object => parameters.sent as object

/** Marks each escape in JSON with a NUL, so that escaped and literal characters differ after parsing. */
const withEscapesKept = (json: string): string =>
  json.replace(/\\(.)/g, (pair, letter: string) => (/[u/]/.test(letter) ? `\\u0000${letter}` : pair))

const leanrails = onlyAt(
  'leanrails',
  ofKind('idempotency', [
    {
      name: 'reuse-by-escapes',
      description: 'The same string with other JSON escapes, such as `\\u0041` for `A`, counts as different.',
      install: fingerprintsBy(({ request: { body } }) =>
        body.length === 0 ? {} : (JSON.parse(withEscapesKept(body.toString('utf8'))) as object),
      ),
    },
    {
      name: 'failure-keeps-key-in-use',
      description: 'After a 500 its key counts as in use for a day.',
      install: (rules, state) => {
        const { executeOnce } = rules
        rules.executeOnce = async (all, call) => {
          const response = await executeOnce(all, call)
          const { idempotencyKey: key = '' } = call
          const use = { fingerprint: all.fingerprint(call), since: state.now(), response: undefined }
          if (response.status === 500) state.keyUses.set(all.keyScope(call, key), use)
          return response
        }
      },
    },
    {
      name: 'reuse-ignores-case',
      description: 'The same key with a body that differs only in case receives the first response.',
      install: fingerprintsBy((call) => [canonical(sentIn(call)).toLowerCase()]),
    },
    {
      name: 'reuse-ignores-tags',
      description:
        'The same key with a reason that differs only in tags of HTML receives the first response.',
      install: fingerprintsBy((call) => [canonical(sentIn(call)).replaceAll(/<[^<>]*>/g, '')]),
    },
    {
      name: 'reuse-by-first-100',
      description:
        'The same key with a reason that differs only after 100 characters receives the first response.',
      install: fingerprintsBy((call) => {
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
      description: 'The same key with another `expand` receives the first response.',
      install: fingerprintsBy((call) => ({ ...sentIn(call), expand: [] })),
    },
    {
      name: 'reuse-by-first-expand',
      description: 'The same key with other items of `expand` after the first receives the first response.',
      install: fingerprintsBy((call) => ({ ...sentIn(call), expand: call.parameters.expand.slice(0, 1) })),
    },
    {
      name: 'reuse-by-start-of-expand',
      description: 'The same key with longer paths in `expand` receives the first response.',
      install: fingerprintsBy((call) => ({
        ...sentIn(call),
        expand: call.parameters.expand.map((path) => path.replace(/\..*/, '')),
      })),
    },
    {
      name: 'reuse-by-length-of-expand',
      description: 'The same key with as many other items of `expand` receives the first response.',
      install: fingerprintsBy((call) => ({ ...sentIn(call), expand: call.parameters.expand.length })),
    },
    {
      name: 'reuse-by-content-type',
      description: 'The same form with a charset in its `Content-Type` counts as a different request.',
      install: fingerprintsBy((call) => ({ ...sentIn(call), type: contentType(call.request) })),
    },
  ]),
)

const both = ofKind('idempotency', [
  {
    name: 'keys-of-a-version',
    description: 'Each version of the API has its own keys, so a replay with a version is executed.',
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) =>
        [keyScope(call, key), ...VERSIONS.flatMap((name) => header(call.request, name))].join(' ')
    },
  },
  {
    name: 'keys-of-a-header',
    description:
      'Keys belong to the text of `Authorization`, so a replay with `basic` for `Basic` is executed.',
    install: (rules) => {
      const { keyScope } = rules
      rules.keyScope = (call, key) =>
        [keyScope(call, key), ...header(call.request, 'authorization')].join(' ')
    },
  },
])

/** Faults in the comparison of two requests with the same key. */
export const reuseFaults = [...leanrails, ...stripe, ...both]
