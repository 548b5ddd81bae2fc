import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { UsageError } from '../command/index.ts'
import { dereference, mapParts, refToPointer } from '../description/index.ts'
import type { OpenAPIDocument, Schema } from '../description/index.ts'
import { addCheckedFormats, jsonTypeOfFormat } from './formats.ts'
import { compilePattern } from './pattern.ts'
import { excludedNames } from './shape.ts'
import type { ExcludedMark } from './shape.ts'

/** The schemas of a document as one side sees them, compiled by ajv when they are first needed. */
export class SchemaValidators {
  private readonly document: OpenAPIDocument
  private readonly excludedMark: ExcludedMark
  private readonly ajv: Ajv2020
  private readonly validators = new Map<string, ValidateFunction>()
  private readonly added = new Set<string>()
  /** Every schema object given to ajv → where it stands. ajv names it in its errors as `parentSchema`. */
  private readonly pointers = new Map<unknown, string>()

  /** @param excludedMark properties that do not go this way, and so are not required */
  constructor(document: OpenAPIDocument, excludedMark: ExcludedMark) {
    this.document = document
    this.excludedMark = excludedMark
    this.ajv = new Ajv2020({
      allErrors: true,
      verbose: true,
      strict: false,
      validateSchema: false,
      ownProperties: true,
      logger: false,
      // 0.07 is a multiple of 0.01, whatever floating point says.
      multipleOfPrecision: 6,
      code: { regExp: readPattern },
    })
    addCheckedFormats(this.ajv)
  }

  /** @throws UsageError where no value can be judged by the schema at `pointer` */
  validatorOf(pointer: string): ValidateFunction {
    let validate = this.validators.get(pointer)
    if (validate === undefined) {
      validate = this.compile(pointer)
      this.validators.set(pointer, validate)
    }
    return validate
  }

  /** Where the schema stands that an error is about; undefined below an alternative, which is no breach by itself. */
  pointerOfError({ parentSchema }: ErrorObject): string | undefined {
    return this.pointers.get(parentSchema)
  }

  private compile(pointer: string): ValidateFunction {
    try {
      return this.ajv.compile({ $ref: this.add(pointer) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new UsageError(`The schema at ${pointer} cannot be used: ${reason}.`)
    }
  }

  /** Makes a schema known under its own place. @returns what ajv calls it */
  private add(pointer: string): string {
    const { value, pointer: at } = dereference<Schema | boolean>(this.document, pointer)
    const name = `#${at.split('/').map(encodeURIComponent).join('/')}`
    if (!this.added.has(name)) {
      this.added.add(name)
      this.ajv.addSchema(this.clean(value, at), name)
    }
    return name
  }

  /** A copy without what is no JSON Schema, so that nothing but schemas reaches ajv; every object remembers its place. */
  private clean(schema: Schema | boolean, pointer: string): Schema | boolean {
    const clean = mapParts(
      schema,
      'schema',
      (part, partKind, at) => {
        if (partKind !== 'schema' || typeof part !== 'object' || part === null) return part
        const copy = this.keywordsOf(part as Schema, at)
        if (!OPAQUE.test(at)) this.pointers.set(copy, at)
        return copy
      },
      pointer,
    )
    return clean as Schema | boolean
  }

  private keywordsOf(schema: Schema, pointer: string): Schema {
    const { $ref, format, enum: values, required } = schema
    const copy = Object.fromEntries(Object.entries(schema).filter(([key]) => !IGNORED_KEYWORDS.test(key)))
    if (jsonTypeOfFormat(format) === undefined) delete copy['format']
    // ajv refuses an empty list, which no value is in.
    if (values?.length === 0) return { not: {} }
    if (required !== undefined) {
      const excludedMark = excludedNames(this.document, pointer, this.excludedMark)
      copy['required'] = required.filter((name) => !excludedMark.has(name))
    }
    if ($ref !== undefined) copy['$ref'] = this.add(refToPointer($ref))
    return copy
  }
}

/**
 * What is no keyword of JSON Schema 2020-12, or no assertion of it and unknown to ajv, or has done its work: references
 * are pointers (`normalize.ts`), so that a name of a schema only makes ajv look for it elsewhere.
 */
const IGNORED_KEYWORDS =
  /^(?:examples?|nullable|discriminator|xml|externalDocs|x-.*|id|\$id|\$schema|\$anchor|\$dynamicAnchor|\$vocabulary|dependencies)$/

/** Below these a broken keyword is no breach by itself: another branch may fit. */
const OPAQUE =
  /\/(?:anyOf|oneOf)\/\d+|(?<!\/(?:properties|patternProperties|\$defs|dependentSchemas))\/(?:not|if|contains)(?:\/|$)/

/** Patterns for ajv: as JavaScript reads them, be it without Unicode. */
const readPattern = Object.assign(
  (pattern: string, flags: string): RegExp => compilePattern(pattern) ?? new RegExp(pattern, flags),
  { code: 'new RegExp' },
)
