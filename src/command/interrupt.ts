/** Waits until the process is told to end: Ctrl-C (SIGINT), or SIGTERM. Whoever waits closes what it has opened. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
