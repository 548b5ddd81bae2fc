import { firstLine } from '../command/index.ts'
import { resourcesOf } from '../description/index.ts'
import type { Description } from '../description/index.ts'
import { schemasOf } from '../schema/index.ts'
import type { Fault, FaultInput } from './model/fault.ts'
import { operators } from './operators/index.ts'

/** The faults of a description, and why some kinds are incomplete. */
export interface Catalogue {
  readonly faults: readonly Fault[]
  readonly problems: readonly string[]
}

/** Makes every fault of a description, in the order of the operators. */
export function makeFaults(description: Description, keys: readonly [string, string]): Catalogue {
  const input: FaultInput = {
    description,
    schemas: schemasOf(description.document),
    resources: resourcesOf(description),
    keys,
  }
  const faults = new Map<string, Fault>()
  const problems: string[] = []
  for (const [kind, operator] of Object.entries(operators)) {
    try {
      for (const fault of operator(input)) if (!faults.has(fault.id)) faults.set(fault.id, fault)
    } catch (error) {
      // A part of the description that one operator cannot read must not end the run.
      problems.push(`Not all faults of the kind \`${kind}\` were made: ${firstLine(error)}`)
    }
  }
  return { faults: [...faults.values()], problems }
}

/**
 * Returns a part of the faults that has every kind in its share, at least one of each if there is room. The same seed
 * selects the same faults.
 */
export function sample(faults: readonly Fault[], size: number, seed: number): Fault[] {
  if (faults.length <= size) return [...faults]
  const kinds = new Map<string, Fault[]>()
  for (const fault of faults) kinds.set(fault.kind, [...(kinds.get(fault.kind) ?? []), fault])
  const shuffled = [...kinds.values()].map((list) => {
    return list.map((fault) => ({ fault, rank: hash(`${seed} ${fault.id}`) })).sort((a, b) => a.rank - b.rank)
  })
  // The position in its kind, as a share: the first of each kind come first.
  const ranked = shuffled.flatMap((list) =>
    list.map(({ fault }, index) => ({ fault, share: index / list.length })),
  )
  const selected = new Set(
    ranked
      .sort((a, b) => a.share - b.share)
      .slice(0, size)
      .map(({ fault }) => fault),
  )
  return faults.filter((fault) => selected.has(fault))
}

/** Returns a number for a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}
