import type { OpenAPIDocument, Operation, Parameter } from '../description/index.ts'
import type { SchemaSet } from '../schema/index.ts'
import { encodedText, fieldsOf } from './field.ts'
import { parseJson } from './json.ts'
import { parseCandidates } from './parse-candidates.ts'
import { decodeOrUndefined, percentEncode } from './percent.ts'
import { possibleTypes } from './possible-types.ts'
import { rowOf, styleOf } from './style.ts'

/**
 * Writes a value into a path, in the parameter's style. A text may be the JSON of a list or a record: a fixture gives
 * ids as texts.
 */
export function pathText(document: OpenAPIDocument, parameter: Parameter, value: unknown): string {
  const style = styleOf(parameter)
  const given = typeof value === 'string' ? parseStructured(document, parameter, value) : value
  const fields = fieldsOf(style, parameter.object.name, given)
  const { prefix } = rowOf(style.name)
  if (style.name !== 'matrix') return prefix + fields.map(encodedText).join('')
  // An empty value has no `=` (RFC 6570, section 3.2.7).
  return fields
    .map((field) => prefix + [percentEncode(field.name), encodedText(field)].filter(Boolean).join('='))
    .join('')
}

/** Fills a path template with raw text. A parameter without text is empty. */
export function fillPath(
  { path }: Pick<Operation, 'path'>,
  segments: Readonly<Record<string, string>>,
): string {
  return path
    .split(/\{([^{}]+)\}/)
    .map((part, index) => {
      if (index % 2 === 1) return Object.hasOwn(segments, part) ? (segments[part] ?? '') : ''
      return encodeURI(part).replaceAll(/%25(?=[\da-f]{2})/gi, '%')
    })
    .join('')
}

/** Whether raw text of a path is a definitely valid value of its parameter. */
export function isDefinitelyValidSegment(
  { document, schemas }: { document: OpenAPIDocument; schemas: SchemaSet },
  { schema, mediaType }: Parameter,
  raw: string,
): boolean {
  if (schema === undefined) return true
  const text = decodeOrUndefined(raw)
  if (text === undefined) return false
  return parseCandidates({ document, schemas }, schema, text, { mediaType }).some((value) =>
    schemas.isDefinitelyValid(schema, value),
  )
}

/** Returns the text before a scalar in a path, which is empty in most styles. */
export function pathPrefix(parameter: Parameter): string {
  const { name } = styleOf(parameter)
  return name === 'matrix' ? `;${percentEncode(parameter.object.name)}=` : rowOf(name).prefix
}

/** Whether there is text between a parameter and its neighbours, so that its end can be found. */
export function isDelimited(path: string, name: string): boolean {
  return !path.includes(`}{${name}}`) && !path.includes(`{${name}}{`)
}

function parseStructured(document: OpenAPIDocument, { schema, mediaType }: Parameter, text: string): unknown {
  const jsonTypes = schema === undefined ? undefined : possibleTypes(document, schema)
  const isStructured =
    mediaType !== undefined || jsonTypes?.has('array') === true || jsonTypes?.has('object') === true
  if (!isStructured || jsonTypes?.has('string') === true) return text
  const read = parseJson(text)
  return 'value' in read ? read.value : text
}
