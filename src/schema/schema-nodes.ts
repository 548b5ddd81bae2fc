import { joinPointer } from './pointer.ts'
import { dereference } from './reference.ts'
import type { Schema } from './schema.ts'
import { jsonTypeOfFormat } from './formats.ts'
import { jsonTypeOf } from './json-type.ts'
import { ASSERTIONS, CLOSING_KEYWORDS } from './keywords.ts'
import { compileFor } from './pattern/index.ts'
import type { Pattern } from './pattern/index.ts'
import type { Unsupported } from './unsupported.ts'

/** The parts of a schema that decide which keywords apply to a value. Computed once. */
interface SchemaNode {
  readonly schema: Schema
  readonly assertions: readonly (readonly [string, string])[]
  readonly allOf: readonly string[]
  readonly items: string | undefined
  readonly firstItems: readonly string[]
  readonly objectKeywords: readonly string[]
  readonly arrayKeywords: readonly string[]
  readonly properties: ReadonlyMap<string, string>
  readonly patterns: readonly (readonly [Pattern, string])[]
  readonly additional: string | undefined
}

/** The nodes that apply to the same part of a value, with all parts of their `allOf`. Found once for each set of pointers. */
interface Group {
  readonly nodes: readonly SchemaNode[]
  /** JSON type of a value → the keywords that apply to it. Found when the first value of the type is looked up. */
  readonly keywords: Map<string, KeywordList>
  /** Whether a property of any name may have a schema. */
  readonly describesAny: boolean
  /** Whether an item of an array may have a schema. */
  readonly describesItems: boolean
  /** The groups of described properties that a value had. Undefined: no schema applies to it. */
  readonly properties: Map<string, Group | undefined>
}

/** The pointers of keywords, with a number that no other list has. */
interface KeywordList {
  readonly number: number
  readonly pointers: readonly string[]
}

/** A part of a value, with the schemas that apply to it. */
interface Part {
  readonly group: Group
  readonly value: unknown
}

/** How many shapes of values are remembered. A server may send another one each time. */
const MAX_SHAPES = 1000

/** Finds the keywords of a document's schemas that apply to a value. */
export class SchemaNodes {
  private readonly document: object
  private readonly nodes = new Map<string, SchemaNode>()
  private readonly groups = new Map<string, Group>()
  /** The numbers of the lists of a value → the keywords in them. */
  private readonly shapes = new Map<string, readonly string[]>()
  private listCount = 0
  private readonly unsupported: Unsupported

  constructor(document: object, unsupported: Unsupported) {
    this.document = document
    this.unsupported = unsupported
  }

  /**
   * Returns the pointers of the keywords that apply to `value`, in the schema at `pointer`, each once. Values of the same
   * shape get the same list.
   */
  applicableKeywords(pointer: string, value: unknown): readonly string[] {
    const lists = this.keywordLists(pointer, value)
    const shape = [...lists].map(({ number }) => number).join()
    const known = this.shapes.get(shape)
    if (known !== undefined) return known
    const found = [...new Set([...lists].flatMap(({ pointers }) => pointers))]
    if (this.shapes.size < MAX_SHAPES) this.shapes.set(shape, found)
    return found
  }

