import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { readPattern } from './languages.ts'

/** An object of a description as it was written. */
export type JsonObject = Readonly<Record<string, unknown>>

/** An object of a description, with its reference followed, and its JSON Pointer. */
export interface DescriptionNode {
  readonly part: JsonObject
  readonly at: string
}

/** A description as plain data, with its own validators. It uses no code of the contract. */
export class Document {
  readonly root: JsonObject
  private readonly validators = new Map<string, ValidateFunction>()
  private readonly validatorsByDirection: Readonly<Record<'requests' | 'responses', Ajv2020>>

  constructor(root: JsonObject) {
    this.root = root
    this.validatorsByDirection = {
      requests: this.createValidator('readOnly'),
      responses: this.createValidator('writeOnly'),
    }
  }

  /** Returns the object at a pointer, with references followed, or an empty object. */
  find(pointer: string): DescriptionNode {
    const part = this.at(pointer)
    if (typeof part !== 'object' || part === null) return { part: {}, at: pointer }
    const { $ref } = part as { $ref?: unknown }
    if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return { part: part as JsonObject, at: pointer }
    return this.find(decodeURIComponent($ref.slice(1)))
  }

  below({ at }: DescriptionNode, ...names: readonly (string | number)[]): DescriptionNode {
    return this.find(pointerTo(at, ...names))
  }

  /** Returns the members of an object or a list. */
  children(node: DescriptionNode, name: string): [string, DescriptionNode][] {
    const keys = Object.keys(node.part[name] ?? {})
    return keys.map((key) => [key, this.below(node, name, key)])
  }

  has(pointer: string): boolean {
    return this.at(pointer) !== undefined
  }

  isValid(direction: 'requests' | 'responses', pointer: string, value: unknown): boolean {
    const key = `${direction} ${pointer}`
    let validate = this.validators.get(key)
    if (validate === undefined) {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/')
      validate = this.validatorsByDirection[direction].compile({ $ref: `zoo:/#${fragment}` })
      this.validators.set(key, validate)
    }
    return validate(value)
  }

  private at(pointer: string): unknown {
    return pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((part, token) => {
        const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
        return typeof part === 'object' && part !== null && Object.hasOwn(part, name)
          ? (part as JsonObject)[name]
          : undefined
      }, this.root)
  }

  private createValidator(excludedKeyword: 'readOnly' | 'writeOnly'): Ajv2020 {
    const ajv = new Ajv2020({
      strict: false,
      // Without it ajv accepts an empty array for `contains`.
      allErrors: true,
      // 129.06 is a multiple of 0.01, but not in floating point.
      multipleOfPrecision: 6,
      validateSchema: false,
      ownProperties: true,
      logger: false,
      code: { regExp: Object.assign((text: string) => readPattern(text), { code: 'new RegExp' }) },
    })
    addFormats.default(ajv)
    ajv.addSchema({ ...(this.withoutRequired(excludedKeyword, this.root) as object), $id: 'zoo:/' }, 'zoo:/')
    return ajv
  }

  /** Returns a copy in which properties of the other direction are not required. */
  private withoutRequired(excludedKeyword: string, part: unknown): unknown {
    if (Array.isArray(part)) return part.map((item) => this.withoutRequired(excludedKeyword, item))
    if (typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part).map(([key, child]): [string, unknown] => {
      if (key !== 'required' || !Array.isArray(child))
        return [key, this.withoutRequired(excludedKeyword, child)]
      const properties = ((part as JsonObject)['properties'] ?? {}) as Record<string, JsonObject>
      const isIncluded = (name: string): boolean => {
        const property = Object.hasOwn(properties, name) ? properties[name] : undefined
        const { $ref } = (property ?? {}) as { $ref?: string }
        const target = $ref?.startsWith('#/') === true ? this.find($ref.slice(1)).part : {}
        return property?.[excludedKeyword] !== true && target[excludedKeyword] !== true
      }
      return [key, child.filter((name: string) => isIncluded(name))]
    })
    return withProto(Object.fromEntries(entries))
  }
}

/** A schema with its property `__proto__` under a pattern: ajv passes over it among `properties`. */
function withProto(schema: JsonObject): JsonObject {
  const { properties, patternProperties } = schema
  if (typeof properties !== 'object' || properties === null || !Object.hasOwn(properties, '__proto__'))
    return schema
  const named = (properties as JsonObject)['__proto__']
  return { ...schema, patternProperties: { ...(patternProperties as object), '^__proto__$': named } }
}

function pointerTo(at: string, ...names: readonly (string | number)[]): string {
  return names.reduce<string>(
    (pointer, name) => `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    at,
  )
}
