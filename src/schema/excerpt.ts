/** A list or an object that is being written. */
interface Open {
  readonly close: string
  readonly children: Iterator<readonly [string, unknown]>
  isFirst: boolean
}

/** Returns a value as JSON, shortened to fit on a line. It reads no more of the value than it shows. */
export function excerpt(value: unknown, length = 120): string {
  if (value === undefined) return 'nothing'
  const text = jsonPrefix(value, length)
  return text.length > length ? `${text.slice(0, length)}…` : text
}

/** Returns the JSON of a value, or its beginning if it is longer than `length`. Values may be nested to any depth. */
function jsonPrefix(value: unknown, length: number): string {
  const open: Open[] = []
  let text = ''
  const write = (one: unknown): void => {
    if (typeof one === 'string') text += JSON.stringify(one.slice(0, length + 2))
    else if (Array.isArray(one)) begin('[', ']', itemsOf(one))
    else if (isPlainObject(one)) begin('{', '}', membersOf(one))
    else text += (JSON.stringify(one) as string | undefined) ?? 'null'
  }
  const begin = (start: string, close: string, children: Open['children']): void => {
    text += start
    open.push({ close, children, isFirst: true })
  }
  write(value)
  for (let top = open.at(-1); top !== undefined && text.length <= length; top = open.at(-1)) {
    const next = top.children.next()
    if (next.done === true) {
      text += top.close
      open.pop()
      continue
    }
    const [name, child] = next.value
    text += `${top.isFirst ? '' : ','}${name}`
    top.isFirst = false
    write(child)
  }
  return text
}

function* itemsOf(list: readonly unknown[]): Generator<[string, unknown]> {
  for (const item of list) yield ['', item]
}

function* membersOf(object: Readonly<Record<string, unknown>>): Generator<[string, unknown]> {
  for (const name of Object.keys(object)) {
    if (object[name] !== undefined) yield [`${JSON.stringify(name)}:`, object[name]]
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !('toJSON' in value)
}
