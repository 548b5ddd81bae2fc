import { sourceText } from '../../description/index.ts'
import type { Api, Description, DescriptionProblem, Operation } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'
import { nameOperations } from '../operation-names.ts'
import type { OperationNames } from '../operation-names.ts'
import { warningAt } from '../problem.ts'
import type { SkippedOperation } from '../problem.ts'
import { findSkipped } from './unsupported.ts'

/** The names that a generated client imports or declares. */
const TAKEN =
  /^(?:ApiRules|Call|Method|Result|Client|Raw|DescribedHeader|FilledIn|ResponseValidator|Token|UserPassword|Readonly|Promise|Error)$/

/** The input of all parts of a generated client, and the names of the runtime that they use. */
export class ClientSource {
  readonly description: Description
  /** The operations that have a method. */
  readonly operations: readonly Operation[]
  readonly skipped: readonly SkippedOperation[]
  readonly warnings: DescriptionProblem[] = []
  /** `Petshop`, as in `createPetshop`. */
  readonly name: string
  /** The header of idempotency keys, if any operation has one. */
  readonly key: string | undefined
  /** The names of the runtime that the generated client imports. */
  readonly used = new Set<string>()
  readonly usedTypes = new Set<string>()
  /** The readers of responses that are not JSON. */
  readonly usedFormats = new Set<string>()
  private readonly names: ReadonlyMap<Operation, OperationNames>

  constructor(api: Api, description: Description) {
    this.description = description
    const reasons = new Map(
      description.operations.flatMap((operation) => {
        const found = findSkipped(operation)
        return found === undefined ? [] : [[operation, found] as const]
      }),
    )
    this.operations = description.operations.filter((operation) => !reasons.has(operation))
    const unsendable = [...reasons].map(([{ id: operation }, { pointer, message: reason }]) => ({
      operation,
      reason,
      pointer,
    }))
    this.skipped = [...description.leftOut, ...unsendable].map(({ operation, reason, pointer }) => ({
      operation,
      reason,
      source: sourceText(description, pointer),
    }))
    const name = description.document.info['x-client-name'] ?? pascalCase(api.name)
    this.name = TAKEN.test(name) ? `${name}Api` : name
    this.names = nameOperations(description.operations)
    this.key = this.operations.flatMap(({ idempotency }) => idempotency?.header ?? [])[0]
  }

  namesOf(operation: Operation): OperationNames {
    const names = this.names.get(operation)
    if (names === undefined) throw new Error(`No names for the operation \`${operation.id}\``)
    return names
  }

  /** Whether an operation accepts idempotency keys in the header that the client uses. */
  isKeyed({ idempotency }: Operation): boolean {
    return idempotency !== undefined && idempotency.header === this.key
  }

  /** Adds a name of the runtime to the imports. @returns the name */
  use(name: string): string {
    this.used.add(name)
    return name
  }

  /** Adds a type of the runtime to the imports. @returns the name */
  useType(name: string): string {
    this.usedTypes.add(name)
    return name
  }

  /** Adds a warning with the source line of `pointer`, once for each place. */
  warn(pointer: string, message: string): void {
    const warning = warningAt(this.description, pointer, message)
    if (!this.warnings.some((other) => other.source === warning.source && other.message === message))
      this.warnings.push(warning)
  }
}
