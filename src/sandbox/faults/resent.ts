import { header } from '../request.ts'
import type { SandboxResponse } from '../response.ts'
import type { Fault } from './fault.ts'
import { crash, ofKind, onlyAt } from './tools.ts'

/** Creates a fault in which a header is a part of the request that a key belongs to. */
const compares = (name: string, title: string): Omit<Fault, 'kind'> => ({
  name: `reuse-compares-${name}`,
  description: `The same request with another \`${title}\` counts as another request.`,
  install: (rules) => {
    const { fingerprint } = rules
    rules.fingerprint = (call) => `${fingerprint(call)}\n${header(call.request, name).join()}`
  },
})

/** Changes the replays of long responses. */
function replaysLongAs(change: (stored: SandboxResponse) => SandboxResponse): Fault['install'] {
  return (rules) => {
    const { replay } = rules
    rules.replay = (stored, call) => replay(stored.body.length > 4000 ? change(stored) : stored, call)
  }
}

const long = onlyAt(
  'leanrails',
  ofKind('idempotency', [
    {
      name: 'replay-of-long-cut',
      description: 'The replay of a response of more than 4,000 characters is truncated.',
      install: replaysLongAs((stored) => ({ ...stored, body: stored.body.slice(0, 4000) })),
    },
    {
      name: 'replay-of-long-crashes',
      description: 'The replay of a response of more than 4,000 characters causes a 500.',
      install: replaysLongAs(() => crash()),
    },
    {
      name: 'reuse-empty-is-missing',
      description: 'An empty reason and none count as the same request.',
      install: (rules) => {
        const { fingerprint } = rules
        rules.fingerprint = (call) => fingerprint(call).replace(/"cancellation_reason":"",?/, '')
      },
    },
  ]),
)

/** Faults that only a request which is sent again in another way, or with a long text, shows. */
export const resentFaults: readonly Fault[] = [
  ...ofKind('idempotency', [
    compares('accept', 'Accept'),
    compares('user-agent', 'User-Agent'),
    compares('x-undescribed', 'X-Undescribed'),
  ]),
  ...long,
]
