import { DescriptionError } from '../../description/index.ts'
import type { Api, Description, Operation } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'

/** The input of all parts of a generated client, and the names of the runtime that they use. */
export class ClientSource {
  readonly api: Api
  readonly description: Description
  readonly operations: readonly Operation[]
  /** `Petshop`, as in `createPetshop`. */
  readonly name: string
  /** The header of idempotency keys, if any operation has one. */
  readonly key: string | undefined
  /** The names of the runtime that the generated client imports. */
  readonly used = new Set<string>()

  /** @throws DescriptionError if operations use different headers for their keys, or if two types have the same name */
  constructor(api: Api, description: Description) {
    const { operations } = description
    this.api = api
    this.description = description
    this.operations = operations
    this.name = description.document.info['x-client-name'] ?? pascalCase(api.name)
    const keys = new Set(operations.flatMap(({ idempotency }) => idempotency?.header ?? []))
    if (keys.size > 1)
      throw this.problem('/paths', 'All operations must use the same header for the idempotency key.')
    this.key = [...keys][0]
    const names = new Map<string, string>()
    for (const { id, pointer } of operations) {
      const other = names.get(pascalCase(id))
      if (other !== undefined)
        throw this.problem(
          pointer,
          `The generated types of \`${id}\` and \`${other}\` would have the same name. Rename one of the operations.`,
        )
      names.set(pascalCase(id), id)
    }
  }

  /** Adds a name of the runtime to the imports. @returns the name */
  use(name: string): string {
    this.used.add(name)
    return name
  }

  /** Returns an error with the source line of `pointer`. The caller throws it. */
  problem(pointer: string, message: string): DescriptionError {
    const { file, line } = this.description.source(pointer)
    return new DescriptionError([{ source: `${file}:${line}`, message }])
  }
}
