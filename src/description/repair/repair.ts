import { mapParts } from '../parts.ts'
import type { PartKind } from '../parts.ts'
import { joinPointer } from '../../schema/index.ts'
import { isObject } from '../upgrade/json.ts'
import type { Json } from '../upgrade/json.ts'
import type { DescriptionWarning } from '../warning.ts'
import { leaveOutOperations } from './left-out.ts'
import type { LeftOut } from './left-out.ts'
import type { Repair } from './types.ts'
import { repairOperations } from './operations.ts'
import { repairParameter, repairParameters } from './parameters.ts'
import { findDangling, findCircular, operationsWithDangling, prune, removeDangling } from './references.ts'
import { repairSchema } from './schema.ts'
import { repairSecurity } from './security.ts'
import { repairServers } from './servers.ts'
import { dropMistyped, excerpt, REMOVED, repairMistyped } from './structure.ts'

/** A document that the rest of this toolkit can read. */
export interface Repaired {
  readonly document: Json
  readonly origins: ReadonlyMap<string, string>
  /** The pointers are in the document before the repair. */
  readonly warnings: readonly DescriptionWarning[]
  /** Operations that cannot be used. They stay in the document. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * Returns a description without its faults. Each one is a warning, and work continues with the rest.
 *
 * @param isOld whether it was written in OpenAPI 2.0 or 3.0, where some schema keywords have other forms
 * @param name used if it has no title
 */
export function repairDocument(document: Json, isOld: boolean, name: string): Repaired {
  const warnings: DescriptionWarning[] = []
  const origins = new Map<string, string>()
  const warn = (pointer: string, message: string): void => {
    warnings.push({ pointer, message })
  }
  const parts = repairParts(document, isOld, { document, origins, warn })
  const repair = { document: parts, origins, warn }
  const { paths: written } = parts
  const paths = repairParameters(repairOperations(isObject(written) ? written : {}, repair), repair)
  const whole = repairServers(repairSecurity(repairInfo({ ...parts, paths }, name, repair), repair), repair)
  const dangling = findDangling(whole)
  const resolved = removeDangling(whole, dangling, repair)
  const circular = findCircular(resolved)
  const acyclic = removeDangling(resolved, circular, repair)
  const needing = operationsWithDangling(whole, [...dangling, ...circular])
  return { document: acyclic, origins, warnings, leftOut: leaveOutOperations(acyclic, needing) }
}

/** Repairs each part by itself. */
function repairParts(document: Json, isOld: boolean, repair: Repair): Json {
  const selfRequired = new Set<string>()
  const { origins, warn } = repair
  const repaired = mapParts(document, 'document', (part: unknown, partKind: PartKind, pointer: string) => {
    if (!isObject(part)) {
      const instead = repairMistyped(part, partKind, pointer)
      if (instead === part) return part
      warn(pointer, `Expected an object. Received ${excerpt(part)}. It is ignored.`)
      return instead
    }
    const report = (key: string, message: string): void => {
      warn(joinPointer(pointer, key), message)
    }
    const current =
      partKind === 'schema'
        ? repairSchema(part, { pointer, isOld, origins, selfRequired, warn: report })
        : partKind === 'parameter' &&
            pointer.startsWith('/components/parameters/') &&
            part['$ref'] === undefined
          ? repairParameter(part, pointer, repair)
          : part
    const typed = dropMistyped(current, partKind, report)
    const isNew = partKind === 'response' && typed['$ref'] === undefined && typed['description'] === undefined
    return isNew ? { description: '', ...typed } : typed
  })
  return prune(repaired, REMOVED) as Json
}

function repairInfo(document: Json, name: string, { warn }: Repair): Json {
  const info = isObject(document['info']) ? document['info'] : {}
  const title = typeof info['title'] === 'string' && info['title'] !== '' ? info['title'] : name
  const written = info['version']
  const version =
    typeof written === 'string' ? written : typeof written === 'number' ? String(written) : '0.0.0'
  if (info['title'] === undefined) warn('/info', `\`info.title\` is missing. \`${name}\` is used.`)
  if (written === undefined) warn('/info', '`info.version` is missing. `0.0.0` is used.')
  return { ...document, openapi: '3.1.1', info: { ...info, title, version } }
}
