import { dynamicAnchorAt, scopeAt } from './dynamic-scope.ts'
import type { DynamicScope } from './dynamic-scope.ts'
import { isKnownFormat, jsonTypeOfFormat } from './formats.ts'
import { get, joinPointer } from './pointer.ts'
import { dereference, refToPointer } from './reference.ts'
import type { Schema } from './schema.ts'
import { excludedNames } from './shape.ts'
import type { ExcludedMark } from './shape.ts'
import { compileFor } from './pattern/index.ts'
import { isSmall } from './small.ts'
import type { Engine } from './pattern/index.ts'
import { Unsupported } from './unsupported.ts'
import type { Mode } from './unsupported.ts'
import { mapSchema } from './walk.ts'
import { isWide } from './wide-properties.ts'

/**
 * Converts the schemas of a document to schemas that ajv checks correctly. Each has its own key. They have no
 * annotations, their references are keys, and a property that one direction excludes is not required. A schema is
 * converted when it is first needed.
 */
export class CompilableSchemas {
  /** Key → schema. Every `$ref` in a schema is a key. */
  readonly schemas = new Map<string, Schema | boolean>()
  /** The pointers of the keywords that constrain a value and cannot be checked. */
  readonly unchecked: string[] = []
  /** The pointers of patterns that are only checked for texts up to a length. */
  readonly limited: string[] = []
  private readonly document: object
  private readonly engine: Engine
  private readonly waiting: (() => void)[] = []
  private readonly newKeys: string[] = []
  private isConverting = false
  private readonly excludedMark: ExcludedMark
  private readonly unsupported: Unsupported
  private readonly suffixOf: (pointer: string) => string
  /** Whether the document uses `unevaluatedProperties` or `unevaluatedItems`. */
  readonly evaluates: boolean
  private readonly isDynamic: boolean
  /** The pointer of `properties` → whether there are very many. */
  private readonly widths = new Map<string, boolean>()
  /** The content of a small subschema, or a key → the key of the first one. */
  private readonly innerKeys = new Map<string, string>()
  private readonly sharesEqual: boolean
  /** A copy → the pointer of its original. An error of ajv has the copy as `parentSchema`. */
  private readonly pointers = new Map<unknown, string>()

  /**
   * @param excludedMark the mark of properties that this direction excludes and so does not require
   * @param suffixOf returns the end of a key, to separate the schemas of two directions in one ajv
   * @param engine the engine that runs patterns
   * @param sharesEqual whether equal subschemas may have one key: then the pointer of an error is not known
   */
  constructor(
    document: object,
    excludedMark: ExcludedMark,
    mode: Mode,
    suffixOf: (pointer: string) => string = () => '',
    engine: Engine = 'any',
    sharesEqual = false,
  ) {
    this.document = document
    this.sharesEqual = sharesEqual
    this.engine = engine
    this.excludedMark = excludedMark
    this.unsupported = new Unsupported(document, mode, engine)
    this.suffixOf = suffixOf
    const { evaluates, isDynamic } = featuresOf(document)
    this.evaluates = evaluates
    this.isDynamic = isDynamic
  }

  /** Returns the keys that were added since the last call. A document may have thousands, added one by one. */
  takeNewKeys(): readonly string[] {
    return this.newKeys.splice(0)
  }

  /** Converts the schema at `pointer` and all schemas that it refers to. @returns its key */
  add(pointer: string, scope: DynamicScope = new Map()): string {
    const { value, pointer: at } = dereference<Schema | boolean>(this.document, pointer)
    const scopeKey = [...scope.values()].map((bound) => `/:${toKey(bound).slice(1)}`).join('')
    const key = toKey(at) + this.suffixOf(at) + scopeKey
    if (!this.schemas.has(key)) {
      this.schemas.set(key, true)
      this.newKeys.push(key)
      this.waiting.push(() => this.convert(key, at, value, scope))
      this.convertWaiting()
    }
    return key
  }

  /** Converts in a loop, because references may form a chain of thousands. */
  private convertWaiting(): void {
    if (this.isConverting) return
    this.isConverting = true
    try {
      // More are added meanwhile.
      for (const next of this.waiting) next()
    } finally {
      this.waiting.length = 0
      this.isConverting = false
    }
  }

