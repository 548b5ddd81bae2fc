/**
 * How long to wait before the next attempt, in milliseconds: a quarter to half a second at first, doubling, and half
 * of it jitter from the first retry on, so that clients that failed together do not come back together. What the
 * server asked for is a floor: the jitter comes on top.
 *
 * @param attempts how many were made, at least 1
 * @param requestedDelay what the server asked for, in milliseconds
 */
export const retryDelay = (attempts: number, requestedDelay?: number): number => {
  const half = 125 << attempts
  return (requestedDelay ?? half) + half * Math.random()
}
