import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { agentFor } from '../http/connection.ts'
import { UnreachableError } from '../http/errors.ts'
import type { SentRequest } from '../http/exchange.ts'
import { afterPatience } from '../http/patience.ts'
import type { Target } from '../http/target.ts'
import type { RunContext } from '../run/run-context.ts'

/** How many connections a run may keep at the same time: those of the cases, and those of fixtures. */
const KEPT = 18

/** How often a server must have served the same number of connections. The wait doubles. */
const ROUNDS = 3

/** Milliseconds in which a connection is opened. */
const OPENING = 500

/** What a server with few connections does with further ones. */
interface Pool {
  /** How many connections it serves at the same time. */
  readonly size: number
  /** Whether further connections are closed. Otherwise they wait until another one is closed. */
  readonly rejects: boolean
}

/**
 * Opens connections and sends nothing on them. A server that gives each connection a worker has none left then, even if
 * it would close them after a response.
 *
 * @returns a function that closes them
 */
export async function openIdle({ baseUrl, proxy }: Target): Promise<() => void> {
  if (proxy(baseUrl) !== undefined) return () => undefined
  const host = baseUrl.hostname.replace(/^\[|\]$/g, '')
  const port = Number(baseUrl.port || (baseUrl.protocol === 'https:' ? 443 : 80))
  const sockets = await Promise.all(Array.from({ length: KEPT - 1 }, () => openOne(host, port)))
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

function openOne(host: string, port: number): Promise<Socket> {
  const socket = connect(port, host)
  return new Promise((resolve) => {
    const done = (): void => resolve(socket)
    socket.setTimeout(OPENING, done)
    socket.once('connect', done).once('close', done)
    // What is wrong with the target, its requests show.
    socket.on('error', done)
  })
}

/**
 * Finds out whether the target serves fewer connections than a run keeps: some of them get a response, and the others get
 * one only after those are closed. Undefined if it serves all of them.
 */
export async function findPool(
  { sender, target }: RunContext,
  request: SentRequest,
  minWait: number,
): Promise<Pool | undefined> {
  let found: Pool | undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    const pool = await measure(sender, target, request, Math.min(minWait * 2 ** round, target.timeout / 2))
    // A slow server serves more of them in a longer time.
    if (pool === undefined || (found !== undefined && found.size !== pool.size)) return undefined
    found = pool
  }
  return found
}

async function measure(
  sender: RunContext['sender'],
  target: Target,
  request: SentRequest,
  wait: number,
): Promise<Pool | undefined> {
  const agents = Array.from({ length: KEPT }, () => agentFor(target, { keepAlive: true, maxSockets: 1 }))
  const outcomes = new Map<number, 'at once' | 'later' | 'rejected' | 'lost'>()
  let isOver = false
  const sent = agents.map((agent, index) =>
    sender.sendOn(request, agent).then(
      () => {
        outcomes.set(index, isOver ? 'later' : 'at once')
        if (isOver) agent.destroy()
      },
      (error: unknown) => {
        if (!(error instanceof UnreachableError)) throw error
        outcomes.set(index, error.cause === 'timeout' || isOver ? 'lost' : 'rejected')
      },
    ),
  )
  let endWait: () => void = () => undefined
  const waited = new Promise<void>((resolve) => (endWait = afterPatience(wait, resolve)))
  try {
    await Promise.race([Promise.all(sent), waited])
    isOver = true
    const size = [...outcomes.values()].filter((outcome) => outcome === 'at once').length
    for (const index of outcomes.keys()) agents[index]?.destroy()
    await Promise.all(sent)
    const all = [...outcomes.values()]
    if (size < 2 || size === KEPT || all.includes('lost')) return undefined
    return { size, rejects: all.includes('rejected') }
  } finally {
    endWait()
    for (const agent of agents) agent.destroy()
  }
}
