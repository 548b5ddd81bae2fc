import ts from 'typescript'
import { formatFunctions } from './formats.ts'

/** ajv's run-time modules, as it requires them, and what stands for them in `runtime/`. */
const MODULES: Readonly<Record<string, string>> = {
  'ajv/dist/runtime/ucs2length': 'length',
  'ajv/dist/runtime/equal': 'equal',
}

/** What ajv declares at the top of its standalone code and uses below. */
export interface Declarations {
  /** `schema12` → the schema. */
  schemas: Map<string, unknown>
  /** ajv's name of a function → ours. */
  names: Map<string, string>
  /** Functions, by ajv's name, that are exported under ours. */
  exported: Set<string>
  /** The statements that are not needed once all of that is used in place. */
  obsolete: Set<ts.Node>
}

/** Reads what ajv declares in `file`, its standalone code of ES modules; a format that is not ours is left as it is. */
export function readDeclarations(file: ts.SourceFile): Declarations {
  const declarations: Declarations = {
    schemas: new Map(),
    names: new Map(),
    exported: new Set(),
    obsolete: new Set(),
  }
  for (const statement of file.statements) {
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined
    if (declared?.initializer === undefined) continue
    const name = declared.name.getText()
    const value = declared.initializer.getText()
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

/** The function of `runtime/` that does what `code` loads: `require("…/equal").default`, `formats.date`. */
function runtimeName(code: string): string | undefined {
  const module = /^require\("(.*)"\)\.default$/.exec(code)?.[1]
  if (module !== undefined) return MODULES[module]
  const format = /^formats(?:\.(\w+)|\["(.*)"\])$/.exec(code)
  return formatFunctions[format?.[1] ?? format?.[2] ?? '']
}
