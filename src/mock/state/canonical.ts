/** JSON text that is the same for equal values: keys sorted, no white space. With a stack of its own: bodies can be deep. */
export function canonical(value: unknown): string {
  const out: string[] = []
  const todo: (() => void)[] = []
  const text = (piece: string) => () => void out.push(piece)
  const writeValue = (item: unknown) => () => {
    if (typeof item !== 'object' || item === null) {
      out.push(JSON.stringify(item))
      return
    }
    const list = Array.isArray(item)
    const entries = Object.entries(item)
    if (!list) entries.sort(([a], [b]) => (a < b ? -1 : 1))
    const pieces = entries.flatMap(([key, child], index) => [
      text(`${index === 0 ? '' : ','}${list ? '' : `${JSON.stringify(key)}:`}`),
      writeValue(child),
    ])
    for (const piece of [text(list ? '[' : '{'), ...pieces, text(list ? ']' : '}')].reverse())
      todo.push(piece)
  }
  todo.push(writeValue(value))
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) next()
  return out.join('')
}
