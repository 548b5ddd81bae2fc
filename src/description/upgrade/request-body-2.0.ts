import { FORM } from '../media-type.ts'
import { isRecord, joinPointer } from '../../schema/index.ts'
import type { Json } from '../json.ts'
import { schemaOfValue, styleOf } from './parameters-2.0.ts'
import type { LocatedParameter } from './parameters-2.0.ts'
import { rewriteSchema } from './schemas-2.0.ts'
import type { Upgrade } from './upgrade.ts'

const MULTIPART = 'multipart/form-data'

/** Returns the request body that the `body` and `formData` parameters make; undefined without such parameters. */
export function makeRequestBody(
  parameters: readonly LocatedParameter[],
  consumes: readonly string[],
  to: string,
  upgrade: Upgrade,
): Json | undefined {
  const body = parameters.find(({ parameter }) => parameter['in'] === 'body')
  const fields = parameters.filter(({ parameter }) => parameter['in'] === 'formData')
  if (body !== undefined) {
    for (const { parameter, pointer } of fields)
      upgrade.warn({
        pointer,
        message: `The parameter \`${String(parameter['name'])}\` in \`formData\` is ignored: the operation has a \`body\`.`,
      })
    return fromBody(body, consumes, to, upgrade)
  }
  return fields.length === 0 ? undefined : fromFields(fields, consumes, to, upgrade)
}

function fromBody(
  { parameter, pointer }: LocatedParameter,
  consumes: readonly string[],
  to: string,
  { origins }: Upgrade,
): Json {
  origins.set(to, pointer)
  const { schema, required, description } = parameter
  const examples = parameter['x-examples'] ?? parameter['x-example']
  const content = (consumes.length === 0 ? ['application/json'] : consumes).map((mediaType) => {
    origins.set(joinPointer(to, 'content', mediaType), pointer)
    const example = isRecord(examples) ? examples[mediaType] : undefined
    return [
      mediaType,
      { schema: rewriteSchema(schema ?? {}), ...(example !== undefined && { example }) },
    ] as const
  })
  return {
    ...(description !== undefined && { description }),
    ...(required !== undefined && { required }),
    content: Object.fromEntries(content),
  }
}

function fromFields(
  fields: readonly LocatedParameter[],
  consumes: readonly string[],
  to: string,
  upgrade: Upgrade,
): Json {
  const [first] = fields
  upgrade.origins.set(to, first?.pointer ?? to)
  const forms = consumes.filter((mediaType) =>
    /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(mediaType),
  )
  const hasFile = fields.some(({ parameter }) => parameter['type'] === 'file')
  const usual = hasFile ? MULTIPART : FORM
  // A file can only be sent as multipart.
  const usable = hasFile ? forms.filter((mediaType) => mediaType.startsWith('multipart')) : forms
  const mediaTypes = usable.length === 0 ? [usual] : usable
  const content = mediaTypes.map((mediaType) => {
    const at = joinPointer(to, 'content', mediaType)
    return [mediaType, formContent(fields, at, upgrade)] as const
  })
  const isRequired = fields.some(({ parameter }) => parameter['required'] === true)
  return { ...(isRequired && { required: true }), content: Object.fromEntries(content) }
}

function formContent(fields: readonly LocatedParameter[], to: string, upgrade: Upgrade): Json {
  const properties: Json = {}
  const encoding: Json = {}
  const required: string[] = []
  for (const { parameter, pointer } of fields) {
    const name = String(parameter['name'])
    upgrade.origins.set(joinPointer(to, 'schema', 'properties', name), pointer)
    const style = styleOf(parameter)
    const { description } = parameter
    const schema = style === undefined ? { type: 'string' } : (schemaOfValue(parameter) as Json)
    properties[name] = { ...schema, ...(description !== undefined && { description }) }
    if (style !== undefined && Object.keys(style).length > 0) encoding[name] = style
    if (parameter['required'] === true) required.push(name)
  }
  return {
    schema: { type: 'object', properties, ...(required.length > 0 && { required }) },
    ...(Object.keys(encoding).length > 0 && { encoding }),
  }
}
