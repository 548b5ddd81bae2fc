import ts from 'typescript'
import { FORMAT_FUNCTIONS } from '../../schema/index.ts'

/** The only module of ajv that the code calls. `runtime/` has a function for it. */
const LENGTH = 'require("ajv/dist/runtime/ucs2length").default'

/** The declarations at the top of ajv's standalone code. */
export interface Declarations {
  readonly file: ts.SourceFile
  /** The name of a constant, such as `schema12` → its schema. */
  schemas: Map<string, unknown>
  /** The name of a function in ajv's code → its new name. */
  names: Map<string, string>
  /** The names of exported functions in ajv's code. */
  exported: Set<string>
  /** The statements that the new code does not need. */
  obsolete: Set<ts.Node>
}

/** Reads the declarations of `file`, ajv's standalone code. Formats without a function in `runtime/` stay unchanged. */
export function readDeclarations(file: ts.SourceFile): Declarations {
  const declarations: Declarations = {
    file,
    schemas: new Map(),
    names: new Map(),
    exported: new Set(),
    obsolete: new Set(),
  }
  for (const statement of file.statements) {
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined
    if (declared?.initializer === undefined) continue
    const name = declared.name.getText(file)
    const value = declared.initializer.getText(file)
    const runtimeFunction = runtimeName(value)
    if (/^schema\d+$/.test(name)) declarations.schemas.set(name, JSON.parse(value))
    else if (runtimeFunction !== undefined) declarations.names.set(name, runtimeFunction)
    else if (/^validate\d+$/.test(value)) {
      // `export const validateCard = validate20`
      declarations.names.set(value, name)
      declarations.exported.add(value)
    } else continue
    declarations.obsolete.add(statement)
  }
  return declarations
}

/** Returns the function of `runtime/` for an expression such as `runtime.equal` or `formats.date`. */
function runtimeName(code: string): string | undefined {
  if (code === LENGTH) return 'length'
  const [, name] = /^runtime\.(\w+)$/.exec(code) ?? []
  if (name !== undefined) return name
  const format = /^formats(?:\.(\w+)|\["(.*)"\])$/.exec(code)
  return FORMAT_FUNCTIONS[format?.[1] ?? format?.[2] ?? '']
}
