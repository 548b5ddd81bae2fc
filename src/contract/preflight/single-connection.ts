import { UnreachableError } from '../http/errors.ts'
import type { SentRequest } from '../http/exchange.ts'
import { afterPatience } from '../http/patience.ts'
import { closeSingle } from '../http/target.ts'
import type { Target } from '../http/target.ts'
import type { RunContext } from '../run/run-context.ts'

/** How long a second connection may wait at least while the first one is open, in milliseconds. */
const MIN_WAIT = 1000

/** How often a second connection must have waited in vain. The wait doubles. */
const ROUNDS = 3

/**
 * Finds out whether the target serves one connection at a time: a request on a second one gets no response as long as the
 * first one is open, and gets one when it is closed. The run then opens one connection at a time.
 */
export async function detectSingleConnection({ sender, target, controls }: RunContext): Promise<void> {
  const request = controls.at(-1)
  // A second connection must have time to wait.
  if (request === undefined || target.timeout < 2 * MIN_WAIT) return
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!(await waitsForFirst(sender, target, request, MIN_WAIT * 2 ** round))) return
    await closeSingle(target.connections)
  }
  sender.useSingleConnection()
  sender.note(
    'connections',
    'the target serves one connection at a time, so the run used --concurrency 1, and sent no requests at the same time.',
  )
}

type Sender = RunContext['sender']

/** Returns whether a request gets a response only after the connection of an earlier one is closed. */
async function waitsForFirst(
  sender: Sender,
  { timeout, connections }: Target,
  request: SentRequest,
  minWait: number,
): Promise<boolean> {
  const startedAt = performance.now()
  const first = await sender.sendKept(request).catch(ignoreUnreachable)
  if (first === undefined) return false
  const wait = Math.min(Math.max(minWait, 5 * (performance.now() - startedAt)), timeout / 2)
  let isOpen = true
  const second = sender.sendOnce(request).then(
    () => (isOpen ? 'at once' : 'later'),
    (error: unknown) => {
      ignoreUnreachable(error)
      const isLate = error instanceof UnreachableError && error.cause === 'timeout'
      return isOpen && !isLate ? 'rejected' : 'lost'
    },
  )
  let endWait: () => void = () => undefined
  const isOver = new Promise<undefined>((resolve) => {
    endWait = afterPatience(wait, () => resolve(undefined))
  })
  const outcome = await Promise.race([second, isOver])
  endWait()
  // A server that loses every third response is not one of a single connection.
  for (let again = 0; outcome === 'rejected' && again < 2; again += 1)
    if ((await sender.sendOnce(request).catch(ignoreUnreachable)) !== undefined) return false
  isOpen = false
  sender.closeIdle()
  if (outcome === 'at once' || outcome === 'lost') return false
  if (outcome !== 'rejected') return (await second) === 'later'
  await closeSingle(connections)
  return (await sender.sendOnce(request).catch(ignoreUnreachable)) !== undefined
}

/** @throws error if it is not about a missing response */
function ignoreUnreachable(error: unknown): undefined {
  if (!(error instanceof UnreachableError)) throw error
  return undefined
}
