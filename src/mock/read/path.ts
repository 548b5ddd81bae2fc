/** How a path template takes its parameters out of a path. */
export interface PathReader {
  /** The raw text of each parameter; undefined where the path is not the template's. */
  (path: string): Record<string, string> | undefined
}

/** @example pathReader('/pets/{id}.json')('/pets/7.json') // { id: '7' } */
export function pathReader(template: string): PathReader {
  const names: string[] = []
  const pattern = template.split(/(\{[^}]+\})/).map((part) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    names.push(name)
    return '([^/]*)'
  })
  const expression = new RegExp(`^${pattern.join('')}$`)
  return (path) => {
    const match = expression.exec(path)
    return match === null
      ? undefined
      : Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']))
  }
}

/** A percent-decoded path segment; undefined for `%` that encodes nothing, or bytes that are no UTF-8. */
export function decodeSegment(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
