// Copied by `npm run generate`: the runtime of the generated client. Do not edit: it is written again.

/** The part of a caller's signal that is used. It is empty if the caller passed no signal. */
export type Signal = Partial<AbortSignal>

/**
 * Waits for `work`, at most `ms` milliseconds: after that it rejects with `undefined`. Without `work` it resolves after
 * `ms`. Rejects at once, with the event, when the signal is aborted.
 */
export const settleWithin = (
  ms: number,
  signal: Signal,
  work?: () => Promise<Response>,
): Promise<Response> => {
  let timer: unknown
  // `addEventListener` accepts a controller as its options, because a controller has a `signal`.
  const done = new AbortController()
  return new Promise<Response>((resolve, reject) => {
    timer = setTimeout(work ? reject : resolve, ms)
    signal.addEventListener?.('abort', reject, done)
    work?.().then(resolve, reject)
  }).finally(() => {
    clearTimeout(timer as number)
    done.abort()
  })
}
