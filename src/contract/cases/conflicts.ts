import { isDeepStrictEqual } from 'node:util'
import { isForm, isJson } from '../../description/index.ts'
import type { Content, Description } from '../../description/index.ts'
import { isRecord, schemasOf } from '../../schema/index.ts'
import { canCarryBody, encode } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import { isConflict } from '../expected/conflict.ts'
import { chosenIdOf } from '../generate/chosen-id.ts'
import { variedValue } from '../generate/varied-body.ts'
import { contentFor } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import type { CaseContext } from './case-context.ts'

type Context = Pick<CaseContext, 'send' | 'succeeded' | 'description'>

/** First the usual names of what must be unique, then all texts and numbers. */
const VARIATIONS = [
  { all: false, numbers: false },
  { all: true, numbers: true },
] as const

const varied = new WeakSet<Exchange>()

/** Returns whether a request succeeded only with other names. */
export function wasVaried(exchange: Exchange): boolean {
  return varied.has(exchange)
}

/**
 * Sends a valid request. If it conflicts with an existing resource, sends it again with other names, because the server
 * may require unique ones. Without a success, the conflict is the response.
 *
 * @param keepsLength the property under test: its text keeps its length
 */
export async function sendDistinct(
  context: Context,
  plan: RequestPlan,
  keepsLength?: string,
): Promise<Exchange> {
  const conflict = await context.send(plan)
  if (!isConflict(conflict)) return conflict
  for (const variation of VARIATIONS) {
    const body = distinctBody(context.description, conflict, plan, { ...variation, keepsLength })
    if (body === undefined) continue
    const exchange = await context.send({ ...plan, body })
    if (!context.succeeded(exchange)) continue
    varied.add(exchange)
    return exchange
  }
  return conflict
}

/**
 * Sends an invalid request again that conflicts with an existing resource, with other names in its valid part. Returns
 * the same exchange if it has no such part.
 *
 * @param control the same request without the violation
 */
export async function sendDistinctInvalid(
  context: Context,
  conflict: Exchange,
  { plan, control }: { plan: RequestPlan; control: RequestPlan },
): Promise<Exchange> {
  const { description } = context
  let last = conflict
  for (const variation of VARIATIONS) {
    const distinct = distinctBody(description, conflict, control, variation)
    const body = distinct === undefined ? undefined : withValuesOf(distinct, conflict, { plan, control })
    if (body === undefined) continue
    last = await context.send({ ...plan, body })
    if (!isConflict(last)) break
  }
  return last
}

interface Variation {
  readonly all: boolean
  readonly numbers: boolean
  readonly keepsLength?: string | undefined
}

/** Returns the body of a request with other names. Undefined if it has none, or if its spelling is under test. */
function distinctBody(
  description: Description,
  { operation, request, requestBody }: Exchange,
  { body, key }: RequestPlan,
  variation: Variation,
): Payload | undefined {
  const type = request.headers.find(([name]) => /^content-type$/i.test(name))?.[1]
  const content = contentFor(operation.body?.content ?? [], body?.contentType ?? type)
  const value = body === undefined || body === null ? requestBody : body.value
  // A key belongs to one body.
  if (content?.schema === undefined || !isPlain(content) || !isRecord(value) || typeof key === 'string')
    return undefined
  if (request.method !== operation.method || !isUsualSpelling(content, value, body)) return undefined
  const { document } = description
  const { schema } = content
  const id = chosenIdOf(description, operation)
  const isValid = (other: unknown): boolean =>
    schemasOf(document).isDefinitelyValid(schema, other) && canCarryBody(document, content, other)
  const other = variedValue(document, schema, value, { ...variation, isValid, id })
  return other === value ? undefined : { ...body, ...encode(content, other), ...typeOf(body) }
}

function isPlain({ mediaType }: Content): boolean {
  return isJson(mediaType) || isForm(mediaType)
}

function isUsualSpelling(content: Content, value: unknown, body: Payload | null | undefined): boolean {
  return body === undefined || body === null || isSame(encode(content, value).bytes, body.bytes)
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other)
}

function typeOf(body: Payload | null | undefined): Pick<Payload, 'contentType'> | undefined {
  return body === undefined || body === null ? undefined : { contentType: body.contentType }
}

/** Puts the other names of a control request into the invalid one, which has the rest in common with it. */
function withValuesOf(
  distinct: Payload,
  { operation }: Exchange,
  { plan, control }: { plan: RequestPlan; control: RequestPlan },
): Payload | undefined {
  const [invalid, valid] = [plan.body, control.body]
  // Both have the default body, and the violation is elsewhere.
  if (invalid === undefined && valid === undefined) return distinct
  if (!invalid || !valid) return undefined
  if (isSame(invalid.bytes, valid.bytes)) return { ...invalid, ...distinct, ...typeOf(invalid) }
  const content = contentFor(operation.body?.content ?? [], invalid.contentType ?? undefined)
  const values = [invalid.value, valid.value, distinct.value]
  if (content === undefined || !isPlain(content) || !values.every(isRecord)) return undefined
  const [old = {}, usual = {}, other = {}] = values
  if (!isSame(encode(content, old).bytes, invalid.bytes)) return undefined
  const names = Object.keys(old).filter(
    (name) => isDeepStrictEqual(old[name], usual[name]) && !isDeepStrictEqual(usual[name], other[name]),
  )
  return names.length === 0
    ? undefined
    : encode(content, { ...old, ...Object.fromEntries(names.map((name) => [name, other[name]])) })
}
