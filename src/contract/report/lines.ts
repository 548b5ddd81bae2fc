/** Folds a text into lines of at most `width` characters, between words where it can; its own lines stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => fold(line, width))
}

function fold(line: string, width: number): string[] {
  const folded: string[] = []
  let rest = [...line]
  while (rest.length > width) {
    const indent = rest.findIndex((character) => character !== ' ')
    const space = rest.lastIndexOf(' ', width)
    const end = space > indent && space > 0 ? space : width
    folded.push(rest.slice(0, end).join('').trimEnd())
    rest = rest.slice(rest[end] === ' ' ? end + 1 : end)
  }
  return [...folded, rest.join('')]
}

/** At most `limit` lines: the first ones, how many are left out, and the last two. */
export function cutLines(lines: readonly string[], limit: number): string[] {
  if (lines.length <= limit) return [...lines]
  const tail = lines.slice(-2)
  const head = lines.slice(0, limit - tail.length - 1)
  return [...head, `… ${lines.length - head.length - tail.length} more lines …`, ...tail]
}
