import type { Fault } from './faults.ts'

export type Faults = ReadonlySet<Fault>
type Data = Record<string, unknown>

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isInteger(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max
}

export function isText(value: unknown, min: number, max: number): value is string {
  return typeof value === 'string' && [...value].length >= min && [...value].length <= max
}

const optional = (value: unknown, check: (value: unknown) => boolean): boolean =>
  value === undefined || check(value)

/** Whether a bed may be created or replaced. `isNew`: the faults concern only creations. */
export function isBed(value: unknown, faults: Faults, isNew: boolean): value is Data {
  if (!isObject(value)) return false
  const has = (fault: Fault): boolean => isNew && faults.has(fault)
  const { name, rows, code, soil, note, pin } = value
  const known = ['id', 'name', 'rows', 'code', 'soil', 'note', 'pin']
  return (
    (has('additional-accepted') || Object.keys(value).every((key) => known.includes(key))) &&
    isText(name, 1, 30) &&
    optional(code, (one) => typeof one === 'string' && (has('pattern') || /^[A-Z]{3}$/.test(one))) &&
    isInteger(rows, 1, has('bounds') ? 101 : 100) &&
    optional(soil, (one) => one === 'clay' || one === 'sand' || (has('enum') && typeof one === 'string')) &&
    optional(note, (one) => one === null || isText(one, 0, 100)) &&
    optional(pin, (one) => isText(one, 4, 8))
  )
}

export function isPlant(value: unknown, faults: Faults): value is Data {
  if (!isObject(value)) return false
  const isTree = isInteger(value['height'], 1, 80)
  const isHerb = isText(value['scent'], 1, 20)
  if (value['kind'] === 'tree') return isTree
  if (value['kind'] === 'herb') return isHerb
  return faults.has('discriminator-ignored') && typeof value['kind'] === 'string' && (isTree || isHerb)
}

export function isLayout(value: unknown, faults: Faults, isInner = false): boolean {
  if (isInner && value === null) return true
  if (!isObject(value)) return false
  const { corner, labels, water, litres, grid, depth, inner } = value
  const isRow = (row: unknown): boolean =>
    Array.isArray(row) &&
    row.length <= 3 &&
    row.every((cell) => (faults.has('nested-array-unchecked') && !isInner) || isInteger(cell, 0, 1))
  return (
    isCorner(corner, !isInner && faults.has('tuple-unchecked')) &&
    optional(labels, (one) => isLabels(one, isInner ? new Set() : faults)) &&
    optional(water, (one) => typeof one === 'boolean') &&
    optional(litres, (one) => isInteger(one, 1, 50)) &&
    (water === undefined || litres !== undefined || (!isInner && faults.has('dependent-ignored'))) &&
    optional(grid, (one) => Array.isArray(one) && one.length <= 3 && one.every(isRow)) &&
    optional(depth, (one) => isInteger(one, 1, 9) || one === 'deep') &&
    optional(inner, (one) => isLayout(one, faults, true))
  )
}

function isCorner(value: unknown, isUnchecked: boolean): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [x, side] = value as [unknown, unknown]
  return isUnchecked || (isInteger(x, 0, 9) && (side === 'n' || side === 's'))
}

function isLabels(value: unknown, faults: Faults): boolean {
  const isLabel = ([key, one]: [string, unknown]): boolean =>
    key.startsWith('x-') ? faults.has('label-values') || isInteger(one, 0, 99) : faults.has('label-names')
  return isObject(value) && Object.entries(value).every(isLabel)
}
