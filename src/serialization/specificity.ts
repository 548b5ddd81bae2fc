/**
 * Compares path templates segment by segment: text before text with parameters, and that before a parameter (OpenAPI
 * 3.1, Paths Object).
 */
export function compareSpecificity(left: string, right: string): number {
  const [leftRanks = [], rightRanks = []] = [left, right].map((path) => path.split('/').map(rankOf))
  for (let index = 0; index < Math.max(leftRanks.length, rightRanks.length); index += 1) {
    const difference = (leftRanks[index] ?? 0) - (rightRanks[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Returns 0 for a segment without parameters. Otherwise the number is smaller if more of the segment is text. */
function rankOf(segment: string): number {
  if (!segment.includes('{')) return 0
  return 1 / (1 + segment.replaceAll(/\{[^}]*\}/g, '').length)
}
