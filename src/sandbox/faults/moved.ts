import { Rejection } from '../rejection.ts'
import type { SandboxResponse } from '../response.ts'
import type { Call, Rules } from '../rules.ts'
import type { State } from '../state.ts'
import type { Fault } from './fault.ts'
import { ofKind } from './tools.ts'

/** Replaces the replay of a rejection, if the status of the PaymentIntent has changed since. */
function replayAfterMove(
  respond: (stored: SandboxResponse, rules: Rules, call: Call) => SandboxResponse | Promise<SandboxResponse>,
): Fault['install'] {
  return (rules, { intents, keyUses }: State) => {
    const { executeOnce } = rules
    const statuses = new Map<string, string | undefined>()
    rules.executeOnce = async (all, call) => {
      const scope = all.keyScope(call, call.idempotencyKey ?? '')
      const status = intents.get(call.id)?.status
      const use = keyUses.get(scope)
      const stored = use?.fingerprint === all.fingerprint(call) ? use.response : undefined
      if (stored?.status === 400 && statuses.get(scope) !== status) return respond(stored, all, call)
      if (use === undefined) statuses.set(scope, status)
      return executeOnce(all, call)
    }
  }
}

/** Faults that only a stored response shows whose PaymentIntent has moved on. */
export const movedFaults = ofKind('idempotency', [
  {
    name: 'success-in-current-state',
    description: 'The replay of a success has the current PaymentIntent, not that of the first response.',
    install: (rules, state) => {
      const { replay } = rules
      rules.replay = (stored, call) => {
        const intent = stored.status === 200 ? state.intents.get(call.id) : undefined
        if (intent === undefined) return replay(stored, call)
        return replay({ ...stored, body: rules.render(intent, call.parameters.expand).body }, call)
      }
    },
  },
  {
    name: 'rejection-executed-again',
    description: 'The request of a stored rejection is executed again when the status has changed.',
    install: replayAfterMove((_, rules, call) => rules.execute(rules, call)),
  },
  {
    name: 'replay-executes-again',
    description: 'A request with a used key is executed again, and gets the stored response nevertheless.',
    install: (rules, { keyUses }) => {
      const { executeOnce } = rules
      rules.executeOnce = async (all, call) => {
        const isReplay = keyUses.get(all.keyScope(call, call.idempotencyKey ?? ''))?.response !== undefined
        const response = await executeOnce(all, call)
        if (isReplay) await all.execute(all, call).catch(() => undefined)
        return response
      }
    },
  },
  {
    name: 'rejection-in-current-words',
    description: 'The replay of a rejection has the message for the current status.',
    install: (rules, state) => {
      replayAfterMove((_, all, call) => {
        const intent = state.intents.get(call.id)
        const rejection = intent && all.rejections.unexpectedState(intent)
        return all.reject(
          rejection instanceof Rejection ? rejection : all.rejections.internal(),
          call.request,
        )
      })(rules, state)
    },
  },
  {
    name: 'rejection-conflicts-after-move',
    description:
      'The same request with the key of a rejection is rejected as another one when the status has changed.',
    install: replayAfterMove((_, rules) => {
      throw rules.rejections.keyReused()
    }),
  },
  {
    name: 'rejection-shows-success-after-move',
    description: 'The replay of a rejection is a 200 with the PaymentIntent when the status has changed.',
    install: (rules, state) => {
      replayAfterMove((stored, all, call) => {
        const intent = state.intents.get(call.id)
        return intent === undefined ? stored : all.render(intent, call.parameters.expand)
      })(rules, state)
    },
  },
])
