import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Node, Pair, YAMLMap } from 'yaml'
import { joinPointer } from '../../schema/index.ts'
import type { AliasTargets } from './yaml-aliases.ts'

/** Reads the nodes of a YAML document as JSON: keys are texts, and no two places share a value. */
export class YamlReader {
  private readonly targets: AliasTargets
  private readonly warn: (node: Node, message: string) => void

  /** @param warn reports what JSON has no value for */
  constructor(targets: AliasTargets, warn: (node: Node, message: string) => void) {
    this.targets = targets
    this.warn = warn
  }

  /** Returns the value of a node. */
  valueOf(given: unknown): unknown {
    const node = this.resolve(given)
    if (isMap(node)) return Object.fromEntries(this.entriesOf(node, true))
    if (isSeq(node)) return node.items.map((item) => this.valueOf(item))
    return isScalar(node) ? this.scalarOf(node) : null
  }

  /** Returns the lines of a node and of all nodes below: pointer → offset in the text. */
  offsetsOf(contents: unknown): Map<string, number> {
    const offsets = new Map<string, number>()
    const note = (pointer: string, node: unknown): void => {
      const offset = (node as Node | null)?.range?.[0]
      if (offset !== undefined) offsets.set(pointer, offset)
    }
    const walk = (given: unknown, pointer: string): void => {
      const node = isAlias(given) ? this.targets.get(given) : given
      if (isMap(node)) {
        for (const [name, { key, value }] of this.pairsOf(node)) {
          const at = joinPointer(pointer, name)
          // The line of a property is where its name is. The line of an item is where it begins.
          note(at, key)
          walk(value, at)
        }
      } else if (isSeq(node)) {
        for (const [index, item] of node.items.entries()) {
          const at = joinPointer(pointer, index)
          note(at, item)
          walk(item, at)
        }
      }
    }
    if (contents === null) offsets.set('', 0)
    note('', contents)
    walk(contents, '')
    return offsets
  }

  private entriesOf(map: YAMLMap, isLoud: boolean): [string, unknown][] {
    return [...this.pairsOf(map, isLoud)].map(([name, { value }]) => [name, this.valueOf(value)])
  }

  /** Returns the pairs of a map by their names, with those that `<<` merges into it. Its own pairs win. */
  private pairsOf(map: YAMLMap, isLoud = false): Map<string, Pair> {
    const own = map.items.filter(({ key }) => !isMergeKey(key))
    const pairs = new Map<string, Pair>()
    if (own.length < map.items.length) {
      for (const { key, value } of map.items) if (isMergeKey(key)) this.merge(value, pairs, isLoud)
    }
    for (const pair of own) pairs.set(this.nameOf(pair.key), pair)
    return pairs
  }

  private merge(given: unknown, pairs: Map<string, Pair>, isLoud: boolean): void {
    const source = isAlias(given) ? this.targets.get(given) : given
    const sources = isSeq(source) ? source.items : [source]
    for (const item of sources) {
      const map = isAlias(item) ? this.targets.get(item) : item
      if (isMap(map)) {
        for (const [name, pair] of this.pairsOf(map)) if (!pairs.has(name)) pairs.set(name, pair)
      } else if (isLoud && isNode(given)) this.warn(given, '`<<` merges only maps. It is ignored.')
    }
  }

  private nameOf(key: unknown): string {
    const value = isScalar(key) ? key.value : this.valueOf(key)
    if (value === null || value === undefined) return ''
    return typeof value === 'string' ? value : JSON.stringify(value)
  }

  private resolve(node: unknown): unknown {
    if (!isAlias(node)) return node
    const target = this.targets.get(node)
    if (target === undefined)
      this.warn(node, `No anchor \`&${node.source}\` above. The alias is read as null.`)
    return target
  }

  private scalarOf({ value }: { value: unknown }): unknown {
    if (typeof value === 'bigint') return Number(value)
    if (value instanceof Date) return value.toISOString()
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
    if (typeof value === 'symbol') return value.description ?? ''
    return value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

/** `<<` (https://yaml.org/type/merge.html). The parser reads it as a symbol. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol'
}
