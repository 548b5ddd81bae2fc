import { isRecord, joinPointer } from '../../schema/index.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'
import { rewriteSchema, rewriteRef } from './schemas-2.0.ts'
import { upgradeParameter } from './parameters-2.0.ts'
import { makeRequestBody } from './request-body-2.0.ts'
import type { LocatedParameter } from './parameters-2.0.ts'
import { upgradeResponse } from './responses-2.0.ts'
import { upgradeSecurityScheme } from './security-2.0.ts'
import { serversOf } from './servers-2.0.ts'
import type { Upgrade } from './upgrade.ts'

/** The keys of OpenAPI 2.0 that have another form in 3.x. */
const OLD_KEYS = [
  ...['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths'],
  ...['definitions', 'parameters', 'responses', 'securityDefinitions'],
]

/** Returns the same description in OpenAPI 3.1. The pointers of everything that moves are noted in `upgrade.origins`. */
export function upgradeFrom20(document: Json, upgrade: Upgrade): Json {
  const { host, produces, definitions, parameters, responses, securityDefinitions, paths } = document
  const others = without(document, ...OLD_KEYS)
  const mixedIn = isRecord(document['components']) ? document['components'] : {}
  const servers = serversOf(document)
  if (servers !== undefined) upgrade.origins.set('/servers', host === undefined ? '/basePath' : '/host')
  return {
    openapi: '3.1.1',
    ...others,
    ...(servers !== undefined && { servers }),
    ...(paths !== undefined && { paths: mapPaths(document, upgrade) }),
    components: {
      schemas: {
        ...moveMap(upgrade, '/components/schemas', '/components/schemas', mixedIn['schemas'], rewriteSchema),
        ...moveMap(upgrade, '/components/schemas', '/definitions', definitions, rewriteSchema),
      },
      parameters: moveMap(
        upgrade,
        '/components/parameters',
        '/parameters',
        parameters,
        (parameter, to, from) =>
          isRecord(parameter) && isBody(parameter)
            ? undefined
            : upgradeParameter(parameter, to, from, upgrade),
      ),
      responses: moveMap(upgrade, '/components/responses', '/responses', responses, (response, to, from) =>
        upgradeResponse(response, asList(produces), to, from, upgrade),
      ),
      securitySchemes: moveMap(
        upgrade,
        '/components/securitySchemes',
        '/securityDefinitions',
        securityDefinitions,
        (scheme) => upgradeSecurityScheme(scheme),
      ),
    },
  }
}

/** Body parameters have no counterpart in `components/parameters`. They are inlined where they are used. */
function isBody(parameter: Json): boolean {
  return parameter['in'] === 'body' || parameter['in'] === 'formData'
}

function moveMap(
  upgrade: Upgrade,
  to: string,
  from: string,
  map: unknown,
  change: (value: unknown, to: string, from: string) => unknown,
): Json {
  if (map === undefined) return {}
  upgrade.origins.set(to, from)
  const entries = isRecord(map) ? Object.entries(map) : []
  return Object.fromEntries(
    entries
      .map(([name, value]) => [name, change(value, joinPointer(to, name), joinPointer(from, name))] as const)
      .filter(([, value]) => value !== undefined),
  )
}

function mapPaths(document: Json, upgrade: Upgrade): unknown {
  const { paths } = document
  if (!isRecord(paths)) return paths
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      isRecord(item) && path.startsWith('/')
        ? upgradePathItem(document, item, joinPointer('/paths', path), upgrade)
        : item,
    ]),
  )
}

function upgradePathItem(document: Json, item: Json, pointer: string, upgrade: Upgrade): Json {
  const shared = locate(document, item['parameters'], joinPointer(pointer, 'parameters'))
  const plain = shared.filter(({ parameter }) => !isBody(parameter))
  const entries = Object.entries(item).map(([key, value]): [string, unknown] => {
    if (key === '$ref') return [key, rewriteRef(value)]
    const at = joinPointer(pointer, key)
    if (key === 'parameters') return [key, upgradeParameters(plain, at, upgrade)]
    if (!METHODS.includes(key) || !isRecord(value)) return [key, value]
    return [
      key,
      upgradeOperation(
        document,
        value,
        shared.filter(({ parameter }) => isBody(parameter)),
        at,
        upgrade,
      ),
    ]
  })
  return Object.fromEntries(entries)
}

function upgradeOperation(
  document: Json,
  { consumes, produces, schemes, parameters, responses, ...others }: Json,
  sharedBodies: readonly LocatedParameter[],
  pointer: string,
  upgrade: Upgrade,
): Json {
  const located = locate(document, parameters, joinPointer(pointer, 'parameters'))
  const own = located.filter(({ parameter }) => isBody(parameter))
  const plain = located.filter(({ parameter }) => !isBody(parameter))
  const body = makeRequestBody(
    own.length > 0 ? own : sharedBodies,
    asList(consumes ?? document['consumes']),
    joinPointer(pointer, 'requestBody'),
    upgrade,
  )
  const mediaTypes = asList(produces ?? document['produces'])
  const servers = schemes === undefined ? undefined : serversOf({ ...document, schemes })
  return {
    ...others,
    ...(plain.length > 0 && {
      parameters: upgradeParameters(plain, joinPointer(pointer, 'parameters'), upgrade),
    }),
    ...(body !== undefined && { requestBody: body }),
    ...(servers !== undefined && { servers }),
    ...(responses !== undefined && {
      responses: isRecord(responses)
        ? Object.fromEntries(
            Object.entries(responses).map(([status, response]) => {
              const at = joinPointer(pointer, 'responses', status)
              return [
                status,
                status.startsWith('x-') ? response : upgradeResponse(response, mediaTypes, at, at, upgrade),
              ]
            }),
          )
        : responses,
    }),
  }
}

function upgradeParameters(
  parameters: readonly LocatedParameter[],
  pointer: string,
  upgrade: Upgrade,
): unknown[] {
  return parameters.map(({ written, pointer: from }, index) => {
    const to = joinPointer(pointer, index)
    upgrade.origins.set(to, from)
    return upgradeParameter(written, to, from, upgrade)
  })
}

/** Returns the parameters of a list, each with the parameter that its reference leads to. */
function locate(document: Json, list: unknown, pointer: string): LocatedParameter[] {
  return (Array.isArray(list) ? list : []).flatMap((written: unknown, index): LocatedParameter[] => {
    if (!isRecord(written)) return []
    const at = joinPointer(pointer, index)
    const name = /^#\/parameters\/(.+)$/.exec(String(written['$ref']))?.[1]
    const shared =
      isRecord(document['parameters']) && name !== undefined ? document['parameters'][name] : undefined
    if (!isRecord(shared) || !isBody(shared)) return [{ written, parameter: written, pointer: at }]
    return [{ written: shared, parameter: shared, pointer: joinPointer('/parameters', name ?? '') }]
  })
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