  private convert(key: string, at: string, value: unknown, scope: DynamicScope): void {
    const innerScope = (part: string): DynamicScope =>
      this.isDynamic ? scopeAt(this.document, scope, at, part) : scope
    const clean = mapSchema(value, at, (copy, part) => {
      const inner = this.clean(copy, part, innerScope(part))
      if (!isDeep(part.slice(at.length)) && !this.isInWide(part)) return inner
      return { $ref: this.addInner(`${key}/:${toKey(part).slice(1)}`, inner) }
    })
    this.schemas.set(key, clean as Schema | boolean)
  }

  /** Adds a subschema with a key of its own. @returns the key, which may be that of an equal one */
  private addInner(key: string, schema: Schema): string {
    const content = this.sharesEqual && isSmall(schema) ? JSON.stringify(schema) : key
    const known = this.innerKeys.get(content)
    if (known !== undefined) return known
    this.innerKeys.set(content, key)
    this.schemas.set(key, schema)
    this.newKeys.push(key)
    return key
  }

  /** Whether a subschema is that of one of very many properties. */
  private isInWide(pointer: string): boolean {
    const at = pointer.slice(0, pointer.lastIndexOf('/'))
    if (!at.endsWith('/properties')) return false
    const known = this.widths.get(at) ?? isWide(get(this.document, at))
    this.widths.set(at, known)
    return known
  }

  /** Returns the pointer of a copy's original. Undefined below an alternative: its errors are not failures. */
  pointerOf(copy: unknown): string | undefined {
    return this.pointers.get(copy)
  }

  private clean(copy: Schema, pointer: string, scope: DynamicScope): Schema {
    const original = get(this.document, pointer) as Schema
    const relaxed = this.unsupported.relax(original, copy, pointer)
    const kept = Object.fromEntries(Object.entries(relaxed).filter(([key]) => !IGNORED_KEYWORDS.test(key)))
    const { $ref, $dynamicRef, format, required } = kept as Schema
    if (jsonTypeOfFormat(format) === undefined) delete kept['format']
    const unknown = format !== undefined && !isKnownFormat(format) ? ['format'] : []
    for (const keyword of [...unknown, ...this.unsupported.keywordsOf(original, pointer)])
      this.unchecked.push(joinPointer(pointer, keyword))
    for (const [keyword, patterns] of patternsOf(kept))
      if (patterns.some((one) => (compileFor(this.engine, one).pattern?.longest ?? Infinity) < Infinity))
        this.limited.push(joinPointer(pointer, keyword))
    if (required !== undefined) {
      const excluded = excludedNames(this.document, pointer, this.excludedMark)
      kept['required'] = required.filter((name) => !excluded.has(name))
    }
    const references = [$ref, this.dynamicTarget($dynamicRef, scope)].filter((one) => one !== undefined)
    const [first, second] = references.map((one) => ({ $ref: this.add(refToPointer(one), scope) }))
    delete kept['$dynamicRef']
    if (first !== undefined) Object.assign(kept, first)
    if (second !== undefined) kept['allOf'] = [...((kept['allOf'] ?? []) as Schema[]), second]
    const clean = withReadableNames(this.evaluates ? withAlternatives(kept) : kept)
    const isOpaque = OPAQUE.test(pointer) || (this.evaluates && OPAQUE_ALTERNATIVE.test(pointer))
    if (!isOpaque) this.pointers.set(clean, pointer)
    return clean
  }

  /** Returns the target of a `$dynamicRef` in a scope. Those with only one target are already a `$ref`. */
  private dynamicTarget($dynamicRef: unknown, scope: DynamicScope): string | undefined {
    if (typeof $dynamicRef !== 'string') return undefined
    const bound = scope.get(dynamicAnchorAt(this.document, refToPointer($dynamicRef)) ?? '')
    return bound === undefined ? $dynamicRef : `#${bound.replaceAll('%', '%25')}`
  }
}

