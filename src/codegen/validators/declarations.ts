import ts from 'typescript'
import { FORMAT_FUNCTIONS } from '../../schema/index.ts'

/** The one module of ajv's run time that is called, and what stands for it. */
const LENGTH = 'require("ajv/dist/runtime/ucs2length").default'

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

/** The function of the run time that `code` means: `runtime.equal`, `formats.date`. */
function runtimeName(code: string): string | undefined {
  if (code === LENGTH) return 'length'
  const [, name] = /^runtime\.(\w+)$/.exec(code) ?? []
  if (name !== undefined) return name
  const format = /^formats(?:\.(\w+)|\["(.*)"\])$/.exec(code)
  return FORMAT_FUNCTIONS[format?.[1] ?? format?.[2] ?? '']
}
