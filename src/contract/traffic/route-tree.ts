import { decodeOrUndefined } from '../../serialization/index.ts'

interface Node<Route> {
  /** By the text of the next segment. */
  readonly literals: Map<string, Node<Route>>
  /** For a segment with a parameter, which may be any text. */
  any: Node<Route> | undefined
  readonly routes: Route[]
}

/** Finds the few of many path templates that may match a path. */
export class RouteTree<Route> {
  private readonly root: Node<Route> = makeNode()

  add(template: string, route: Route): void {
    let node = this.root
    for (const segment of template.split('/')) {
      const next = segment.includes('{') ? node.any : node.literals.get(keyOf(segment))
      const child = next ?? makeNode<Route>()
      if (segment.includes('{')) node.any = child
      else node.literals.set(keyOf(segment), child)
      node = child
    }
    node.routes.push(route)
  }

  /** Returns the routes whose text segments are those of a path. */
  find(path: string): Set<Route> {
    let nodes = [this.root]
    for (const segment of path.split('/')) {
      nodes = nodes.flatMap(({ literals, any }) => [literals.get(keyOf(segment)) ?? [], any ?? []].flat())
      if (nodes.length === 0) break
    }
    return new Set(nodes.flatMap(({ routes }) => routes))
  }
}

function makeNode<Route>(): Node<Route> {
  return { literals: new Map(), any: undefined, routes: [] }
}

/** A client may percent-encode what needs no encoding. */
function keyOf(segment: string): string {
  return segment.includes('%') ? (decodeOrUndefined(segment) ?? segment) : segment
}
