import { isForm } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import { propertiesOf } from '../../schema/index.ts'
import { encodingStyle, possibleTypes, readsBrackets, styleOf } from '../../serialization/index.ts'
import type { Style } from '../../serialization/index.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'

/** A style of the client's runtime (`src/client/styles.ts`). */
type BaseStyle = 'json' | '[]' | '&' | ',' | '%20' | '%7C'
type FieldStyle = BaseStyle | `${BaseStyle}+`

/** A field and how the client writes it. `scalar` and `list` need no style: a list repeats its name. */
export type FieldStyles = ReadonlyMap<string, FieldStyle | 'scalar' | 'list'>

/** Returns how the client writes the query of an operation. */
export function queryStyles({ description }: ClientSource, { parameters }: Operation): FieldStyles {
  const inQuery = parameters.filter(({ object }) => object.in === 'query')
  return new Map(
    inQuery.map((parameter) => [parameter.object.name, queryStyle(description.document, parameter)]),
  )
}

function queryStyle(document: OpenAPIDocument, parameter: Parameter): FieldStyle | 'scalar' | 'list' {
  const style = fieldStyle(styleOf(parameter))
  const { allowReserved } = parameter.object as { allowReserved?: unknown }
  if (style === 'json') return style
  if (allowReserved === true) return `${style}+`
  // The runtime writes every record in brackets, unless it has a style.
  const types = typesOf(document, parameter)
  if (types?.has('object') ?? true) return style
  if (types?.has('array') !== true) return 'scalar'
  return style === '&' ? 'list' : style
}

/** Returns the JSON types that a parameter's schema allows; undefined if it allows any. */
export function typesOf(document: OpenAPIDocument, { schema }: Parameter): ReadonlySet<string> | undefined {
  return schema === undefined ? undefined : possibleTypes(document, schema)
}

/** Returns how the client writes a style. */
function fieldStyle({ name, explode }: Style): BaseStyle {
  if (name === 'json') return 'json'
  if (name === 'deepObject') return '[]'
  if (explode || name === 'text') return '&'
  if (name === 'spaceDelimited') return '%20'
  return name === 'pipeDelimited' ? '%7C' : ','
}

/** Returns how the client writes the fields of a form. */
export function formStyles(
  { description }: ClientSource,
  { mediaType, object, schema }: Content,
): FieldStyles {
  const { document } = description
  if (!isForm(mediaType) || schema === undefined) return new Map()
  return new Map(
    [...propertiesOf(document, schema)].map(([name, pointer]) => {
      const types = possibleTypes(document, pointer)
      const style = encodingStyle(object.encoding, name)
      if (style !== undefined && style.name !== 'text') return [name, fieldStyle(style)]
      // OpenAPI's defaults: JSON for a record, a field for each item of a list.
      const isRecord = types?.has('object') ?? false
      if (isRecord) return [name, readsBrackets(object.encoding) ? '[]' : 'json']
      return [name, types?.has('array') === true ? 'list' : 'scalar']
    }),
  )
}

/** Returns how a form writes a record that it does not describe. */
export function recordStyle({ object }: Content): '[]' | 'json' {
  return readsBrackets(object.encoding) ? '[]' : 'json'
}

/** Writes the styles that differ from those of the runtime, as an object literal; undefined if all are the same. */
export function stylesText(styles: FieldStyles): string | undefined {
  const entries = [...styles].filter(([, style]) => style !== 'scalar' && style !== 'list')
  return entries.length === 0
    ? undefined
    : objectOf(entries.map(([name, style]) => [name, quoted(style)] as const))
}

/** Merges the styles of some operations for the client over paths, which knows no operation. */
export function mergeStyles(
  source: ClientSource,
  tables: readonly (readonly [Operation, FieldStyles])[],
): FieldStyles {
  const merged = new Map<string, FieldStyle | 'scalar' | 'list'>()
  for (const [{ pointer }, styles] of tables)
    for (const [name, style] of styles) {
      const other = merged.get(name) ?? style
      // A scalar is the same in all styles but JSON.
      const isSame = other === style || [other, style].includes('scalar')
      if (!isSame || (other !== style && [other, style].includes('json')))
        source.warn(
          pointer,
          `Operations write \`${name}\` in different styles. The client over paths uses one of them.`,
        )
      merged.set(name, other === 'scalar' ? style : other)
    }
  return merged
}
