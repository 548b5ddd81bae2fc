/** Waits for Ctrl-C (SIGINT) or SIGTERM. The caller then closes what it has opened. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
