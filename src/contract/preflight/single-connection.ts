import { UnreachableError } from '../http/errors.ts'
import type { SentRequest } from '../http/exchange.ts'
import { afterPatience } from '../http/patience.ts'
import { closeSingle } from '../http/target.ts'
import type { Target } from '../http/target.ts'
import type { RunContext } from '../run/run-context.ts'
import { findPool, openIdle } from './connection-pool.ts'

/** How long a second connection may wait at least while the first one is open, in milliseconds. */
const MIN_WAIT = 1000

/** How often a second connection must have waited in vain. The wait doubles. */
const ROUNDS = 3

/**
 * Finds out whether the target serves fewer connections at a time than a run keeps open. The run then closes each after
 * its response, or uses one at a time.
 */
export async function detectFewConnections(runContext: RunContext): Promise<void> {
  const { sender, target, controls } = runContext
  const request = controls.at(-1)
  // A second connection must have time to wait.
  if (request === undefined || target.timeout < 2 * MIN_WAIT) return
  if (!(await waitsForFirst(sender, target, request, MIN_WAIT, () => openIdle(target)))) return
  await closeSingle(target.connections)
  if (await isSingle(sender, target, request)) {
    sender.useSingleConnection()
    sender.note(
      'connections',
      'the target serves one connection at a time, so the run used --concurrency 1, and sent no requests at the same time.',
    )
    return
  }
  const pool = await findPool(runContext, request, MIN_WAIT)
  if (pool === undefined) return
  if (pool.rejects) sender.useSingleConnection(`the target rejects more than ${pool.size} connections`)
  else sender.keepNoConnections()
  const how = pool.rejects
    ? 'used --concurrency 1, and sent no requests at the same time'
    : 'closed each after its response'
  sender.note('connections', `the target serves ${pool.size} connections at a time, so the run ${how}.`)
}

/** Returns whether a request on a second connection gets a response only when the first one is closed. */
async function isSingle(sender: Sender, target: Target, request: SentRequest): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!(await waitsForFirst(sender, target, request, MIN_WAIT * 2 ** round))) return false
    await closeSingle(target.connections)
  }
  return true
}

type Sender = RunContext['sender']

/**
 * Returns whether a request gets a response only after the connection of an earlier one is closed.
 *
 * @param openOthers opens further connections beside the first one, and returns a function that closes them
 */
async function waitsForFirst(
  sender: Sender,
  { timeout, connections }: Target,
  request: SentRequest,
  minWait: number,
  openOthers: () => Promise<() => void> = () => Promise.resolve(() => undefined),
): Promise<boolean> {
  const startedAt = performance.now()
  const first = await sender.sendKept(request).catch(ignoreUnreachable)
  if (first === undefined) return false
  const wait = Math.min(Math.max(minWait, 5 * (performance.now() - startedAt)), timeout / 2)
  const closeOthers = await openOthers()
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
    if ((await sender.sendOnce(request).catch(ignoreUnreachable)) !== undefined) {
      closeOthers()
      return false
    }
  isOpen = false
  closeOthers()
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
