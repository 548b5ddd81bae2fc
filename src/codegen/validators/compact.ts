import { compileFor, FORMAT_FUNCTIONS } from '../../schema/index.ts'
import type { Functions } from './functions.ts'

/** The only module of ajv that the code calls. `runtime/` has a function for it. */
const LENGTH = 'require("ajv/dist/runtime/ucs2length").default'

const STRING = String.raw`"(?:[^"\\]|\\.)*"`

/** `const err3 = {instancePath:…,schemaPath:"…",keyword:"…",params:{…}};` The branches below it take the error. */
const ERROR = new RegExp(
  String.raw`^const err\d+ = \{(?:instancePath(?::((?:${STRING}|/(?:[^/\\]|\\.)+/g|[^"/,]|,(?!schemaPath:))+))?,schemaPath:${STRING},keyword:(${STRING}),params:(.*?)(?:,propertyName:[\w$]+)?)?\};$`,
)

/** The number of lines after an error that add it to the list. */
const LINES_OF_BRANCHES = 6

/** `schema12.properties.status.enum` */
const PART_OF_SCHEMA = String.raw`schema\d+(?:\.[A-Za-z_$][\w$]*|\[${STRING}\]|\[\d+\])*`

/** A text, which stays, or a part of the code that may be replaced: arguments that no generated code reads, names. */
const REPLACED = new RegExp(
  String.raw`${STRING}|,parentData(?::[\w$]+)?,parentDataProperty(?::(?:${STRING}|[\w$]+))?,rootData|(?<![.\w$])(?:${PART_OF_SCHEMA}|formats\d+\.validate\b|(?:func|formats|validate|wrapper)\d+\b)`,
  'g',
)

/** The declarations at the top of ajv's standalone code. */
interface Declarations {
  /** The name of a constant, such as `schema12` → its schema as JSON, or what was parsed. */
  readonly schemas: Map<string, string>
  readonly parsed: Map<string, unknown>
  /** The name of a function in ajv's code → its new name. */
  readonly names: Map<string, string>
  /** The names of exported functions in ajv's code. */
  readonly exported: Set<string>
}

/**
 * Rewrites ajv's standalone code, which has a statement on each line, so that it is small and tree-shakeable (ajv #2209,
 * #2509):
 * - A schema that ajv keeps only for its `enum` is replaced by the `enum`.
 * - An error is one call instead of an object, two branches and a schema path.
 * - Functions are named after their schemas, so that a new schema does not rename all others.
 * - `require` of ajv's modules and formats becomes the name of a function in `runtime/`.
 */
export function compact({ code, targets }: Pick<Functions, 'code' | 'targets'>): string {
  const lines = code.split('\n')
  const declarations: Declarations = {
    schemas: new Map(),
    parsed: new Map(),
    names: new Map(),
    exported: new Set(),
  }
  const statements = lines.filter((line) => !declare(line, declarations))
  for (const [called, name] of targets) declarations.names.set(called, declarations.names.get(name) ?? name)
  const written: string[] = []
  for (let index = 0; index < statements.length; index++) {
    const line = statements[index] ?? ''
    const error = line.startsWith('const err') ? ERROR.exec(line) : null
    if (error === null) {
      written.push(statement(line, declarations))
      continue
    }
    // Errors within `if` and `not` are only counted: for ajv they are empty objects.
    const [, path = 'instancePath', keyword = '""', params = '{}'] = error
    const call = `vErrors = report(vErrors, ${path}, ${keyword}, ${params});`
    written.push(call.replace(REPLACED, (part) => replacement(part, declarations)))
    index += LINES_OF_BRANCHES
  }
  return written.join('\n')
}

/** Records a declaration. @returns whether the new code does not need it */
function declare(line: string, { schemas, names, exported }: Declarations): boolean {
  const [, name = '', value = ''] = /^(?:export )?const ([\w$]+) = (.*);$/.exec(line) ?? []
  if (name === '') return false
  const runtimeFunction = runtimeName(value)
  if (/^schema\d+$/.test(name)) schemas.set(name, value)
  else if (runtimeFunction !== undefined) names.set(name, runtimeFunction)
  else if (/^validate\d+$/.test(value) && line.startsWith('export ')) {
    // `export const validateCard = validate20`
    names.set(value, name)
    exported.add(value)
  } else return false
  return true
}

/** Returns the function of `runtime/` for an expression such as `runtime.equal` or `formats.date`. */
function runtimeName(code: string): string | undefined {
  if (code === LENGTH) return 'length'
  const [, name] = /^runtime\.(\w+)$/.exec(code) ?? []
  if (name !== undefined) return name
  const format = /^formats(?:\.(\w+)|\["(.*)"\])$/.exec(code)
  return FORMAT_FUNCTIONS[format?.[1] ?? format?.[2] ?? '']
}

function statement(line: string, declarations: Declarations): string {
  const [, name] = /^function (validate\d+)\(data, \{instancePath="", parentData/.exec(line) ?? []
  if (name !== undefined) {
    const prefix = declarations.exported.has(name) ? 'export ' : ''
    return `${prefix}function ${declarations.names.get(name) ?? name}(data, { instancePath = "" } = {}) {`
  }
  if (line.startsWith('const pattern') || line.startsWith('const formats')) return expressionLiteral(line)
  return line.replace(REPLACED, (part) => replacement(part, declarations))
}

/** Writes `new RegExp("^a", "u")` as `/^a/u`: a bundler does not remove an unused call. */
function expressionLiteral(line: string): string {
  return line.replace(
    new RegExp(String.raw`new RegExp\((${STRING})(?:, (${STRING}))?\)`),
    (_, text: string, flagText: string | undefined) => {
      const pattern = JSON.parse(text) as string
      const flags = flagText === undefined ? '' : (JSON.parse(flagText) as string)
      return String(compileFor('native', pattern).pattern?.regExp ?? new RegExp(pattern, flags))
    },
  )
}

function replacement(part: string, declarations: Declarations): string {
  if (part.startsWith('"')) return part
  if (part.startsWith(',parentData')) return ''
  if (part.startsWith('schema')) return partOfSchema(part, declarations)
  // ajv expects an object for a format of numbers, but all formats of `runtime/` are functions.
  const name = part.endsWith('.validate') ? part.slice(0, -'.validate'.length) : part
  return declarations.names.get(name) ?? part
}

/** Writes the value of `schema12.properties.status.enum` as a literal. What follows it, such as `.includes`, stays. */
function partOfSchema(part: string, { schemas, parsed }: Declarations): string {
  const [name = '', ...accesses] =
    part.match(new RegExp(String.raw`^schema\d+|\.[\w$]+|\[${STRING}\]|\[\d+\]`, 'g')) ?? []
  const text = schemas.get(name)
  if (text === undefined) return part
  if (!parsed.has(name)) parsed.set(name, JSON.parse(text))
  let value: unknown = parsed.get(name)
  while (accesses.length > 0) {
    const [access = ''] = accesses
    const key = access.startsWith('.') ? access.slice(1) : String(JSON.parse(access.slice(1, -1)))
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break
    value = (value as Record<string, unknown>)[key]
    accesses.shift()
  }
  return JSON.stringify(value) + accesses.join('')
}
