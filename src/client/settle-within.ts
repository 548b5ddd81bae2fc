type Callbacks = Set<() => void>

const callbacks = new WeakMap<AbortSignal, Callbacks>()

/** The one listener of all signals. A platform warns of a leak if it has to keep more than ten. */
const notify = ({ target }: { readonly target: unknown }): void => {
  for (const callback of callbacks.get(target as AbortSignal) ?? []) callback()
}

/** Calls `callback` when the signal is aborted. @returns a function that ends this */
export const onAbort = (signal: AbortSignal, callback: () => void): (() => void) => {
  const all: Callbacks = callbacks.get(signal) ?? new Set()
  callbacks.set(signal, all.add(callback))
  signal.addEventListener('abort', notify)
  return () => {
    all.delete(callback)
    if (all.size === 0) signal.removeEventListener('abort', notify)
  }
}

/**
 * Starts `work` and waits for it, or without it for the time to pass. Resolves to undefined when `ms` milliseconds are
 * over, and at once when the signal is aborted. Rejects as `work` does.
 */
export const settleWithin = async <Value>(
  ms: number,
  signal: AbortSignal | null | undefined,
  work?: () => Promise<Value>,
): Promise<Value | undefined> => {
  let stop: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<Value | undefined>((resolve, reject) => {
      const end = (): void => {
        resolve(undefined)
      }
      timer = setTimeout(end, ms)
      if (signal?.aborted) end()
      else if (signal) stop = onAbort(signal, end)
      work?.().then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    stop?.()
  }
}
