import { compileFor } from '../pattern/index.ts'
import { get, joinPointer } from '../pointer.ts'
import { dereference, refToPointer } from '../reference.ts'
import type { Schema } from '../schema.ts'
import type { Part } from '../shape.ts'

/** All schemas that apply to one value, with one alternative of each `oneOf`, `anyOf` and `if`. */
export interface Conjunction {
  readonly parts: readonly Part[]
  /** Property → the value that a `discriminator` requires. */
  readonly discriminators: ReadonlyMap<string, unknown>
  /** The alternatives of `oneOf` that were not chosen. */
  readonly rejected: readonly string[]
}

/** Chooses one of `count` alternatives. */
export type Choose = (count: number) => number

/** Returns the conjunction of the schemas at `pointers`. Every `$ref` and `allOf` is followed once. */
export function conjunctionOf(document: object, pointers: readonly string[], choose: Choose): Conjunction {
  const parts: Part[] = []
  const rejected: string[] = []
  const discriminators = new Map<string, unknown>()
  const visited = new Set<string>()

  const visit = (pointer: string, chain: readonly string[]): void => {
    const { value: schema, pointer: at } = dereference<Schema | boolean>(document, pointer)
    if (visited.has(at)) return
    visited.add(at)
    if (typeof schema !== 'object') {
      if (!schema) parts.push({ schema: { not: {} }, at })
      return
    }
    parts.push({ schema, at })
    const below = [...chain, at]
    for (const part of inPlace(schema, at)) visit(part, below)
    const chosen = visitAlternatives(schema, at, below)
    const value = discriminatorValue(schema, chosen === undefined ? below : [chosen])
    if (value !== undefined) discriminators.set(value.name, value.value)
  }

  /** @returns the pointer of the chosen alternative, if it is the target of a reference */
  const visitAlternatives = (schema: Schema, at: string, chain: readonly string[]): string | undefined => {
    let target: string | undefined
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = (schema[keyword] ?? []).map((_, index) => joinPointer(at, keyword, index))
      if (branches.length === 0) continue
      const chosen = branches[choose(branches.length)] ?? ''
      if (keyword === 'oneOf') rejected.push(...branches.filter((branch) => branch !== chosen))
      target = dereference(document, chosen).pointer
      visit(chosen, chain)
    }
    if (schema['if'] !== undefined) {
      if (choose(2) === 1) visitIfSchema(document, joinPointer(at, 'else'), chain, visit)
      else
        for (const keyword of ['if', 'then']) visitIfSchema(document, joinPointer(at, keyword), chain, visit)
    }
    return target
  }

  for (const pointer of pointers) visit(pointer, [])
  return { parts, discriminators, rejected }
}

function visitIfSchema(
  document: object,
  pointer: string,
  chain: readonly string[],
  visit: (pointer: string, chain: readonly string[]) => void,
): void {
  if (get(document, pointer) !== undefined) visit(pointer, chain)
}

function inPlace({ allOf, $dynamicRef, $ref }: Schema, at: string): string[] {
  const dynamic =
    typeof $dynamicRef === 'string' && $dynamicRef.startsWith('#/') ? [refToPointer($dynamicRef)] : []
  const reference = typeof $ref === 'string' ? [refToPointer($ref)] : []
  return [...(allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index)), ...reference, ...dynamic]
}

/**
 * Returns the name and the value of a discriminator: the key of its `mapping`, or else the name of the schema (OpenAPI
 * 3.1.1, Discriminator Object).
 *
 * @param candidates the pointers of the schemas that the value may name, the outermost first
 */
function discriminatorValue(
  { discriminator }: Schema,
  candidates: readonly string[],
): { name: string; value: string } | undefined {
  const { propertyName, mapping = {} } = (discriminator ?? {}) as {
    propertyName?: string
    mapping?: Record<string, string>
  }
  if (typeof propertyName !== 'string') return undefined
  const names = candidates.flatMap((pointer) => {
    const name = /^\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1]
    if (name === undefined) return []
    const key = Object.entries(mapping).find(([, target]) => target === `#${pointer}` || target === name)?.[0]
    return [key ?? name]
  })
  return names[0] === undefined ? undefined : { name: propertyName, value: names[0] }
}

/**
 * Returns the pointers of the schemas that apply to the property `name`. Undefined if the property is forbidden.
 *
 * @param isValidName whether a name is valid for the schema of `propertyNames` at a pointer
 */
export function propertySchemas(
  parts: readonly Part[],
  name: string,
  isValidName: (pointer: string, name: string) => boolean,
): string[] | undefined {
  const { plain, others } = dividedParts(parts)
  const found = [...(plain.get(name) ?? [])]
  const unevaluated: string[] = []
  let closed = false
  for (const { index, part } of others) {
    const { schema, at } = part
    if (schema.propertyNames !== undefined && !isValidName(joinPointer(at, 'propertyNames'), name))
      return undefined
    if (isForbiddenByNot(schema, name)) return undefined
    const described = describedBy(part, name)
    if (described.length === 0 && schema.additionalProperties === false) return undefined
    if (described.length === 0 && typeof schema.additionalProperties === 'object')
      described.push(joinPointer(at, 'additionalProperties'))
    found.push(...described.map((pointer) => ({ index, pointer })))
    if (schema['unevaluatedProperties'] === false) closed = true
    if (typeof schema['unevaluatedProperties'] === 'object')
      unevaluated.push(joinPointer(at, 'unevaluatedProperties'))
  }
  // The example of the first part is taken first.
  if (found.length > 0)
    return found.sort((left, right) => left.index - right.index).map(({ pointer }) => pointer)
  return closed ? undefined : unevaluated
}

function describedBy({ schema, at }: Part, name: string): string[] {
  const own = Object.hasOwn(schema.properties ?? {}, name) ? [joinPointer(at, 'properties', name)] : []
  const patterns = Object.keys(schema.patternProperties ?? {}).filter((pattern) =>
    compileFor('any', pattern).pattern?.test(name),
  )
  return [...own, ...patterns.map((pattern) => joinPointer(at, 'patternProperties', pattern))]
}

interface DividedParts {
  /** Name → its schemas in parts that say nothing about other names, with the index of the part. */
  readonly plain: ReadonlyMap<string, readonly { readonly index: number; readonly pointer: string }[]>
  readonly others: readonly { readonly index: number; readonly part: Part }[]
}

const divided = new WeakMap<readonly Part[], DividedParts>()

/** Divides the parts once, because an `allOf` may have thousands, each with one property. */
function dividedParts(parts: readonly Part[]): DividedParts {
  const known = divided.get(parts)
  if (known !== undefined) return known
  const plain = new Map<string, { index: number; pointer: string }[]>()
  const others: { index: number; part: Part }[] = []
  for (const [index, part] of parts.entries()) {
    if (NOT_PLAIN.some((keyword) => part.schema[keyword] !== undefined)) {
      others.push({ index, part })
      continue
    }
    for (const name of Object.keys(part.schema.properties ?? {})) {
      const own = plain.get(name) ?? []
      own.push({ index, pointer: joinPointer(part.at, 'properties', name) })
      plain.set(name, own)
    }
  }
  const result = { plain, others }
  divided.set(parts, result)
  return result
}

const NOT_PLAIN = [
  ...['propertyNames', 'not', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'],
]

/** Whether `not: { required: [name] }` forbids a property. */
function isForbiddenByNot({ not }: Schema, name: string): boolean {
  return (
    not !== undefined &&
    Object.keys(not).length === 1 &&
    not.required?.length === 1 &&
    not.required[0] === name
  )
}
