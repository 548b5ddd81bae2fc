import { get, isRecord, joinPointer, refToPointer } from '../../schema/index.ts'
import type { PartKind } from '../parts.ts'
import type { Json } from '../json.ts'
import type { Repair } from './types.ts'

/** Returns a part of OpenAPI 3.2 as it is in 3.1, where that means the same. */
export function upgradeFrom32(
  part: Json,
  partKind: PartKind,
  pointer: string,
  { document, origins }: Repair,
): Json {
  if (partKind === 'mediaType') {
    const { $ref } = part
    if (typeof $ref !== 'string' || !/^#\/components\/mediaTypes\/[^/]+$/.test($ref)) return part
    const target = get(document, refToPointer($ref))
    if (!isRecord(target)) return part
    origins.set(pointer, refToPointer($ref))
    return target
  }
  if (partKind === 'example' && part['dataValue'] !== undefined && part['value'] === undefined) {
    const { dataValue, ...others } = part
    origins.set(joinPointer(pointer, 'value'), joinPointer(pointer, 'dataValue'))
    return { ...others, value: dataValue }
  }
  return part
}
