import { isRecord, joinPointer } from '../../schema/index.ts'
import { credentialHeader } from '../credential-header.ts'
import type { Json } from '../json.ts'
import { METHODS } from '../methods.ts'
import type { SecurityScheme } from '../openapi.ts'
import { upgradeSecurityScheme } from '../upgrade/security-2.0.ts'
import type { Repair } from './types.ts'

/** Removes security schemes that do not say how credentials are sent, and requirements that name no scheme. */
export function repairSecurity(document: Json, repair: Repair): Json {
  const components = isRecord(document['components']) ? document['components'] : {}
  const written = isRecord(components['securitySchemes']) ? components['securitySchemes'] : {}
  const base = '/components/securitySchemes'
  const current = Object.entries(written).map(([name, scheme]): [string, unknown] => {
    if (!isOldScheme(scheme)) return [name, scheme]
    repair.warn(
      joinPointer(base, name),
      `The security scheme \`${name}\` is of OpenAPI 2.0. It is read as such.`,
    )
    return [name, upgradeSecurityScheme(scheme)]
  })
  const schemes = current.filter(([name, scheme]) => {
    const problem = schemeProblem(scheme)
    if (problem !== undefined)
      repair.warn(joinPointer(base, name), `The security scheme \`${name}\` ${problem}. It is ignored.`)
    return problem === undefined
  })
  const known = new Map(schemes)
  const requirements = (list: unknown, pointer: string): unknown =>
    repairRequirements(list, pointer, known, repair)
  const { security, paths } = document
  return {
    ...document,
    ...(security !== undefined && { security: requirements(security, '/security') }),
    ...(isRecord(paths) && { paths: mapSecurity(paths, requirements) }),
    ...(schemes.length > 0 || Object.keys(written).length > 0
      ? { components: { ...components, securitySchemes: Object.fromEntries(schemes) } }
      : {}),
  }
}

/** Whether a scheme has the form of OpenAPI 2.0. */
function isOldScheme(scheme: unknown): boolean {
  if (!isRecord(scheme)) return false
  return (
    scheme['type'] === 'basic' ||
    (scheme['type'] === 'oauth2' && typeof scheme['flow'] === 'string' && !isRecord(scheme['flows']))
  )
}

function mapSecurity(paths: Json, requirements: (list: unknown, pointer: string) => unknown): Json {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => {
      if (!isRecord(item)) return [path, item]
      const entries = Object.entries(item).map(([key, operation]): [string, unknown] => {
        if (!METHODS.includes(key) || !isRecord(operation) || operation['security'] === undefined)
          return [key, operation]
        const at = joinPointer('/paths', path, key, 'security')
        return [key, { ...operation, security: requirements(operation['security'], at) }]
      })
      return [path, Object.fromEntries(entries)]
    }),
  )
}

function repairRequirements(
  list: unknown,
  pointer: string,
  known: ReadonlyMap<string, unknown>,
  { warn }: Repair,
): unknown[] {
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((requirement, index) => {
    const at = joinPointer(pointer, index)
    if (!isRecord(requirement)) return []
    const names = Object.keys(requirement)
    const unknown = names.filter((name) => !known.has(name))
    for (const name of unknown)
      warn(
        joinPointer(at, name),
        `The security scheme \`${name}\` is not described. The requirement is ignored.`,
      )
    if (unknown.length > 0) return []
    const entries = Object.entries(requirement).map(([name, scopes]): [string, unknown] => {
      if (Array.isArray(scopes)) return [name, scopes]
      warn(joinPointer(at, name), `Expected a list of scopes for \`${name}\`. It is read as an empty list.`)
      return [name, []]
    })
    const header = sharedHeader(names.map((name) => known.get(name)))
    if (header === undefined) return [Object.fromEntries(entries)]
    const listed = names.map((name) => `\`${name}\``).join(', ')
    warn(at, `${listed}: a request has only one header \`${header}\`. They are read as alternatives.`)
    return entries.map((entry) => Object.fromEntries([entry]))
  })
}

/** Returns the header that several schemes write, each with other credentials. Undefined if a request can have them all. */
function sharedHeader(schemes: readonly unknown[]): string | undefined {
  const forms = new Map<string, string>()
  for (const scheme of schemes) {
    const header = isRecord(scheme) ? credentialHeader(scheme as unknown as SecurityScheme) : undefined
    if (header === undefined) continue
    const name = header.name.toLowerCase()
    const other = forms.get(name)
    if (other !== undefined && other !== header.form) return header.name
    forms.set(name, header.form)
  }
  return undefined
}

/** Returns what is wrong with a scheme. A reference is followed later. */
function schemeProblem(scheme: unknown): string | undefined {
  if (!isRecord(scheme)) return 'is not an object'
  if (scheme['$ref'] !== undefined) return undefined
  const { type } = scheme
  if (type === 'http' && typeof scheme['scheme'] !== 'string') return 'of type `http` needs a `scheme`'
  if (type === 'apiKey') {
    if (typeof scheme['name'] !== 'string') return 'of type `apiKey` needs a `name`'
    return ['header', 'query', 'cookie'].includes(String(scheme['in']))
      ? undefined
      : 'of type `apiKey` needs `in`: header, query or cookie'
  }
  const types = ['http', 'oauth2', 'openIdConnect', 'mutualTLS']
  return types.includes(String(type)) ? undefined : `has the unknown type \`${String(type)}\``
}
