import type { SelftestProgress } from './run/selftest.ts'

/** Shows progress in one line of a terminal. Nothing is written to another stream. */
export function progressLine(stream: {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}): { readonly update: (progress: SelftestProgress) => void; readonly clear: () => void } {
  let shown = ''
  const show = (line: string): void => {
    if (stream.isTTY !== true || line === shown) return
    // EL (ECMA-48 §8.3.41) erases the rest of a longer line.
    stream.write(`\r${line}\u001b[K`)
    shown = line
  }
  return {
    update: (progress) => show(lineOf(progress).slice(0, (stream.columns ?? 80) - 1)),
    clear: () => show(''),
  }
}

function lineOf({ phase, done, total, noticed }: SelftestProgress): string {
  return phase === 'clean'
    ? `Correct mock: ${done}/${total} cases`
    : `Faults: ${done}/${total} · ${noticed} noticed`
}
