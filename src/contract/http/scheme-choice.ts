import type { SecurityRequirement } from '../../description/index.ts'

/** Which of several alternative security requirements the plain requests of a run satisfy. */
export class SchemeChoice {
  /** The schemes that the user chose. Empty for any. */
  readonly named: readonly string[]
  private readonly accepted = new Set<string>()
  /** The name of a requirement → the status code that rejected its credentials. */
  private readonly rejected = new Map<string, number>()
  private readonly uncertain = new Map<string, number>()

  constructor(named: readonly string[] = []) {
    this.named = named
  }

  /** Records that the target accepted the credentials of a requirement in a plain request. */
  accept(requirement: SecurityRequirement): void {
    this.accepted.add(nameOf(requirement))
    this.rejected.delete(nameOf(requirement))
  }

  /** Records that the target rejected the credentials of a requirement in a plain request. */
  reject(requirement: SecurityRequirement, status: number): void {
    if (!this.accepted.has(nameOf(requirement))) this.rejected.set(nameOf(requirement), status)
  }

  /** Records a rejection that proves nothing: no key is known to belong to this requirement. */
  markUncertain(requirement: SecurityRequirement, status: number): void {
    this.uncertain.set(nameOf(requirement), status)
  }

  /** Returns 0 for an accepted requirement, 2 for a rejected one, and 1 for one that was not tried. */
  rank(requirement: SecurityRequirement): number {
    const name = nameOf(requirement)
    if (this.accepted.has(name)) return 0
    return this.rejected.has(name) ? 2 : 1
  }

  /** One warning for all requirements that the target rejects, perhaps because they need another key. */
  get warnings(): string[] {
    return [...this.uncertain].map(
      ([name, status]) =>
        `The target rejects \`${name}\` (${status}), which the description offers as an alternative. If it has a key of its own, give --credential NAME=KEY. Otherwise remove it from \`security\`.`,
    )
  }
}

/** Returns the names of the schemes of a requirement. */
export function nameOf(requirement: SecurityRequirement): string {
  return requirement.map(({ name }) => name).join(' and ')
}
