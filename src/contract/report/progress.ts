import type { Progress } from './report.ts'
import { number, plural } from './text.ts'

const BAR = 20

/** Returns one line, at most `columns` characters long, that shows the progress of a run. */
export function progressLine({ done, total, failed, exchanges, waiting }: Progress, columns: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const filled = Math.floor(share * BAR)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled)
  const cases = `${number(done)}/${plural(total, 'case')}`
  const line =
    waiting === undefined
      ? `${bar} ${cases} · ${plural(exchanges, 'exchange')} · ${number(failed)} failed`
      : `${cases} · waiting ${waiting.seconds} s: ${waiting.why}`
  return line.slice(0, Math.max(0, columns))
}

/** A progress line that overwrites itself. */
export interface TerminalProgress {
  readonly update: (progress: Progress) => void
  /** Erases the line, so that the next output starts on an empty one. */
  readonly clear: () => void
}

/** Shows progress on a terminal. On another stream (a file, a pipe, CI) it writes only a line for each long wait. */
export function terminalProgress(stream: {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}): TerminalProgress {
  if (stream.isTTY !== true) return { update: writeWaitLines(stream), clear: () => undefined }
  let shown = ''
  const show = (line: string) => {
    if (line === shown) return
    // EL (ECMA-48 §8.3.41) erases the rest of a longer line.
    stream.write(`\r${line}\u001b[K`)
    shown = line
  }
  return {
    // A line in the last column would wrap on some terminals.
    update: (progress) => show(progressLine(progress, (stream.columns ?? 80) - 1)),
    clear: () => show(''),
  }
}

/** Writes one line for waits that overlap. */
function writeWaitLines(stream: { write(text: string): unknown }): TerminalProgress['update'] {
  let reportedUntil = 0
  return ({ waiting }) => {
    const now = Date.now()
    if (waiting === undefined || now < reportedUntil) return
    reportedUntil = now + waiting.seconds * 1000
    stream.write(`Waiting ${waiting.seconds} s: ${waiting.why}.\n`)
  }
}
