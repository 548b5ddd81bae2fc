import type { AnyValidateFunction } from 'ajv/dist/types/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { useLateReferences } from '../../schema/index.ts'

/** The functions that ajv wrote, with a statement on each line. */
export interface Functions {
  readonly code: string
  /** The name of a function in a call → its name in its declaration. */
  readonly targets: ReadonlyMap<string, string>
  /** The keys of schemas that are too large for ajv. Their functions accept every value. */
  readonly tooLarge: readonly string[]
}

/**
 * Writes the functions of schemas, and of the schemas that they refer to. Each is compiled alone and written once. ajv's
 * own `standaloneCode` is recursive, and copies all code that it has for each function that it adds.
 *
 * @param ajv has all schemas, and options for code
 * @param exported the name of an exported function → the key of its schema
 */
export function writeFunctions(ajv: Ajv2020, exported: Readonly<Record<string, string>>): Functions {
  const writer = new Writer(ajv)
  for (const [name, key] of Object.entries(exported)) writer.export(name, key)
  writer.writeTargets()
  return { code: writer.lines.join('\n'), targets: writer.targets, tooLarge: writer.tooLarge }
}

class Writer {
  readonly lines: string[] = []
  readonly targets = new Map<string, string>()
  readonly tooLarge: string[] = []
  private readonly ajv: Ajv2020
  /** Key → the name of its function. */
  private readonly written = new Map<string, string>()
  private readonly declared = new Set<string>()
  /** The name of a function in a call → the key of its schema. More are added while they are written. */
  private readonly called = new Map<string, string>()

  constructor(ajv: Ajv2020) {
    this.ajv = ajv
    const refs = new Map<string, object>()
    useLateReferences(ajv, ({ gen }, key) => {
      const ref = refs.get(key) ?? { key }
      refs.set(key, ref)
      // A prefix that ajv allows. Nothing is declared for it.
      const name = gen.scopeValue('wrapper', { ref })
      this.called.set(String(name), key)
      return name
    })
  }

  export(name: string, key: string): void {
    this.lines.push(`export const ${name} = ${this.write(key)};`)
  }

  writeTargets(): void {
    for (const [name, key] of this.called) this.targets.set(name, this.write(key))
  }

  private write(key: string): string {
    const known = this.written.get(key)
    if (known !== undefined) return known
    const { source } = this.compile(key)
    if (source === undefined) throw new Error(`ajv has no code for ${key}.`)
    const name = String(source.validateName)
    this.written.set(key, name)
    for (const values of Object.values(source.scopeValues))
      for (const value of values ?? []) {
        if (this.declared.has(String(value)) || this.called.has(String(value))) continue
        this.declared.add(String(value))
        this.lines.push(`const ${String(value)} = ${String(value.value?.code)};`)
      }
    this.lines.push(source.validateCode)
    if (source.evaluated !== undefined) this.lines.push(`${name}.evaluated = ${String(source.evaluated)};`)
    return name
  }

  private compile(key: string): AnyValidateFunction {
    try {
      return this.schema(key)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.tooLarge.push(key)
      this.ajv.removeSchema(key).addSchema(true, key)
      return this.schema(key)
    }
  }

  private schema(key: string): AnyValidateFunction {
    const validate = this.ajv.getSchema(key)
    if (validate === undefined) throw new Error(`ajv has no schema ${key}.`)
    return validate
  }
}
