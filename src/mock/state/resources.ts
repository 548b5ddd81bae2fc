import type { Lifecycle, Operation } from '../../description/index.ts'
import type { BoundedMap } from './bounded-map.ts'

/** What the mock remembers of one resource. */
export interface Resource {
  /** The caller who sees it; undefined until somebody has. */
  readonly owner: string | undefined
  readonly state: string | undefined
  /** The status that the next valid request gets instead, once. */
  readonly nextStatus?: string
}

/** The state of what does not exist. */
export const NONE = 'none'

/** The resources that a mock knows: those that it was asked about, and those that it gave out. */
export type Resources = BoundedMap<Resource>

/**
 * The name of the resource that a path speaks of: everything up to the last parameter, so that operations on the same
 * resource share it. Undefined for a path without parameters.
 *
 * @example resourceKey(read, { id: 'a' }) === resourceKey(remove, { id: 'a' })
 */
export function resourceKey(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
): string | undefined {
  const end = operation.path.lastIndexOf('}')
  if (end === -1) return undefined
  const template = operation.path.slice(0, end + 1)
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  return JSON.stringify([template.replaceAll(/\{[^}]+\}/g, '{}'), ...names.map((name) => parameters[name])])
}

/** The state that an id carries as a part of itself, such as `succeeded` in `id_succeeded_7`; the longest wins. */
export function stateFromId(
  lifecycle: Lifecycle | undefined,
  parameters: Readonly<Record<string, unknown>>,
): string | undefined {
  const states = [...Object.keys(lifecycle?.states ?? {}), NONE].sort((a, b) => b.length - a.length)
  const texts = Object.values(parameters).map(
    (value) => `_${String(value).replaceAll(/[^A-Za-z0-9]/g, '_')}_`,
  )
  return states.find((state) =>
    texts.some((text) => text.includes(`_${state.replaceAll(/[^A-Za-z0-9]/g, '_')}_`)),
  )
}

/** The first state in which the operation succeeds; undefined where there is none. */
export function successState(lifecycle: Lifecycle): string | undefined {
  return Object.entries(lifecycle.states).find(([, { responses: answers }]) =>
    answers[0]?.status.startsWith('2'),
  )?.[0]
}
