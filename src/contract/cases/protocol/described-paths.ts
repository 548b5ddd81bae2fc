import type { Description, Operation } from '../../../description/index.ts'

/** A path that only a template may match. */
export const UNDESCRIBED_PATH = '/undescribed/path'

/** The paths of a description as a tree of their segments: it may have thousands. */
interface Node {
  /** Segment → the paths that go on after it. All templates are `{`, because they match every segment. */
  readonly next: Map<string, Node>
  readonly methods: Set<string>
}

const TEMPLATE = '{'

const knownTrees = new WeakMap<readonly Operation[], Node>()

/** Returns whether a path, which may have templates itself, may match a path of the description. */
export function isDescribed(path: string, { operations }: Description, method?: string): boolean {
  const tree = knownTrees.get(operations) ?? treeOf(operations)
  knownTrees.set(operations, tree)
  return isBelow(tree, path.split('/').map(withoutName), method)
}

/** Whether a path of the tree goes on from a node with the segments from `index` on. */
function isBelow(
  { next, methods }: Node,
  segments: readonly string[],
  method: string | undefined,
  index = 0,
): boolean {
  const segment = segments[index]
  if (segment === undefined) return method === undefined ? methods.size > 0 : methods.has(method)
  const matching = segment === TEMPLATE ? [...next.values()] : [next.get(segment), next.get(TEMPLATE)]
  return matching.some((node) => node !== undefined && isBelow(node, segments, method, index + 1))
}

function withoutName(segment: string): string {
  return segment.includes(TEMPLATE) ? TEMPLATE : segment
}

function treeOf(operations: readonly Operation[]): Node {
  const root: Node = { next: new Map(), methods: new Set() }
  for (const { path, method } of operations) {
    let node = root
    for (const segment of path.split('/').map(withoutName)) {
      const below: Node = node.next.get(segment) ?? { next: new Map(), methods: new Set() }
      node.next.set(segment, below)
      node = below
    }
    node.methods.add(method)
  }
  return root
}