interface Features {
  readonly evaluates: boolean
  readonly isDynamic: boolean
}

const features = new WeakMap<object, Features>()

/** Returns which keywords a document uses that need more work. */
function featuresOf(document: object): Features {
  const known = features.get(document)
  if (known !== undefined) return known
  const text = JSON.stringify(document)
  const found = {
    evaluates: /"unevaluated(?:Properties|Items)":/.test(text),
    isDynamic: text.includes('"$dynamicRef":'),
  }
  features.set(document, found)
  return found
}

/** Returns the keywords of a schema that have patterns, and these patterns. */
function patternsOf({ pattern, patternProperties }: Schema): [string, string[]][] {
  return [
    ['pattern', pattern === undefined ? [] : [pattern]],
    ['patternProperties', Object.keys(patternProperties ?? {})],
  ]
}

/**
 * Whether a subschema gets its own key because of its depth: ajv compiles nested schemas recursively. A subschema is one
 * or two tokens below its parent.
 */
function isDeep(path: string): boolean {
  const depth = path.split('/').length - 1
  return depth >= 40 && depth % 40 < 2
}

function toKey(pointer: string): string {
  // A key is a URI, which cannot have half of a character. No pointer has `~u`.
  const whole = pointer.replaceAll(/[\ud800-\udfff]/gu, (half) => `~u${half.charCodeAt(0).toString(16)}`)
  return `#${whole.split('/').map(encodeURIComponent).join('/')}`
}

/**
 * Keywords that constrain no value or do not belong to JSON Schema 2020-12. They include `$id` and the anchors: all
 * references are pointers (`normalize.ts`), which ajv would resolve relative to an `$id`.
 */
const IGNORED_KEYWORDS =
  /^(?:title|description|default|deprecated|readOnly|writeOnly|examples?|nullable|discriminator|xml|externalDocs|content.*|x-.*|id|\$id|\$schema|\$anchor|\$dynamicAnchor|\$vocabulary|\$comment|\$defs|definitions|dependencies)$/

/** The parts of a schema in which an error is not a failure: another alternative may be valid. */
const OPAQUE =
  /\/(?:anyOf|oneOf)\/\d+|(?<!\/(?:properties|patternProperties|\$defs|dependentSchemas))\/(?:not|if|contains)(?:\/|$)/

/** The parts of a schema that `withAlternatives` turns into alternatives. */
const OPAQUE_ALTERNATIVE =
  /(?<!\/(?:properties|patternProperties|\$defs|dependentSchemas))\/(?:then|else)(?:\/|$)/

/** Replaces `if` by `anyOf`: ajv counts the properties of `if` as evaluated even if `if` is invalid. */
function withAlternatives({ if: condition, then, else: otherwise, ...others }: Schema): Schema {
  if (condition === undefined) return others
  const [yes, no] = [condition as Schema, { not: condition as Schema }]
  const alternatives = [
    then === undefined ? yes : { allOf: [yes, then as Schema] },
    otherwise === undefined ? no : { allOf: [no, otherwise as Schema] },
  ]
  return { ...others, allOf: [...(others.allOf ?? []), { anyOf: alternatives }] }
}

const PROTO = '__proto__'

/** Describes the property `__proto__` by a pattern, because ajv ignores it in `properties`. */
function withReadableNames(schema: Schema): Schema {
  const { properties, dependentRequired, dependentSchemas } = schema
  const conditions = [dependentRequired, dependentSchemas].flatMap((dependents) => {
    const dependent = get(dependents, `/${PROTO}`)
    if (dependent === undefined) return []
    const then = Array.isArray(dependent) ? { required: dependent } : dependent
    return [{ anyOf: [{ not: { required: [PROTO] } }, then] } as Schema]
  })
  const named = get(properties, `/${PROTO}`)
  if (named === undefined && conditions.length === 0) return schema
  return {
    ...schema,
    ...(named !== undefined && {
      patternProperties: { ...schema.patternProperties, [`^${PROTO}$`]: named as Schema },
    }),
    ...(conditions.length > 0 && { allOf: [...(schema.allOf ?? []), ...conditions] }),
  }
}
