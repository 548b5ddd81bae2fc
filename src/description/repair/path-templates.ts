/** Returns what is wrong with the text of a path, to follow its name in a message; undefined if nothing is. */
export function templateProblem(path: string): string | undefined {
  if (/[{}]/.test(path.replaceAll(/\{[^{}]+\}/g, '')))
    return 'has a brace that does not enclose a name. It is taken as a part of the path.'
  const outside = path.replaceAll(/\{[^{}]+\}/g, '')
  if (/^[^?]*#/.test(outside)) return 'has a fragment, which is never sent. Its operations are left out.'
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  return repeated === undefined ? undefined : `has \`{${repeated}}\` twice. Both get the same value.`
}

interface Ambiguity {
  readonly path: string
  readonly other: string
  /** Whether the paths match the same requests. Otherwise some requests match both. */
  readonly isSame: boolean
}

/** All paths so far: segment → what follows it. */
interface PathTree {
  readonly next: Map<string, PathTree>
  path?: string
}

const VARIABLE = '{}'

/**
 * Returns the paths that match requests of an earlier path, without being more or less concrete than it (OpenAPI 3.1,
 * section 4.8.8.1), each with one such path.
 */
export function ambiguousPaths(paths: readonly string[]): Ambiguity[] {
  const tree: PathTree = { next: new Map() }
  return paths.flatMap((path): Ambiguity[] => {
    const segments = path.split('/').map((segment) => segment.replaceAll(/\{[^{}]+\}/g, VARIABLE))
    const rival = findRival(tree, segments)
    addPath(tree, segments, path)
    return rival === undefined ? [] : [{ path, ...rival }]
  })
}

function addPath(tree: PathTree, segments: readonly string[], path: string): void {
  let node = tree
  for (const segment of segments) {
    const next = node.next.get(segment) ?? { next: new Map() }
    node.next.set(segment, next)
    node = next
  }
  node.path ??= path
}

interface Place {
  readonly node: PathTree
  readonly depth: number
  /** Whether one path has a text where the other one has a variable. */
  readonly isConcrete: boolean
  readonly isOtherConcrete: boolean
}

function findRival(tree: PathTree, segments: readonly string[]): Omit<Ambiguity, 'path'> | undefined {
  const open: Place[] = [{ node: tree, depth: 0, isConcrete: false, isOtherConcrete: false }]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { node, depth, isConcrete, isOtherConcrete } = place
    const segment = segments[depth]
    if (segment === undefined) {
      if (node.path !== undefined && isConcrete === isOtherConcrete)
        return { other: node.path, isSame: !isConcrete }
      continue
    }
    for (const other of segment === VARIABLE ? node.next.keys() : [VARIABLE, segment]) {
      const next = node.next.get(other)
      if (next !== undefined)
        open.push({
          node: next,
          depth: depth + 1,
          isConcrete: isConcrete || (other === VARIABLE && segment !== VARIABLE),
          isOtherConcrete: isOtherConcrete || (segment === VARIABLE && other !== VARIABLE),
        })
    }
  }
  return undefined
}