  /** Returns the keywords that apply to each part of a value. */
  private keywordLists(pointer: string, value: unknown): Set<KeywordList> {
    const found = new Set<KeywordList>()
    const group = this.group([pointer])
    // A response may be nested more deeply than a function can call itself.
    const waiting: Part[] = group === undefined ? [] : [{ group, value }]
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop())
      for (const below of this.collect(part, found).reverse()) waiting.push(below)
    return found
  }

  /** Finds the keywords of the schemas that apply to a part of a value, and the schemas of the parts below it. */
  private collect({ group, value }: Part, found: Set<KeywordList>): Part[] {
    const { nodes } = group
    found.add(this.keywordsFor(group, value))
    const below: Part[] = []
    if (Array.isArray(value)) {
      for (const [index, item] of group.describesItems ? value.entries() : []) {
        const described = this.group(
          nodes.flatMap(({ firstItems, items }) => firstItems[index] ?? items ?? []),
        )
        if (described !== undefined) below.push({ group: described, value: item })
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) {
        const described = this.property(group, name)
        if (described !== undefined)
          below.push({ group: described, value: (value as Readonly<Record<string, unknown>>)[name] })
      }
    }
    return below
  }

  /** Returns the keywords of the schemas of a group that apply to a value. */
  private keywordsFor({ nodes, keywords }: Group, value: unknown): KeywordList {
    const jsonType = jsonTypeOf(value)
    const known = keywords.get(jsonType)
    if (known !== undefined) return known
    const pointers = nodes.flatMap(({ assertions, schema }) =>
      assertions.flatMap(([keyword, at]) => (applies(keyword, schema, value) ? [at] : [])),
    )
    if (jsonType === 'array') pointers.push(...nodes.flatMap(({ arrayKeywords }) => arrayKeywords))
    if (jsonType === 'object') pointers.push(...nodes.flatMap(({ objectKeywords }) => objectKeywords))
    this.listCount += 1
    const list = { number: this.listCount, pointers }
    keywords.set(jsonType, list)
    return list
  }

  /** Returns the group of a property. Those of described names are remembered: a value may have any number of others. */
  private property(group: Group, name: string): Group | undefined {
    const { nodes, properties, describesAny } = group
    if (properties.has(name)) return properties.get(name)
    const isDescribed = nodes.some((node) => node.properties.has(name))
    if (!isDescribed && !describesAny) return undefined
    const found = this.group(nodes.flatMap((node) => propertySchemaPointers(node, name)))
    if (isDescribed) properties.set(name, found)
    return found
  }

  /** Returns the group of the schemas at the pointers. Undefined without pointers. */
  private group(pointers: readonly string[]): Group | undefined {
    const [first] = pointers
    if (first === undefined) return undefined
    const key = pointers.length === 1 ? first : JSON.stringify(pointers)
    const known = this.groups.get(key)
    if (known !== undefined) return known
    const nodes = this.withAllOf(pointers)
    const group = {
      nodes,
      keywords: new Map<string, KeywordList>(),
      describesAny: nodes.some(({ patterns, additional }) => patterns.length > 0 || additional !== undefined),
      describesItems: nodes.some(({ firstItems, items }) => items !== undefined || firstItems.length > 0),
      properties: new Map<string, Group | undefined>(),
    }
    this.groups.set(key, group)
    return group
  }

  /** Returns the nodes at the pointers and of all parts of their `allOf`. */
  private withAllOf(pointers: Iterable<string>): SchemaNode[] {
    const nodes = new Set<SchemaNode>()
    const waiting = [...pointers].reverse()
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const node = this.node(at)
      if (nodes.has(node)) continue
      nodes.add(node)
      waiting.push(...[...node.allOf].reverse())
    }
    return [...nodes]
  }

  private node(pointer: string): SchemaNode {
    const known = this.nodes.get(pointer)
    if (known !== undefined) return known
    const { value, pointer: at } = dereference<Schema>(this.document, pointer)
    if (at !== pointer) {
      const target = this.node(at)
      this.nodes.set(pointer, target)
      return target
    }
    const schema = this.unsupported.withoutKeywords(value, at)
    const closing = (keywords: readonly string[]): string[] =>
      keywords.filter((keyword) => schema[keyword] === false).map((keyword) => joinPointer(at, keyword))
    const pointerOf = (keyword: string): string | undefined =>
      typeof schema[keyword] === 'object' ? joinPointer(at, keyword) : undefined
    const node: SchemaNode = {
      schema,
      assertions: KEYWORDS.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [
        keyword,
        joinPointer(at, keyword),
      ]),
      allOf: (schema.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index)),
      items: pointerOf('items'),
      firstItems: (schema.prefixItems ?? []).map((_, index) => joinPointer(at, 'prefixItems', index)),
      objectKeywords: [
        ...(schema.required ?? []).map((_, index) => joinPointer(at, 'required', index)),
        ...closing(CLOSING_KEYWORDS.object),
      ],
      arrayKeywords: closing(CLOSING_KEYWORDS.array),
      properties: new Map(
        Object.keys(schema.properties ?? {}).map((name) => [name, joinPointer(at, 'properties', name)]),
      ),
      patterns: Object.keys(schema.patternProperties ?? {}).flatMap((name): [Pattern, string][] => {
        const test = compileFor('any', name).pattern
        return test === undefined ? [] : [[test, joinPointer(at, 'patternProperties', name)]]
      }),
      additional: pointerOf('additionalProperties'),
    }
    this.nodes.set(pointer, node)
    return node
  }
}

/** Returns the pointers of a property's schemas. */
function propertySchemaPointers({ properties, patterns, additional }: SchemaNode, name: string): string[] {
  const own = properties.get(name)
  const byPattern = patterns.filter(([test]) => test.test(name)).map(([, at]) => at)
  const described = own === undefined ? byPattern : [own, ...byPattern]
  return described.length > 0 || additional === undefined ? described : [additional]
}

const KEYWORDS: readonly string[] = Object.values(ASSERTIONS).flat()
const JSON_TYPE_OF_KEYWORD = new Map<string, string>(
  Object.entries(ASSERTIONS).flatMap(([jsonType, list]) =>
    list.map((keyword) => [keyword, jsonType] as const),
  ),
)

/** Whether a keyword applies to a value: `minLength` applies to strings, for example. */
function applies(keyword: string, schema: Schema, value: unknown): boolean {
  if (keyword === 'format') return typeof value === jsonTypeOfFormat(schema.format)
  // Null proves nothing about the other types that a schema allows.
  if (keyword === 'type' && value === null)
    return ![schema.type].flat().includes('null') || schema.type === 'null'
  const jsonType = JSON_TYPE_OF_KEYWORD.get(keyword)
  if (jsonType === 'any') return true
  if (jsonType === 'array') return Array.isArray(value)
  if (jsonType === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === jsonType
}
