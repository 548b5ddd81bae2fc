import { isRecord, joinPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import { upgradeHeader } from './parameters-2.0.ts'
import { rewriteRef, rewriteSchema } from './schemas-2.0.ts'
import type { Upgrade } from './upgrade.ts'

/** Returns a response whose schema and examples are in `content`. */
export function upgradeResponse(
  response: unknown,
  produces: readonly string[],
  to: string,
  from: string,
  { origins, warn }: Upgrade,
): unknown {
  if (!isRecord(response)) return response
  if (response['$ref'] !== undefined) return { ...response, $ref: rewriteRef(response['$ref']) }
  const { schema, examples, headers, ...others } = response
  const content = contentOf(schema, isRecord(examples) ? examples : {}, produces)
  for (const mediaType of Object.keys(content)) {
    const at = joinPointer(to, 'content', mediaType)
    origins.set(at, from)
    origins.set(joinPointer(at, 'schema'), joinPointer(from, 'schema'))
    origins.set(joinPointer(at, 'example'), joinPointer(from, 'examples', mediaType))
  }
  return {
    ...without(others, 'content'),
    ...(Object.keys(content).length > 0 && { content }),
    ...(isRecord(headers) && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, header]) => {
          const headerTo = joinPointer(to, 'headers', name)
          return [
            name,
            upgradeHeader(header, headerTo, joinPointer(from, 'headers', name), { origins, warn }),
          ]
        }),
      ),
    }),
  }
}

function contentOf(schema: unknown, examples: Json, produces: readonly string[]): Json {
  const isFile = isRecord(schema) && schema['type'] === 'file'
  const usual = isFile ? ['application/octet-stream'] : ['application/json']
  const described = schema === undefined ? [] : produces.length === 0 ? usual : produces
  const mediaTypes = [
    ...new Set([...described, ...Object.keys(examples).filter((name) => name.includes('/'))]),
  ]
  return Object.fromEntries(
    mediaTypes.map((mediaType) => [
      mediaType,
      {
        ...(schema !== undefined && { schema: rewriteSchema(schema) }),
        ...(examples[mediaType] !== undefined && { example: examples[mediaType] }),
      },
    ]),
  )
}
