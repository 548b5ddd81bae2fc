import { isAlias, isCollection, isPair, visit } from 'yaml'
import type { Alias, Document, Node } from 'yaml'
import { DescriptionError } from '../error.ts'

/** Alias → the node that it stands for; undefined without an anchor. */
export type AliasTargets = ReadonlyMap<Alias, Node | undefined>

/** How many times as many values as it has a file may stand for, after its aliases are expanded. */
const MAX_EXPANSION = 10

/** Smaller files may expand as they like. */
const MIN_VALUES = 100_000

/** Finds the target of each alias in one pass. `Alias.resolve` searches the whole document for each alias. */
export function findAliasTargets(document: Document): AliasTargets {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node | undefined>()
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source))
      else if (node.anchor !== undefined) anchors.set(node.anchor, node)
    },
  })
  return targets
}

/**
 * Rejects aliases that multiply: a few lines can stand for more values than any machine can hold.
 *
 * @throws DescriptionError at the line of the alias or the collection
 */
export function checkAliases(
  file: string,
  document: Document,
  targets: AliasTargets,
  lineOf: (offset: number) => number,
): void {
  const sizes = new Map<Node, number>()
  const problem = (node: Node, message: string): DescriptionError =>
    new DescriptionError([{ source: `${file}:${lineOf(node.range?.[0] ?? 0)}`, message }])
  const open = new Set<Node>()
  let written = 0
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value)
    if (isAlias(node)) {
      const target = targets.get(node)
      if (target !== undefined && open.has(target))
        throw problem(node, `The alias \`*${node.source}\` contains itself.`)
      return sizeOf(target)
    }
    if (!isCollection(node)) return 1
    const known = sizes.get(node)
    if (known !== undefined) return known
    open.add(node)
    const size = node.items.reduce((sum: number, item) => sum + sizeOf(item), 1)
    written += node.items.length
    open.delete(node)
    if (size > MIN_VALUES + MAX_EXPANSION * written)
      throw problem(
        node,
        `The YAML aliases below expand to ${size.toLocaleString('en-US')} values or more. Use \`$ref\` instead.`,
      )
    sizes.set(node, size)
    return size
  }
  sizeOf(document.contents)
}
