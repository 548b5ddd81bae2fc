// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/**
 * Returns how long to wait before the next attempt, in milliseconds. The first delay is 250 to 500 ms, and it doubles
 * with each attempt. Half of it is jitter, so that clients that failed together do not retry together. A delay that the
 * server requested is a minimum: the jitter is added to it.
 *
 * @param attempts the number of attempts so far, at least 1
 * @param requestedDelay the delay that the server requested, in milliseconds
 */
export const retryDelay = (attempts: number, requestedDelay?: number): number => {
  const half = 125 * 2 ** attempts
  return (requestedDelay ?? half) + half * Math.random()
}
