/** Text among values, so that one stack holds both. */
class Text {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * JSON text that is the same for equal values: keys sorted, no white space. Two bodies with the same
 * canonical text mean the same. With a stack of its own, since a client may nest deeper than ours reaches.
 */
export function canonical(value: unknown): string {
  const out: string[] = []
  const todo: unknown[] = [value]
  while (todo.length > 0) {
    const item = todo.pop()
    if (item instanceof Text) out.push(item.text)
    else if (typeof item === 'object' && item !== null) for (const part of parts(item)) todo.push(part)
    else out.push(JSON.stringify(item))
  }
  return out.join('')
}

/** An array or object in pieces, last piece first. */
function parts(container: object): unknown[] {
  const list = Array.isArray(container)
  const pieces: unknown[] = [new Text(list ? '[' : '{')]
  const entries = Object.entries(container)
  if (!list) entries.sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, value] of entries) {
    pieces.push(new Text(list ? '' : `${JSON.stringify(key)}:`), value, new Text(','))
  }
  pieces.push(new Text(list ? ']' : '}'))
  return pieces.reverse()
}
