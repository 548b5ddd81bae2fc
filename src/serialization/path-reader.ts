import { decodeOrUndefined } from './percent.ts'

/**
 * Returns the raw text of each parameter in a path. Undefined if the path does not match the template.
 *
 * @example pathReader('/pets/{id}.json')('/pets/7.json') // { id: '7' }
 */
export type PathReader = (path: string) => Record<string, string> | undefined

/**
 * Makes a function that reads the parameters of a path by its template. It returns undefined for a path that does not
 * match.
 */
export function pathReader(template: string): PathReader {
  const readers = template.split('/').map(segmentReader)
  return (path) => {
    const segments = path.split('/')
    if (segments.length !== readers.length) return undefined
    const found: Record<string, string> = {}
    for (const [index, read] of readers.entries()) {
      const values = read(segments[index] ?? '')
      if (values === undefined) return undefined
      Object.assign(found, values)
    }
    return found
  }
}

function segmentReader(template: string): (segment: string) => Record<string, string> | undefined {
  if (!template.includes('{')) return (segment) => (decodeOrUndefined(segment) === template ? {} : undefined)
  const names: string[] = []
  const pattern = template.split(/(\{[^}]+\})/).map((part) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    names.push(name)
    return '(.*)'
  })
  const expression = new RegExp(`^${pattern.join('')}$`, 's')
  return (segment) => {
    const match = expression.exec(segment)
    if (match === null) return undefined
    return Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']))
  }
}
