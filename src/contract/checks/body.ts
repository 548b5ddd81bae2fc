import { essence, isJson, isRange, parseMediaType } from '../../description/index.ts'
import type { Content } from '../../description/index.ts'
import { contentFor, isReadable, readJson, textOf as jsonText } from '../http/body.ts'
import type { SchemaError } from '../../schema/index.ts'
import { jsonTypesOf } from '../../schema/index.ts'
import { parseCandidates } from '../../serialization/index.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import type { RuleBook } from '../rules/index.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check, CheckContext, CheckResult } from './check.ts'
import { findRepeatedName } from './repeated-name.ts'
import { checkWriteOnly } from './write-only.ts'
import { documentedResponse, isBodyChecked } from './documented.ts'

/** Checks that a JSON or text body is valid against the schema of its status code. */
export const body: Check = (exchange, context) => {
  const response = documentedResponse(exchange)
  if (response === undefined || !isBodyChecked(exchange)) return NOT_APPLICABLE
  if (exchange.response.tooLong !== undefined) return NOT_APPLICABLE
  const sent = exchange.response.headers.get('content-type')?.[0]
  // The media-type check reports a wrong media type. The body is still checked as the documented one.
  const content =
    contentFor(response.content, sent) ?? response.content.find(({ mediaType }) => isJson(mediaType))
  if (content === undefined) return NOT_APPLICABLE
  const mediaType = isRange(content.mediaType) ? essence(sent ?? '') : content.mediaType
  if (!isReadable(mediaType)) return NOT_APPLICABLE
  const mediaTypeRule = ruleIds.responseMediaType(exchange.operation, response.status, content.mediaType)
  if (!isJson(mediaType)) {
    const text = textOf(exchange.response.body, sent)
    return text === undefined ? NOT_APPLICABLE : checkText(content, mediaTypeRule, text, context)
  }
  const read = readJson(exchange.response)
  if ('fault' in read) {
    return {
      testedRules: [mediaTypeRule],
      failures: [
        { rule: mediaTypeRule, expected: 'a JSON body', actual: read.fault, cause: causes.notJson() },
      ],
    }
  }
  const text = jsonText(exchange.response)
  const check = (): CheckResult =>
    withRepeatedName(text, mediaTypeRule, checkValues(content, mediaTypeRule, [read.value], context))
  return exchange.response.status < 400
    ? check()
    : checkedOnce(context.book, `${mediaTypeRule} ${text}`, check)
}

/** Adds the failure of a JSON text in which an object has a name twice. */
function withRepeatedName(text: string, rule: RuleId, result: CheckResult): CheckResult {
  const pointer = findRepeatedName(text)
  if (pointer === undefined) return result
  const failure = {
    rule,
    expected: 'a JSON body whose names are unique',
    actual: `\`${pointer}\` twice`,
    cause: causes.repeatedName(pointer),
  }
  return { ...result, failures: [...result.failures, failure] }
}

/** What the errors of a run show, by their rule and text. */
const checkedErrors = new WeakMap<RuleBook, Map<string, CheckResult>>()

/** The longest key of an error that is remembered, and the most errors. */
const MAX_REMEMBERED = { length: 2000, count: 500 }

/** Checks an error once: a server returns the same ones to many requests. */
function checkedOnce(book: RuleBook, key: string, check: () => CheckResult): CheckResult {
  const known = checkedErrors.get(book) ?? new Map<string, CheckResult>()
  checkedErrors.set(book, known)
  const result = known.get(key) ?? check()
  if (key.length <= MAX_REMEMBERED.length && known.size < MAX_REMEMBERED.count) known.set(key, result)
  return result
}

/** Decodes a text body by the charset of its media type. Returns undefined for an unknown charset. */
function textOf(body: Uint8Array, mediaType: string | undefined): string | undefined {
  const charset = parseMediaType(mediaType ?? '')?.parameters.get('charset') ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return undefined
  }
}

function checkText(
  content: Content,
  mediaTypeRule: RuleId,
  text: string,
  context: CheckContext,
): CheckResult {
  const { schema, mediaType } = content
  if (schema === undefined) return NOT_APPLICABLE
  const { document } = context.description
  const jsonTypes = jsonTypesOf(document, schema)
  const allowsString = jsonTypes === undefined || jsonTypes.has('string')
  // A schema does not define how YAML or CSV writes a record. In plain text it is known how a number is written.
  const allowsScalar = essence(mediaType) === 'text/plain' && ![...(jsonTypes ?? [])].every(isNested)
  if (!allowsString && !allowsScalar) return NOT_APPLICABLE
  const scalarText = allowsString ? text : text.replace(/\r?\n$/, '')
  const values = parseCandidates({ document, schemas: context.schemas, isResponse: true }, schema, scalarText)
  return checkValues(content, mediaTypeRule, values.length > 0 ? values : [text], context)
}

function isNested(jsonType: string): boolean {
  return jsonType === 'object' || jsonType === 'array'
}

/** @param values the possible values of the body, of which one must be valid */
function checkValues(
  { schema }: Content,
  mediaTypeRule: RuleId,
  values: readonly unknown[],
  { book, description, schemas }: CheckContext,
): CheckResult {
  if (schema === undefined) return NOT_APPLICABLE
  const errors = values.map((value): SchemaError[] => schemas.check(schema, value))
  const validIndex = errors.findIndex((some) => some.length === 0)
  const chosen = Math.max(0, validIndex)
  const testedRules = book.ruleIdsAt(schemas.applicableKeywords(schema, values[chosen]))
  const failures = (errors[chosen] ?? []).map((error) => ({
    rule: book.ruleIdAt(error.pointer) ?? mediaTypeRule,
    expected: error.expected,
    actual: error.actual,
    cause: causes.body(error.instancePath, error.expected),
  }))
  const writeOnly = checkWriteOnly(description.document, book, schema, values[chosen], mediaTypeRule)
  return {
    testedRules:
      writeOnly.testedRules.length === 0
        ? testedRules
        : [...new Set([...testedRules, ...writeOnly.testedRules])],
    failures: [...failures, ...writeOnly.failures],
  }
}
