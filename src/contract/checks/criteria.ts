import { evaluate, parseCondition, references, get } from '../../description/index.ts'
import { jsonOf } from '../http/body.ts'
import { excerpt } from '../../schema/index.ts'
import type { Exchange } from '../http/exchange.ts'
import { textDifference } from '../expected/diff.ts'
import type { Failure } from './failure.ts'
import { ruleIds } from '../rules/ids.ts'
import type { RuleId } from '../rules/ids.ts'
import { causes } from './causes.ts'
import { NOT_APPLICABLE } from './check.ts'
import type { Check } from './check.ts'
import { documentedResponse, isBodyChecked } from './documented.ts'

interface Parsed {
  readonly condition: ReturnType<typeof parseCondition>
  readonly references: ReturnType<typeof references>
}

const parsedConditions = new Map<string, Parsed>()

/** Parses a condition once. */
function parse(text: string): Parsed {
  let known = parsedConditions.get(text)
  if (known === undefined) {
    const condition = parseCondition(text)
    known = { condition, references: references(condition) }
    parsedConditions.set(text, known)
  }
  return known
}

type Context = Parameters<typeof evaluate>[1]

/** Checks the conditions between a request and its response (`x-criteria`). */
export const criteria: Check = (exchange, { clockSkew }) => {
  const response = documentedResponse(exchange)
  const list = response?.object['x-criteria'] ?? []
  const body = jsonOf(exchange.response)
  if (response === undefined || !isBodyChecked(exchange) || list.length === 0 || body === undefined)
    return NOT_APPLICABLE
  // Most operations have several conditions, which read the same values.
  let context: Context | undefined
  const testedRules: RuleId[] = []
  const failures: Failure[] = []
  for (const [index, { condition }] of list.entries()) {
    const { condition: parsed, references: read } = parse(condition)
    if (exchange.mayBeReplay && isAboutFirstExchange(read)) continue
    // A body that is not valid in its media type has no value to compare.
    if (hasUnreadableBody(exchange) && read.some((one) => one.kind === 'body' && one.message === 'request'))
      continue
    const rule = ruleIds.criterion(exchange.operation, response.status, index)
    testedRules.push(rule)
    context ??= contextOf(exchange, body, clockSkew)
    if (evaluate(parsed, context)) continue
    const actual = describeReferences(read, context)
    failures.push({ rule, expected: condition, actual, cause: causes.criterion(condition) })
  }
  return { testedRules, failures }
}

/**
 * Returns whether a condition is about the exchange in which a response was stored: a stored response has the time of that
 * exchange, and may have the headers for those of its request.
 */
function isAboutFirstExchange(read: Parsed['references']): boolean {
  const readsHeader = (message: string): boolean =>
    read.some((one) => one.kind === 'parameter' && one.message === message && one.part === 'header')
  return read.some(({ kind }) => kind === 'now') || (readsHeader('request') && readsHeader('response'))
}

function hasUnreadableBody({ request, requestBody }: Exchange): boolean {
  return requestBody === undefined && (request.body?.byteLength ?? 0) > 0
}

/** Headers and query are read only for a condition that refers to them. */
function contextOf(exchange: Exchange, body: unknown, clockSkew: number): Context {
  const { request, response } = exchange
  return {
    statusCode: response.status,
    request: {
      path: exchange.pathParameters,
      get query() {
        const [, query = ''] = /\?(.*)$/s.exec(request.path) ?? []
        return Object.fromEntries(new URLSearchParams(query))
      },
      get header() {
        return Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]))
      },
      body: exchange.requestBody,
    },
    response: {
      get header() {
        return Object.fromEntries([...response.headers].map(([name, values]) => [name, values.join(', ')]))
      },
      body,
    },
    now: {
      from: Math.floor(exchange.sentAt / 1000) - clockSkew,
      to: Math.ceil(exchange.receivedAt / 1000) + clockSkew,
    },
  }
}

type Reference = ReturnType<typeof references>[number]

/** Describes the values of all references and, if there are two, where their texts differ. */
function describeReferences(references: readonly Reference[], context: Context): string {
  const descriptions = references.map((one) => `${one.text} is ${describeReference(one, context)}`)
  const values = references.map((one) => (one.kind === 'now' ? undefined : valueOf(one, context)))
  const difference = values.length === 2 ? textDifference(values[0], values[1]) : ''
  return [...descriptions, ...(difference === '' ? [] : [difference])].join('; ')
}

function describeReference(reference: Reference, context: Context): string {
  if (reference.kind === 'now') return `${context.now.from} to ${context.now.to}, clock skew included`
  return excerpt(valueOf(reference, context))
}

function valueOf(reference: Exclude<Reference, { kind: 'now' }>, context: Context): unknown {
  switch (reference.kind) {
    case 'status':
      return context.statusCode
    case 'body':
      return get(context[reference.message].body, reference.pointer) ?? null
    case 'parameter': {
      const message: Partial<Record<string, Record<string, string | undefined>>> = context[
        reference.message
      ] as never
      const named = message[reference.part] ?? {}
      return named[reference.part === 'header' ? reference.name.toLowerCase() : reference.name] ?? null
    }
  }
}
