import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds that the first of several requests waits for the others. */
const MAX_WAIT = 2000

/** Milliseconds in which a server reads what has arrived, at least and at most. */
const READING = { min: 30, max: 1000 }

/**
 * Returns a function that waits until it was called as often as there are requests, so that their bodies end together.
 * Then the server gets time to read what has arrived.
 *
 * @param reading the milliseconds that it needed for a request. It gets twice as long, because it may be busier now
 */
export function bodyGate(requests: number, reading: number): () => Promise<void> {
  const pauseFor = Math.min(Math.max(2 * reading, READING.min), READING.max)
  let arrived = 0
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve)).then(() => pause(pauseFor))
  return async () => {
    arrived += 1
    if (arrived >= requests) open()
    // A request that gets no connection must not hold up the others.
    const timer = setTimeout(open, MAX_WAIT)
    await opened
    clearTimeout(timer)
  }
}
