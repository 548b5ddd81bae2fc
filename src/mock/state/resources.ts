import type { Lifecycle, Operation } from '../../description/index.ts'
import type { BoundedMap } from './bounded-map.ts'

/** The state of one resource. */
export interface Resource {
  /** The caller that the resource belongs to; undefined until the first request for it. */
  readonly owner: string | undefined
  readonly state: string | undefined
  /** The body of the last success, which shows the resource. */
  readonly shown?: unknown
  /** The status code of the response to the next valid request, once. */
  readonly nextStatus?: string
}

/**
 * Whether a resource belongs to another account than the caller's. A request without credentials has no account: what it
 * creates belongs to everyone, and an operation without credentials finds what any account created.
 */
export function isForeign(owner: string, caller: string): boolean {
  return owner !== '' && caller !== '' && owner !== caller
}

/** The state of a resource that does not exist. */
export const NONE = 'none'

/** The resources that a mock knows: those that it created, and those of earlier requests. */
export type Resources = BoundedMap<Resource>

/**
 * Returns a key for the resource that a path identifies: the path up to its last parameter, so that all operations on
 * the resource have the same key. Undefined for a path without parameters.
 *
 * @param last the parameter that identifies the resource. Parameters after it are inputs.
 *
 * @example resourceKey(read, { id: 'a' }) === resourceKey(remove, { id: 'a' })
 */
export function resourceKey(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  last?: string,
): string | undefined {
  const end =
    last === undefined
      ? operation.path.lastIndexOf('}')
      : operation.path.indexOf(`{${last}}`) + last.length + 1
  if (end === -1) return undefined
  const template = operation.path.slice(0, end + 1)
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  return JSON.stringify([
    template.replaceAll(/\{[^}]+\}/g, '{}'),
    ...names.map((name) => String(parameters[name])),
  ])
}

/** Returns a key for an operation whose path has no parameters: `resourceKey` has none for it. */
export function operationKey({ method, path }: Operation): string {
  return JSON.stringify([method, path])
}

/** Returns the state that is part of an id, such as `succeeded` in `id_succeeded_7`. The longest match wins. */
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

/** Returns the first state in which the operation succeeds, if there is one. */
export function successState(lifecycle: Lifecycle): string | undefined {
  return Object.entries(lifecycle.states).find(([, { responses }]) =>
    responses[0]?.status.startsWith('2'),
  )?.[0]
}
