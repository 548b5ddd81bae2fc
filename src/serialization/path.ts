import type { OpenAPIDocument, Parameter } from '../description/index.ts'
import { parseJson } from '../contract/http/body.ts'
import type { SchemaSet } from '../schema/index.ts'
import { textOf, jsonTypesOf } from '../schema/index.ts'
import { parseCandidates } from './parse-candidates.ts'
import { partsOf, styleOf } from './style.ts'

/**
 * A value as raw text for its place in a path, in the parameter's style (OpenAPI 3.1, Style Examples; RFC 6570). What is
 * a text here, an id that a fixture gave, may be the JSON of a list or a record.
 */
export function pathText(document: OpenAPIDocument, parameter: Parameter, value: unknown): string {
  const { name } = styleOf(parameter)
  const given = typeof value === 'string' ? parseStructured(document, parameter, value) : value
  if (name === 'json') return encodeURIComponent(JSON.stringify(given))
  return typeof given === 'object' && given !== null
    ? structuredText(parameter, given)
    : pathPrefix(parameter) + encodeURIComponent(textOf(given))
}

/** Whether a text that stands raw in a path is for sure a value of its parameter. */
export function isDefinitelyValidSegment(
  { document, schemas }: { document: OpenAPIDocument; schemas: SchemaSet },
  { schema, mediaType }: Parameter,
  raw: string,
): boolean {
  if (schema === undefined) return true
  const text = decodePathText(raw)
  if (text === undefined) return false
  return parseCandidates({ document, schemas }, schema, text, { mediaType }).some((value) =>
    schemas.isDefinitelyValid(schema, value),
  )
}

/** The text that stands raw in a path; undefined where it is no percent-encoding. */
export function decodePathText(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw)
  } catch {
    return undefined
  }
}

/** What stands before a scalar in a path, where its style has something there. */
export function pathPrefix(parameter: Parameter): string {
  const { name } = styleOf(parameter)
  if (name === 'label') return '../contract/values'
  return name === 'matrix' ? `;${encodeURIComponent(parameter.object.name)}=` : ''
}

/** Whether a parameter has something between itself and its neighbours: else nobody knows where it ends. */
export function isDelimited(path: string, name: string): boolean {
  return !path.includes(`}{${name}}`) && !path.includes(`{${name}}{`)
}

function parseStructured(document: OpenAPIDocument, { schema, mediaType }: Parameter, text: string): unknown {
  const jsonTypes = schema === undefined ? undefined : jsonTypesOf(document, schema)
  const isStructured =
    mediaType !== undefined || jsonTypes?.has('array') === true || jsonTypes?.has('object') === true
  if (!isStructured || jsonTypes?.has('string') === true) return text
  const read = parseJson(text)
  return 'value' in read ? read.value : text
}

function structuredText(parameter: Parameter, value: object): string {
  const { name: style, explode } = styleOf(parameter)
  const isRecord = !Array.isArray(value)
  const parts = partsOf(value).map(encodeURIComponent)
  const pairs = isRecord && explode
  const texts = pairs
    ? parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}=${parts[index + 1] ?? ''}`] : []))
    : parts
  switch (style) {
    case 'label':
      return `.${texts.join(explode ? '.' : ',')}`
    case 'matrix': {
      const name = encodeURIComponent(parameter.object.name)
      if (pairs) return texts.map((text) => `;${text}`).join('')
      return explode ? texts.map((text) => `;${name}=${text}`).join('') : `;${name}=${texts.join(',')}`
    }
    default:
      return texts.join(',')
  }
}
