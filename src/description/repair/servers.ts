import { isRecord, joinPointer } from '../../schema/index.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'
import type { Repair } from './types.ts'

/** Removes servers without a URL, and gives each variable a default. */
export function repairServers(document: Json, repair: Repair): Json {
  const { paths } = document
  return {
    ...withServers(document, '', repair),
    ...(isRecord(paths) && {
      paths: mapObjects(paths, '/paths', (item, at) =>
        mapObjects(withServers(item, at, repair), at, (child, childAt, key) =>
          METHODS.includes(key) ? withServers(child, childAt, repair) : child,
        ),
      ),
    }),
  }
}

function mapObjects(
  map: Json,
  pointer: string,
  change: (value: Json, pointer: string, key: string) => Json,
): Json {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      isRecord(value) ? change(value, joinPointer(pointer, key), key) : value,
    ]),
  )
}

function withServers(part: Json, pointer: string, repair: Repair): Json {
  const { servers, ...others } = part
  if (!Array.isArray(servers)) return part
  const at = joinPointer(pointer, 'servers')
  const kept = servers.flatMap((server: unknown, index): Json[] => {
    if (isRecord(server) && typeof server['url'] === 'string')
      return [withDefaults(server, joinPointer(at, index), repair)]
    repair.warn(joinPointer(at, index), 'The server needs a `url`. It is ignored.')
    return []
  })
  return kept.length === 0 ? others : { ...part, servers: kept }
}

function withDefaults(server: Json, pointer: string, { warn }: Repair): Json {
  const names = [...String(server['url']).matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
  const written = isRecord(server['variables']) ? server['variables'] : {}
  if (names.length === 0) return server
  const variables = names.map((name): [string, Json] => {
    const variable = withTextValues(isRecord(written[name]) ? written[name] : {})
    if (typeof variable['default'] === 'string') return [name, variable]
    const values: unknown[] = Array.isArray(variable['enum']) ? variable['enum'] : []
    const value = variable['default'] ?? values[0] ?? name
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    warn(pointer, `The server variable \`${name}\` needs a \`default\` text. \`${text}\` is used.`)
    return [name, { ...variable, default: text }]
  })
  return { ...server, variables: Object.fromEntries(variables) }
}

/** Returns a variable whose `enum` is a list of texts, or missing. */
function withTextValues({ enum: written, ...variable }: Json): Json {
  const values = Array.isArray(written)
    ? written.map((value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)))
    : []
  return values.length === 0 ? variable : { ...variable, enum: values }
}
