import { mapParts } from '../../description/index.ts'
import type { HeaderObject, OpenAPIDocument, Schema } from '../../description/index.ts'
import { dereference, refToPointer } from '../../schema/index.ts'
import { limitsOf } from './limits.ts'

/**
 * Returns a copy of the document whose descriptions are complete, as editors show them: with the limits of a value, with
 * the default of a parameter, and at a property the description of the schema that it refers to.
 */
export function withDocComments(document: OpenAPIDocument): OpenAPIDocument {
  return mapParts(document, 'document', (part, kind, pointer) => {
    if (typeof part !== 'object' || part === null) return part
    if (kind === 'parameter') return '$ref' in part ? part : describedParameter(document, part)
    if (kind !== 'schema') return part
    const schema = part as Schema
    if (schema.$ref === undefined) return withSentences(schema, limitsOf(schema))
    return isProperty(pointer) ? describedReference(document, schema) : schema
  }) as OpenAPIDocument
}

const isProperty = (pointer: string): boolean => /\/properties\/[^/]+$/.test(pointer)

/** Adds sentences to the description. */
function withSentences<Part extends { description?: unknown }>(part: Part, ...sentences: string[]): Part {
  const { description } = part
  const texts = [typeof description === 'string' ? description.trim() : '', ...sentences]
  const text = texts.filter((one) => one !== '').join('\n')
  return text === '' || text === description ? part : { ...part, description: text }
}

function describedParameter(document: OpenAPIDocument, parameter: HeaderObject): HeaderObject {
  const { schema } = parameter
  if (typeof schema !== 'object') return parameter
  const value = targetOf(document, schema)
  const byDefault = value.default === undefined ? '' : `Default: \`${JSON.stringify(value.default)}\`.`
  const ownText = textOf(parameter) === '' ? textOf(value) : ''
  return withSentences(parameter, ownText, limitsOf(value), byDefault)
}

function describedReference(document: OpenAPIDocument, reference: Schema): Schema {
  if (textOf(reference) !== '') return reference
  const target = targetOf(document, reference)
  const byDefault = target.default === undefined ? {} : { default: target.default }
  return withSentences({ ...byDefault, ...reference }, textOf(target), limitsOf(target))
}

const textOf = ({ description }: { description?: unknown }): string =>
  typeof description === 'string' ? description.trim() : ''

/** Returns the schema that a reference leads to, or an empty one. */
function targetOf(document: OpenAPIDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  try {
    const { value } = dereference<Schema | boolean | null>(document, refToPointer(schema.$ref))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
