import { nearest, UsageError } from '../../command/index.ts'
import type { ApiName } from '../keys.ts'
import type { Rules } from '../rules.ts'
import type { State } from '../state.ts'
import { catalogue } from './catalogue.ts'
import type { Fault, FaultName } from './fault.ts'

export type { Fault, FaultKind, FaultName } from './fault.ts'

const of = (api: ApiName): readonly Fault[] => catalogue.filter(({ only = api }) => only === api)

/** The faults that each API can have, by kind. */
export const faults: Readonly<Record<ApiName, readonly Fault[]>> = {
  leanrails: of('leanrails'),
  stripe: of('stripe'),
}

/** A fault was named that the API's catalogue does not have. */
export class UnknownFaultError extends UsageError {
  readonly fault: string
  /** The nearest name that there is. */
  readonly suggestion: string | undefined

  constructor(api: ApiName, fault: string) {
    const suggestion = nearest(
      fault,
      faults[api].map(({ name }) => name),
    )
    const hint = suggestion === undefined ? 'See them with --faults.' : `Did you mean \`${suggestion}\`?`
    super(`The sandbox of ${api} has no fault \`${fault}\`. ${hint}`)
    this.fault = fault
    this.suggestion = suggestion
  }
}

/** Breaks some of the rules. */
export function installFaults(api: ApiName, rules: Rules, state: State, names: readonly FaultName[]): void {
  for (const name of names) {
    const fault = faults[api].find((candidate) => candidate.name === name)
    if (fault === undefined) throw new UnknownFaultError(api, name)
    fault.install(rules, state)
  }
}
