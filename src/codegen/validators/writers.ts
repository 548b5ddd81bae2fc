import { _, Name, stringify } from 'ajv'
import type { Code } from 'ajv'
// The default import of a module of CommonJS is the object whose members ajv calls.
import codegen from 'ajv/dist/compile/codegen/index.js'
import { strConcat, _Code } from 'ajv/dist/compile/codegen/code.js'
import errorsModule from 'ajv/dist/compile/errors.js'
import utilModule from 'ajv/dist/compile/util.js'
import vocabularyModule from 'ajv/dist/vocabularies/code.js'
import { ValueScopeName } from 'ajv/dist/compile/codegen/scope.js'
import { compileFor, SUBSCHEMA_KEYWORDS } from '../../schema/index.ts'
import type { Schema } from '../../schema/index.ts'

/*
 * ajv has no option for the form of an error, of a call or of a constant in its code. Its functions that write these are
 * replaced while validators are written, because the code of a validator is shipped, and what ajv writes is three times
 * as long: an error is an object, two branches and a schema path, and each schema is a constant as a whole.
 */

/** The members of ajv's modules that are replaced. */
type Module = Record<string, unknown>

const errors = errorsModule as unknown as Module
const util = utilModule as unknown as Module
const vocabulary = vocabularyModule as unknown as Module
const { CodeGen } = codegen as unknown as { CodeGen: { prototype: Module } }

interface Context {
  readonly gen: Generator
  readonly it: { readonly gen: Generator; readonly createErrors?: boolean; readonly errorPath: Code }
  readonly keyword: string
  readonly data: Name
}

interface Generator {
  readonly scopeValue: (prefix: string, value: { key?: unknown; ref: unknown; code?: Code }) => Name
  readonly assign: (name: Name, value: Code) => void
  readonly code: (code: Code) => void
}

interface ErrorDefinition {
  readonly params?: Code | ((context: Context) => Code)
}

const ERRORS = new Name('vErrors')
const COUNT = new Name('errors')
const PATH = new Name('instancePath')
const REPORT = new Name('report')

/** Calls `action` while ajv writes short code. `action` must be synchronous: nothing else may use ajv meanwhile. */
export function withShortCode<T>(action: () => T): T {
  const originals = REPLACEMENTS.map(
    ([owner, members]) => [owner, pick(owner, Object.keys(members))] as const,
  )
  for (const [owner, members] of REPLACEMENTS) Object.assign(owner, members)
  try {
    return action()
  } finally {
    for (const [owner, members] of originals) Object.assign(owner, members)
  }
}

/** Calls `action`, which makes ajv write one function, with this name. */
export function nameFunction<T>(name: string, action: () => T): T {
  functionName = name
  try {
    return action()
  } finally {
    functionName = undefined
  }
}

let functionName: string | undefined

const pick = (owner: Module, names: readonly string[]): Module =>
  Object.fromEntries(names.map((name) => [name, owner[name]]))

/** Writes `vErrors = report(vErrors, instancePath, keyword, params)`. Errors within `if` and `not` are only counted. */
function reportError(context: Context, { params }: ErrorDefinition = {}): void {
  const { it, keyword } = context
  const values = typeof params === 'function' ? params(context) : (params ?? _`{}`)
  const path = strConcat(PATH, it.errorPath)
  const details = it.createErrors === false ? _`` : _`, ${path}, ${keyword}, ${values}`
  it.gen.assign(ERRORS, _`${REPORT}(${ERRORS}${details})`)
  it.gen.code(_`${COUNT}++`)
}

/** Writes the call of another validator. It needs the value and its path. */
const callValidateCode = ({ data, it }: Context, validator: Code): Code =>
  _`${validator}(${data}, ${strConcat(PATH, it.errorPath)})`

/** Writes a pattern as a literal: a bundler does not leave out the call of a constructor. */
const usePattern = ({ gen }: Context, pattern: string): Name => {
  const ref = compileFor('native', pattern).pattern?.regExp ?? new RegExp(pattern, 'u')
  return gen.scopeValue('pattern', { key: String(ref), ref, code: new _Code(String(ref)) })
}

/** Writes the value of a keyword as a literal, instead of as a part of a constant with the whole schema. */
const schemaRefOrVal = (_it: unknown, schema: unknown, keyword: string): unknown => {
  if (typeof schema === 'number' || typeof schema === 'boolean') return schema
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return stringify(schema)
  // For these, ajv passes the schema, and all properties to find a name among them.
  if (keyword === 'type') return stringify((schema as Schema).type)
  if (keyword === 'properties') return stringify(namesOf(schema))
  return WITH_SCHEMAS.has(keyword) ? _`undefined` : stringify(schema)
}

const namesOf = (properties: object): object =>
  Object.fromEntries(Object.keys(properties).map((name) => [name, true]))

const WITH_SCHEMAS: ReadonlySet<string> = new Set(Object.values(SUBSCHEMA_KEYWORDS).flat())

const { func, scopeName, scopeValue } = CodeGen.prototype as {
  func: (this: unknown, name: Name, args: Code, isAsync: unknown, body: unknown) => unknown
  scopeName: (this: unknown, prefix: string) => Name
  scopeValue: (this: unknown, prefix: string, value: unknown) => Name
}

const REPLACEMENTS: readonly (readonly [Module, Module])[] = [
  [errors, { reportError, reportExtraError: reportError }],
  [util, { schemaRefOrVal }],
  [vocabulary, { callValidateCode, usePattern }],
  [
    CodeGen.prototype,
    {
      func(this: unknown, name: Name, _args: Code, isAsync: unknown, body: unknown): unknown {
        return func.call(this, name, _`data, instancePath = ""`, isAsync, body)
      },
      scopeName(this: unknown, prefix: string): Name {
        return prefix === 'validate' && functionName !== undefined
          ? new ValueScopeName(prefix, functionName)
          : scopeName.call(this, prefix)
      },
      scopeValue(this: unknown, prefix: string, value: unknown): Name {
        return prefix === 'schema' ? new Name(prefix) : scopeValue.call(this, prefix, value)
      },
    },
  ],
]
