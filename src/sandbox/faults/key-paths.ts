import { canonical } from '../canonical.ts'
import type { SandboxResponse } from '../response.ts'
import type { Call } from '../rules.ts'
import type { Fault } from './fault.ts'
import { editResponse, ofKind, onlyAt, setHeader } from './tools.ts'

/** Compares the paths of two requests with the same key by a part of them. */
function comparesPathsBy(part: (id: string) => string): Fault['install'] {
  return (rules) => {
    rules.fingerprint = ({ id, parameters }: Call) => canonical([part(id), parameters.sent])
  }
}

/** Faults in which a key belongs to more than one path. */
export const keyPathFaults = ofKind('idempotency', [
  {
    name: 'reuse-ignores-path-case',
    description: 'The same key with an id in another letter case receives the first response.',
    install: comparesPathsBy((id) => id.toLowerCase()),
  },
  {
    name: 'reuse-by-start-of-path',
    description: 'The same key with an id that has the same first 20 characters receives the first response.',
    install: comparesPathsBy((id) => id.slice(0, 20)),
  },
])

const marksReplay = (matches: (status: number, body: string) => boolean): Fault['install'] =>
  editResponse(
    ({ status, body }) => matches(status, body.toString()),
    (response) => setHeader(response, 'Idempotent-Replayed', 'true'),
  )

/** Faults in which a response that is no replay is marked as one, or a replay is not. */
export const replayHeaderFaults = onlyAt(
  'stripe',
  ofKind('header', [
    {
      name: 'mismatch-marked-as-replay',
      description: 'The rejection of a reused key has `Idempotent-Replayed: true`.',
      install: marksReplay((status, body) => status === 400 && body.includes('idempotency_error')),
    },
    {
      name: 'conflict-marked-as-replay',
      description: 'A 409 has `Idempotent-Replayed: true`.',
      install: marksReplay((status) => status === 409),
    },
    {
      name: 'waiting-replay-unmarked',
      description: 'A request that waits for the first one with its key gets a replay that is not marked.',
      install: (rules, { keyUses }) => {
        const { executeOnce } = rules
        const running = new Map<object, Promise<SandboxResponse>>()
        rules.executeOnce = async (all, call) => {
          const use = keyUses.get(all.keyScope(call, call.idempotencyKey ?? ''))
          const first = use?.fingerprint === all.fingerprint(call) ? running.get(use) : undefined
          if (first !== undefined && use?.response === undefined) return first
          const response = executeOnce(all, call)
          const own = keyUses.get(all.keyScope(call, call.idempotencyKey ?? ''))
          if (use === undefined && own !== undefined) running.set(own, response)
          return response
        }
      },
    },
  ]),
)
