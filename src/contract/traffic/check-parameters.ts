import type { Description, Operation, Parameter } from '../../description/index.ts'
import { excerpt } from '../../schema/index.ts'
import type { SchemaSet } from '../../schema/index.ts'
import {
  decodeOrUndefined,
  mayHaveNoFields,
  readCookieParameter,
  readHeaderParameter,
  readPathParameter,
  readQueryParameter,
  splitFields,
} from '../../serialization/index.ts'
import type { ParseContext, ReadResult, ReceivedField } from '../../serialization/index.ts'
import type { SentRequest } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import { perOperation } from '../rules/index.ts'
import type { RuleBook } from '../rules/index.ts'
import { keywordRequirements } from '../rules/schema-keywords.ts'
import { valuesOf } from './headers.ts'
import type { RawPath } from './locate.ts'
import { keywordOf } from './keyword-of.ts'
import type { RequestCheck, RequestProblem } from './request-problem.ts'

/** What the checks of requests know. */
export interface RequestContext {
  readonly description: Description
  readonly book: RuleBook
  readonly schemas: SchemaSet
}

interface Inputs {
  readonly request: SentRequest
  readonly path: RawPath
  /** Undefined if the query cannot be decoded. */
  readonly query: readonly ReceivedField[] | undefined
}

/** Checks every parameter of a recorded request. */
export function checkParameters(
  context: RequestContext,
  operation: Operation,
  request: SentRequest,
  path: RawPath,
): RequestCheck {
  const query = splitFields(request.path.split('?').slice(1).join('?'))
  const checks = rulesOf(operation).map((rules) =>
    checkParameter(context, operation, rules, { request, path, query }),
  )
  return {
    testedRules: checks.flatMap(({ testedRules }) => testedRules),
    problems: checks.flatMap(({ problems }) => problems),
  }
}

/** The rules of a parameter. */
interface ParameterRules {
  readonly parameter: Parameter
  readonly required: RuleId
  readonly accepted: RuleId
  /** Pointers of keywords → their rules. Found when they are first needed. */
  readonly byPointer: Map<string, RuleId | undefined>
}

const rulesOf = perOperation((operation) =>
  operation.parameters.map((parameter): ParameterRules => {
    const { object } = parameter
    const required = ruleIds.parameter(operation, object, 'required')
    const accepted = ruleIds.parameter(operation, object, 'accepted')
    return { parameter, required, accepted, byPointer: new Map() }
  }),
)

function checkParameter(
  { description: { document }, book, schemas }: RequestContext,
  operation: Operation,
  { parameter, required, accepted, byPointer }: ParameterRules,
  inputs: Inputs,
): RequestCheck {
  const { object, schema } = parameter
  const parsing: ParseContext = { document, schemas }
  const result = read(parsing, operation, parameter, inputs)
  const problem = (rule: RuleId, keyword: string, expected: string, actual: string): RequestProblem => ({
    rule,
    violation: { in: object.in, name: object.name, keyword },
    expected: `${object.in} \`${object.name}\`: ${expected}`,
    actual,
    isRejectable: rule !== accepted,
  })
  if ('absent' in result) {
    if (object.required !== true || object.in === 'path') return { testedRules: [], problems: [] }
    if (mayHaveNoFields(parsing, parameter)) return { testedRules: [required], problems: [] }
    return {
      testedRules: [required],
      problems: [problem(required, 'required', 'a value', 'no such parameter')],
    }
  }
  const present = object.required === true && book.has(required) ? [required] : []
  if ('fault' in result) {
    const expected = result.fault === 'repeated' ? 'sent once' : 'in its style, and decodable'
    return {
      testedRules: [...present, accepted],
      problems: [problem(accepted, result.fault, expected, result.fault)],
    }
  }
  if (schema === undefined) return { testedRules: [...present, accepted], problems: [] }
  const errors = schemas.checkRequest(schema, result.value)
  const ruleOf = (pointer: string): RuleId => {
    if (!byPointer.has(pointer)) {
      const requirement = keywordRequirements(document, schema, 'readOnly').find(
        (one) => one.pointer === pointer,
      )
      byPointer.set(pointer, requirement && ruleIds.parameterKeyword(operation, object, requirement))
    }
    const rule = byPointer.get(pointer)
    return rule !== undefined && book.has(rule) ? rule : accepted
  }
  const keywords = schemas.applicableKeywords(schema, result.value).map(ruleOf)
  return {
    testedRules: [...present, accepted, ...keywords],
    problems: errors.map((error) =>
      problem(ruleOf(error.pointer), keywordOf(error.pointer), error.expected, excerpt(result.value)),
    ),
  }
}

function read(
  context: ParseContext,
  operation: Operation,
  parameter: Parameter,
  { request, path, query }: Inputs,
): ReadResult {
  const { in: location, name } = parameter.object
  switch (location) {
    case 'path':
      return path[name] === undefined ? { absent: true } : readPathParameter(context, parameter, path[name])
    case 'header':
      return readHeaderParameter(context, parameter, valuesOf(request, name))
    case 'cookie':
      return readCookieParameter(context, parameter, cookiesOf(request).get(name))
    case 'query': {
      const others = namesInQuery(operation)
      const isOther = (field: string): boolean => field !== name && others.has(field)
      return query === undefined
        ? { fault: 'malformed' }
        : readQueryParameter(context, parameter, query, isOther)
    }
  }
}

/** Returns the names of all parameters and credentials in the query. */
const namesInQuery = perOperation(({ parameters, security }): ReadonlySet<string> => {
  const schemes = security.flat().map(({ scheme }) => scheme)
  return new Set([
    ...parameters.flatMap(({ object }) => (object.in === 'query' ? [object.name] : [])),
    ...schemes.flatMap((scheme) => (scheme.in === 'query' ? (scheme.name ?? []) : [])),
  ])
})

/** Returns the cookies of a request by name. */
export function cookiesOf(request: SentRequest): Map<string, string> {
  const found = valuesOf(request, 'cookie').flatMap((line) => line.split(';'))
  return new Map(
    found.map((pair) => {
      const equals = pair.indexOf('=')
      const name = pair.slice(0, equals).trim()
      return [decodeOrUndefined(name) ?? name, pair.slice(equals + 1).trim()]
    }),
  )
}
