import { nearest, UsageError } from '../../command/index.ts'
import type { ApiName } from '../keys.ts'
import type { Rules } from '../rules.ts'
import type { State } from '../state.ts'
import { catalogue } from './catalogue.ts'
import type { Fault, FaultName } from './fault.ts'

export type { Fault, FaultKind, FaultName } from './fault.ts'

const faultsOf = (api: ApiName): readonly Fault[] => catalogue.filter(({ only = api }) => only === api)

/** The faults of each API, grouped by kind. */
export const faults: Readonly<Record<ApiName, readonly Fault[]>> = {
  leanrails: faultsOf('leanrails'),
  stripe: faultsOf('stripe'),
}

/** Thrown for the name of a fault that the API does not have. */
export class UnknownFaultError extends UsageError {
  readonly fault: string
  /** The most similar name. */
  readonly suggestion: string | undefined

  constructor(api: ApiName, fault: string) {
    const suggestion = nearest(
      fault,
      faults[api].map(({ name }) => name),
    )
    const hint =
      suggestion === undefined ? 'List the faults with --faults.' : `Did you mean \`${suggestion}\`?`
    super(`The ${api} sandbox has no fault \`${fault}\`. ${hint}`)
    this.fault = fault
    this.suggestion = suggestion
  }
}

/** Installs the named faults into the rules. @throws UnknownFaultError */
export function installFaults(api: ApiName, rules: Rules, state: State, names: readonly FaultName[]): void {
  for (const name of names) {
    const fault = faults[api].find((candidate) => candidate.name === name)
    if (fault === undefined) throw new UnknownFaultError(api, name)
    fault.install(rules, state)
  }
}
