import { Name } from 'ajv'
import type { AnyValidateFunction } from 'ajv/dist/types/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { useLateReferences } from '../../schema/index.ts'
import { nameFunction } from './writers.ts'

/** The functions that ajv wrote, with a statement on each line. */
export interface Functions {
  readonly code: string
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
  const writer = new Writer(ajv, exported)
  writer.writeAll()
  return { code: writer.lines.join('\n'), tooLarge: writer.tooLarge }
}

class Writer {
  readonly lines: string[] = []
  readonly tooLarge: string[] = []
  private readonly ajv: Ajv2020
  /** Key → the name of its function. More are added while functions that call them are written. */
  private readonly names: Map<string, string>
  private readonly exported: ReadonlySet<string>
  private readonly declared = new Set<string>()

  constructor(ajv: Ajv2020, exported: Readonly<Record<string, string>>) {
    this.ajv = ajv
    this.names = new Map(Object.entries(exported).map(([name, key]) => [key, name]))
    this.exported = new Set(this.names.keys())
    useLateReferences(ajv, (_cxt, key) => {
      const name = this.names.get(key) ?? `shared${this.names.size - this.exported.size + 1}`
      this.names.set(key, name)
      return new Name(name)
    })
  }

  writeAll(): void {
    for (const [key, name] of this.names) this.write(key, name)
  }

  private write(key: string, name: string): void {
    const { source } = nameFunction(name, () => this.compile(key))
    if (source === undefined) throw new Error(`ajv has no code for ${key}.`)
    for (const values of Object.values(source.scopeValues))
      for (const value of values ?? []) {
        if (this.declared.has(String(value))) continue
        this.declared.add(String(value))
        this.lines.push(`const ${String(value)} = ${String(value.value?.code)};`)
      }
    this.lines.push(`${this.exported.has(key) ? 'export ' : ''}${source.validateCode}`)
    if (source.evaluated !== undefined) this.lines.push(`${name}.evaluated = ${String(source.evaluated)};`)
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
