const UNITS: readonly (readonly [string, number])[] = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
]

/** Returns a number of bytes as a text that `--max-response` accepts: `10 MB`. */
export function sizeText(bytes: number): string {
  const [unit, size] = UNITS.find(([, one]) => bytes >= one && bytes % one === 0) ?? ['bytes', 1]
  return `${bytes / size} ${unit}`
}
