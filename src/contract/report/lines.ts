/** Wraps a text into lines of at most `width` characters, between words if possible. Keeps its line breaks. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let rest = [...line]
  while (rest.length > width) {
    const indent = rest.findIndex((character) => character !== ' ')
    const space = rest.lastIndexOf(' ', width)
    const end = space > indent && space > 0 ? space : width
    lines.push(rest.slice(0, end).join('').trimEnd())
    rest = rest.slice(rest[end] === ' ' ? end + 1 : end)
  }
  return [...lines, rest.join('')]
}

/** Returns at most `limit` lines: the first ones, a line that counts the omitted ones, and the last two. */
export function cutLines(lines: readonly string[], limit: number): string[] {
  if (lines.length <= limit) return [...lines]
  const tail = lines.slice(-2)
  const head = lines.slice(0, limit - tail.length - 1)
  return [...head, `… ${lines.length - head.length - tail.length} more lines …`, ...tail]
}
