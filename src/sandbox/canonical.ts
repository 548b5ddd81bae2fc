/** Text that is already serialized. It is on the same stack as the values. */
class Text {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const comma = new Text(',')
const endOfList = new Text(']')
const endOfObject = new Text('}')

/**
 * Returns JSON text that is the same for equal values: sorted keys, no white space. It uses its own stack, because a
 * body may be nested deeper than the call stack allows.
 */
export function canonical(value: unknown): string {
  const out: string[] = []
  const todo: unknown[] = [value]
  while (todo.length > 0) {
    const item = todo.pop()
    if (item instanceof Text) {
      out.push(item.text)
    } else if (Array.isArray(item)) {
      out.push('[')
      todo.push(endOfList)
      for (let index = item.length - 1; index >= 0; index -= 1) todo.push(comma, item[index])
    } else if (typeof item === 'object' && item !== null) {
      out.push('{')
      todo.push(endOfObject)
      const entries = Object.entries(item).sort(([a], [b]) => (a < b ? 1 : -1))
      for (const [key, member] of entries) todo.push(comma, member, new Text(`${JSON.stringify(key)}:`))
    } else {
      out.push(JSON.stringify(item))
    }
  }
  return out.join('')
}
