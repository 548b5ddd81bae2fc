/** A JSON Schema 2020-12 object. Boolean schemas become objects when a description is read (`normalize.ts`). */
export interface Schema {
  $ref?: string
  type?: SchemaType | SchemaType[]
  enum?: unknown[]
  const?: unknown
  description?: string
  title?: string
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
  propertyNames?: Schema
  minProperties?: number
  maxProperties?: number
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  not?: Schema
  default?: unknown
  examples?: unknown[]
  [keyword: string]: unknown
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'
