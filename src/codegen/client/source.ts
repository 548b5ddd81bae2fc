import { DescriptionError } from '../../description/index.ts'
import type { Api, Description, Operation } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'

/** What all parts of a client are made from, and what they use of the runtime. */
export class ClientSource {
  readonly api: Api
  readonly description: Description
  readonly operations: readonly Operation[]
  /** `Petshop`, as in `createPetshop`. */
  readonly name: string
  /** The header of idempotency keys, where any operation has one. */
  readonly key: string | undefined
  /** What is used of the runtime's values. */
  readonly used = new Set<string>()

  /** @throws DescriptionError where operations take their keys in different headers */
  constructor(api: Api, description: Description) {
    const { operations } = description
    this.api = api
    this.description = description
    this.operations = operations
    this.name = description.document.info['x-client-name'] ?? pascalCase(api.name)
    const keys = new Set(operations.flatMap(({ idempotency }) => idempotency?.header ?? []))
    if (keys.size > 1) throw this.problem('/paths', 'All operations must take their key in the same header.')
    this.key = [...keys][0]
    const names = new Map<string, string>()
    for (const { id, pointer } of operations) {
      const other = names.get(pascalCase(id))
      if (other !== undefined)
        throw this.problem(
          pointer,
          `The types of \`${id}\` and \`${other}\` would have the same name: rename one.`,
        )
      names.set(pascalCase(id), id)
    }
  }

  /** Notes that a value of the runtime is used. @returns its name */
  use(name: string): string {
    this.used.add(name)
    return name
  }

  /** @returns an error at the line where what `pointer` selects in the document was written, to be thrown */
  problem(pointer: string, message: string): DescriptionError {
    const { file, line } = this.description.source(pointer)
    return new DescriptionError([{ source: `${file}:${line}`, message }])
  }
}
