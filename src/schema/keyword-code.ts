import { _, Name } from 'ajv'
import type { Code, CodeKeywordDefinition, KeywordCxt } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { not, or } from 'ajv/dist/compile/codegen/index.js'
import { FORMAT_FUNCTIONS, jsonTypeOfFormat } from './formats.ts'
import * as runtime from './runtime/index.ts'

/**
 * Replaces ajv's code of keywords that it checks incorrectly:
 * - It compares objects by `valueOf` and `toString`, but a JSON object may have properties of these names.
 * - It divides in floating point, where 0.07 is not a multiple of 0.01.
 * - It treats `true`, for all items, as the number 1 in `unevaluatedItems`.
 * - It nests a level for each alternative of `anyOf` and `oneOf`, which overflows the stack for thousands.
 *
 * In standalone code, it calls functions of its own package, which the code must not import.
 */
export function replaceKeywordCode(ajv: Ajv2020): void {
  // `format` is a rule of texts and a rule of numbers.
  for (const { keyword, definition } of ajv.RULES.rules.flatMap(({ rules }) => rules)) {
    const code = KEYWORD_CODE[keyword]
    if (code === undefined) continue
    const original = (definition as CodeKeywordDefinition).code
    Object.assign(definition, {
      code: (cxt: KeywordCxt, type?: string) => {
        code(cxt, original, type)
      },
    })
  }
}

/** Writes the code of a keyword. @param original ajv's code */
type MakeCode = (cxt: KeywordCxt, original: CodeKeywordDefinition['code'], type?: string) => void

/** ajv recurses too deeply for thousands of values or alternatives. */
const LONGEST_NESTED = 500

const KEYWORD_CODE: Readonly<Record<string, MakeCode>> = {
  anyOf(cxt, original) {
    const { gen } = cxt
    if ((cxt.schema as unknown[]).length <= LONGEST_NESTED) {
      original(cxt)
      return
    }
    const valid = gen.let('valid', false)
    alternatives(cxt, valid, () => gen.assign(valid, true))
    cxt.result(
      valid,
      () => cxt.reset(),
      () => cxt.error(true),
    )
  },
  const(cxt) {
    cxt.pass(isEqual(cxt, cxt.schema, cxt.schemaCode))
  },
  enum(cxt) {
    const { gen, schemaCode } = cxt
    const values = cxt.schema as unknown[]
    if (values.length === 0) {
      cxt.fail(_`true`)
      return
    }
    const list = gen.const('vSchema', schemaCode)
    if (values.length > LONGEST_NESTED) {
      const isPlain = values.every((value) => typeof value !== 'object' || value === null)
      const isOne = _`${list}.some((value) => ${call(cxt, 'equal')}(${cxt.data}, value))`
      cxt.pass(isPlain ? _`${list}.includes(${cxt.data})` : isOne)
      return
    }
    cxt.pass(or(...values.map((value, index) => isEqual(cxt, value, _`${list}[${index}]`))))
  },
  format(cxt, original, type) {
    const name = FORMAT_FUNCTIONS[String(cxt.schema)]
    if (!isStandalone(cxt) || name === undefined) original(cxt, type)
    else if (jsonTypeOfFormat(cxt.schema) === type) cxt.pass(_`${call(cxt, name)}(${cxt.data})`)
  },
  maxLength(cxt, original) {
    if (isStandalone(cxt)) cxt.fail(_`${call(cxt, 'length')}(${cxt.data}) > ${cxt.schemaCode}`)
    else original(cxt)
  },
  minLength(cxt, original) {
    if (isStandalone(cxt)) cxt.fail(_`${call(cxt, 'length')}(${cxt.data}) < ${cxt.schemaCode}`)
    else original(cxt)
  },
  multipleOf(cxt) {
    cxt.pass(_`${call(cxt, 'isMultipleOf')}(${cxt.data}, ${cxt.schemaCode})`)
  },
  oneOf(cxt, original) {
    const { gen } = cxt
    if ((cxt.schema as unknown[]).length <= LONGEST_NESTED) {
      original(cxt)
      return
    }
    const valid = gen.let('valid', false)
    const passing = gen.let('passing', null)
    const isDecided = gen.let('isDecided', false)
    cxt.setParams({ passing })
    alternatives(cxt, isDecided, (index) => {
      gen.if(
        valid,
        () => gen.assign(passing, _`[${passing}, ${index}]`).assign(isDecided, true),
        () => gen.assign(passing, index),
      )
      gen.assign(valid, not(isDecided))
    })
    cxt.result(
      valid,
      () => cxt.reset(),
      () => cxt.error(true),
    )
  },
  unevaluatedItems(cxt, original) {
    const { gen, it, data } = cxt
    // The number of evaluated items, or true for all of them. ajv would compare true as the number 1.
    if (it.items instanceof Name)
      it.items = gen.const('evaluated', _`${it.items} === true ? ${data}.length : ${it.items} || 0`)
    original(cxt)
  },
  uniqueItems(cxt) {
    const { gen, data } = cxt
    if (cxt.schema !== true) return
    const pair = gen.const('pair', _`${call(cxt, 'duplicate')}(${data})`)
    cxt.setParams({ i: _`${pair}.i`, j: _`${pair}.j` })
    cxt.pass(_`${pair} === undefined`)
  },
}

/**
 * Writes the code of alternatives one after another.
 *
 * @param isDecided is true when no other alternative needs to be tried. All are tried if ajv tracks what they evaluate.
 */
function alternatives(cxt: KeywordCxt, isDecided: Name, whenValid: (index: number) => void): void {
  const { gen, it, keyword } = cxt
  const valid = gen.name('_valid')
  for (const index of (cxt.schema as unknown[]).keys()) {
    const tryOne = (): void => {
      const one = cxt.subschema({ keyword, schemaProp: index, compositeRule: true }, valid)
      gen.if(valid, () => {
        whenValid(index)
        cxt.mergeEvaluated(one, Name)
      })
    }
    if (it.opts.unevaluated === true) tryOne()
    else gen.if(not(isDecided), tryOne)
  }
}

/** @param code the expression of the value in the generated code, for objects and arrays */
function isEqual(cxt: KeywordCxt, value: unknown, code: Code | boolean | number): Code {
  if (typeof value === 'object' && value !== null) return _`${call(cxt, 'equal')}(${cxt.data}, ${code})`
  return _`${cxt.data} === ${value as string | number | boolean | null}`
}

/** Returns the name of a `runtime/` function in the generated code. In standalone code it is the function's own. */
function call(cxt: KeywordCxt, name: keyof typeof runtime): Name {
  return isStandalone(cxt) ? new Name(name) : cxt.gen.scopeValue('func', { ref: runtime[name] })
}

/** Whether the code becomes the text of a module. Otherwise it runs in this process. */
const isStandalone = ({ it }: KeywordCxt): boolean => it.opts.code.source === true
