import { mapParts } from '../parts.ts'
import type { PartKind } from '../parts.ts'
import { isRecord, joinPointer } from '../../schema/index.ts'
import { parseMediaType } from '../media-type.ts'
import { without } from '../json.ts'
import type { Json } from '../json.ts'
import type { DescriptionWarning } from '../warning.ts'
import { findClosed } from './closed.ts'
import { leaveOutOperations } from './left-out.ts'
import type { LeftOut } from './left-out.ts'
import type { Repair } from './types.ts'
import { repairOperations } from './operations.ts'
import { repairParameter, repairParameters } from './parameters.ts'
import { findDangling, findCircular, operationsWithDangling, prune, removeDangling } from './references.ts'
import { repairSchema, repairTuples } from './schema.ts'
import { upgradeFrom32 } from './from-3.2.ts'
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
  const parts = repairParts(document, { document, isOld, origins, warn })
  const repair = { document: parts, isOld, origins, warn }
  const { paths: written } = parts
  const paths = repairParameters(repairOperations(isRecord(written) ? written : {}, repair), repair)
  const whole = repairServers(repairSecurity(repairInfo({ ...parts, paths }, name, repair), repair), repair)
  const dangling = findDangling(whole)
  const resolved = removeDangling(whole, dangling, repair)
  const circular = findCircular(resolved)
  const acyclic = removeDangling(resolved, circular, repair)
  const needing = operationsWithDangling(whole, [...dangling, ...circular])
  return { document: acyclic, origins, warnings, leftOut: leaveOutOperations(acyclic, needing) }
}

/** Repairs each part by itself. */
function repairParts(document: Json, repair: Repair): Json {
  const selfRequired = new Set<string>()
  const { isOld, origins, warn } = repair
  const closed = findClosed(document, isOld)
  const reportAt =
    (pointer: string) =>
    (key: string, message: string): void => {
      warn(`${pointer}/${key}`, message)
    }
  // The old forms of schema keywords are repaired first.
  const prepare = (part: unknown, partKind: PartKind, pointer: string): unknown => {
    if (!isRecord(part)) return part
    const upgraded = upgradeFrom32(part, partKind, pointer, repair)
    const typed = dropMistyped(upgraded, partKind, reportAt(pointer), true)
    return partKind === 'schema'
      ? repairTuples(typed, pointer, origins)
      : dropMediaTypes(typed, pointer, repair)
  }
  const transform = (part: unknown, partKind: PartKind, pointer: string): unknown => {
    if (!isRecord(part)) {
      const instead = repairMistyped(part, partKind, pointer)
      if (instead === part) return part
      warn(pointer, `Expected an object. Received ${excerpt(part)}. It is ignored.`)
      return instead
    }
    const isReference = part['$ref'] !== undefined
    const report = reportAt(pointer)
    if (partKind === 'schema')
      return dropMistyped(
        repairSchema(part, { document, pointer, isOld, origins, selfRequired, closed, warn: report }),
        partKind,
        report,
      )
    if (partKind === 'parameter' && pointer.startsWith('/components/parameters/') && !isReference)
      return repairParameter(part, pointer, repair)
    if (
      partKind === 'requestBody' &&
      !isReference &&
      pointer.startsWith('/paths/') &&
      isEmpty(part['content'])
    ) {
      warn(pointer, 'The request body needs a `content` with a media type. It is ignored.')
      return REMOVED
    }
    if (partKind === 'response' && !isReference && part['description'] === undefined)
      return { description: '', ...part }
    return part
  }
  return prune(mapParts(document, 'document', transform, '', prepare), REMOVED) as Json
}

function isEmpty(content: unknown): boolean {
  return !isRecord(content) || Object.keys(content).length === 0
}

/** Removes the media types of a `content` that are none. */
function dropMediaTypes(part: Json, pointer: string, { warn }: Repair): Json {
  const { content } = part
  if (!isRecord(content)) return part
  const wrong = Object.keys(content).filter((name) => parseMediaType(name) === undefined)
  if (wrong.length === 0) return part
  for (const name of wrong)
    warn(
      joinPointer(pointer, 'content', name),
      `\`${name}\` is not a media type, such as \`application/json\`. It is ignored.`,
    )
  return { ...part, content: without(content, ...wrong) }
}

function repairInfo(document: Json, name: string, { warn }: Repair): Json {
  const info = isRecord(document['info']) ? document['info'] : {}
  if (document['info'] === undefined) {
    warn('', `\`info\` is missing. The title \`${name}\` and the version \`0.0.0\` are used.`)
    return { ...document, openapi: '3.1.1', info: { title: name, version: '0.0.0' } }
  }
  const title = typeof info['title'] === 'string' && info['title'] !== '' ? info['title'] : name
  const written = info['version']
  const version =
    typeof written === 'string' ? written : typeof written === 'number' ? String(written) : '0.0.0'
  if (info['title'] === undefined) warn('/info', `\`info.title\` is missing. \`${name}\` is used.`)
  if (written === undefined) warn('/info', '`info.version` is missing. `0.0.0` is used.')
  return { ...document, openapi: '3.1.1', info: { ...info, title, version } }
}
