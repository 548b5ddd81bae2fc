import type { Operation } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import { parametersOf } from '../model/path.ts'

/** The states in which fixtures created resources. */
export class States {
  private readonly byParameter = new Map<string, string>()

  /** Remembers the state of a resource by what its fixture returned: path parameters, or values by location. */
  add(created: unknown, state: string): void {
    if (typeof created !== 'object' || created === null) return
    const { path } = created as { readonly path?: unknown }
    const parameters: object = typeof path === 'object' && path !== null ? path : created
    for (const value of Object.values(parameters) as unknown[])
      if (typeof value === 'string' || typeof value === 'number') this.byParameter.set(String(value), state)
  }

  /** Returns the state in which the resource of a path was created. */
  of(operation: Operation, request: MockRequest): string | undefined {
    for (const value of Object.values(parametersOf(operation, request) ?? {})) {
      const state = this.byParameter.get(value)
      if (state !== undefined) return state
    }
    return undefined
  }

  clear(): void {
    this.byParameter.clear()
  }
}
