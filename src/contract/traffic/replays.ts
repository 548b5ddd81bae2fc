import { durationMs, isSuccess } from '../../description/index.ts'
import type { Description, Idempotency, Operation } from '../../description/index.ts'
import { causes } from '../checks/causes.ts'
import { describeExpected, describeResponse } from '../expected/describe.ts'
import { describeDifference, isSameResponse } from '../expected/diff.ts'
import { matchesExpected } from '../expected/match.ts'
import { asksToWait } from '../expected/rate-limit.ts'
import { causeOfReplay } from '../expected/response-causes.ts'
import type { Credential } from '../http/credentials.ts'
import type { Exchange } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import { BoundedMap } from './bounded-map.ts'
import { accountOf, bodyDigest, digestOf } from './digest.ts'
import type { BodyDigest } from './digest.ts'
import { valuesOf } from './headers.ts'
import { failed, passed } from './observed.ts'
import type { Observed, Outcome } from './observed.ts'

/** How many keys are remembered, and how many bytes of their responses. */
export const KEYS_REMEMBERED = { entries: 10_000, weight: 32_000_000 }

/** What an entry costs besides its body, in bytes. */
const ENTRY_WEIGHT = 1000

/** The latest exchange with a key. */
interface KeyUse {
  /** Undefined if operations share the key: no description says what happens then. */
  readonly operation: Operation | undefined
  /** Without headers and bodies. */
  readonly exchange: Exchange
  /** The bytes of the response's body. Bytes would keep the whole buffer in memory that they are a part of. */
  readonly responseBody: string
  readonly path: string
  readonly body: BodyDigest
}

const NO_BYTES = new Uint8Array()
const NO_HEADERS: ReadonlyMap<string, readonly string[]> = new Map()

/** Returns a remembered exchange with the body of its response. */
function storedExchange({ exchange, responseBody }: KeyUse): Exchange {
  return { ...exchange, response: { ...exchange.response, body: Buffer.from(responseBody, 'latin1') } }
}

/** Recognizes requests that have the key of an earlier one. */
export class Replays {
  private readonly uses = new BoundedMap<KeyUse>(KEYS_REMEMBERED)
  private readonly description: Description

  constructor(description: Description) {
    this.description = description
  }

  /** How many keys were forgotten. */
  get forgotten(): number {
    return this.uses.forgotten
  }

  /**
   * Returns whether the response to a request is a stored one: `no` without a key, and `unknown` for a key that may have
   * been used before the recording or is forgotten, if no header marks replays.
   */
  isReplay(
    operation: Operation,
    credential: Credential,
    exchange: Pick<Exchange, 'request' | 'response'>,
  ): 'yes' | 'no' | 'unknown' {
    const { idempotency } = operation
    const key = keyOf(idempotency, exchange)
    if (idempotency === undefined || key === undefined) return 'no'
    if (this.uses.get(digestOf(accountOf({ credential }), key)) !== undefined) return 'yes'
    const marks = Object.entries(idempotency.replay?.headers ?? {})
    if (marks.length === 0) return 'unknown'
    return marks.some(([name, value]) => headerOf(exchange, name) === value) ? 'yes' : 'no'
  }

  /** Compares an exchange with the earlier one that has its key, and remembers it. */
  observe(observed: Observed): Outcome[] {
    const { operation, exchange } = observed
    const { idempotency } = operation
    const key = keyOf(idempotency, exchange)
    if (idempotency === undefined || key === undefined) return []
    const id = digestOf(accountOf(observed), key)
    const earlier = this.uses.get(id)
    const use = this.useOf(observed)
    if (earlier === undefined || this.isExpired(earlier, exchange, idempotency)) {
      this.remember(id, use)
      return []
    }
    if (earlier.operation !== operation) {
      this.remember(id, { ...earlier, operation: undefined })
      return []
    }
    const isConcurrent = exchange.sentAt < earlier.exchange.receivedAt
    if (!isSuccess(earlier.exchange.response.status) || isConcurrent) {
      // Of concurrent requests, the one that succeeded has the response that is stored.
      if (isSuccess(exchange.response.status) || !isSuccess(earlier.exchange.response.status))
        this.remember(id, use)
      return []
    }
    if (!idempotency.stores.includes('success') || this.isInconclusive(observed, idempotency)) return []
    return earlier.path === use.path && earlier.body.value === use.body.value
      ? this.compareReplay(earlier, use, observed)
      : this.compareMismatch(earlier, use, observed, idempotency)
  }

  private useOf(observed: Observed): KeyUse {
    const { exchange, operation } = observed
    const { response, request } = exchange
    const { status, body } = response
    return {
      operation,
      exchange: {
        ...exchange,
        requestBody: undefined,
        request: { ...request, headers: [], body: undefined },
        response: { status, body: NO_BYTES, headers: NO_HEADERS },
      },
      responseBody: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'),
      path: JSON.stringify([exchange.pathParameters, request.path.split('?')[1] ?? '']),
      body: bodyDigest(observed),
    }
  }

  private remember(id: string, use: KeyUse): void {
    this.uses.set(id, use, ENTRY_WEIGHT + use.responseBody.length)
  }

  private isExpired({ exchange }: KeyUse, { sentAt }: Exchange, { retention }: Idempotency): boolean {
    return sentAt - exchange.receivedAt >= durationMs(retention)
  }

  /** Returns whether a response shows nothing about the key: it is about load, credentials, or the server failed. */
  private isInconclusive(
    { exchange, operation, isRequestBodyLost }: Observed,
    idempotency: Idempotency,
  ): boolean {
    const { status, isBodyLost } = exchange.response
    if (status >= 500 || status === 401 || status === 403 || asksToWait(exchange)) return true
    if (isBodyLost === true || isRequestBodyLost) return true
    return idempotency.inProgress.responses.some((one) =>
      matchesExpected(this.description, one, { operation, response: exchange.response }),
    )
  }

  private compareReplay(earlier: KeyUse, use: KeyUse, { operation, exchange }: Observed): Outcome[] {
    const stored = storedExchange(earlier)
    const isSame = isSameResponse(exchange, stored)
    const rules = [ruleIds.idempotency(operation, 'replay'), ruleIds.idempotency(operation, 'stores/success')]
    if (isSame)
      return [...(isObservable(operation) ? rules.map(passed) : []), ...replayHeaders(operation, exchange)]
    // Whether other bytes are the same request is another question.
    if (earlier.body.bytes !== use.body.bytes) return []
    const expected = `the stored response, ${describeResponse(this.description, stored)}`
    const actual = describeDifference(exchange, stored) ?? describeResponse(this.description, exchange)
    const cause = causeOfReplay(this.description, exchange, stored)
    return rules.map((rule) => failed({ rule, expected, actual, cause }))
  }

  private compareMismatch(
    earlier: KeyUse,
    use: KeyUse,
    { operation, exchange, problems }: Observed,
    { mismatch }: Idempotency,
  ): Outcome[] {
    const hasOtherPath = earlier.path !== use.path
    const hasOtherBody = earlier.body.value !== use.body.value
    // If both differ, either may be the reason.
    if ((hasOtherPath && hasOtherBody) || problems.length > 0) return []
    const part = hasOtherPath ? 'path' : 'body'
    if (!mismatch.differs.includes(part)) return []
    const rule = ruleIds.idempotency(operation, `mismatch/${part}`)
    if (mismatch.responses.some((one) => matchesExpected(this.description, one, exchange)))
      return [passed(rule)]
    if (!isSuccess(exchange.response.status)) return []
    return [
      failed({
        rule,
        expected: describeExpected(this.description, operation, mismatch.responses),
        actual: describeResponse(this.description, exchange),
        cause: causes.accepted(rule),
      }),
    ]
  }
}

/** Returns whether a replay differs from a second execution. */
function isObservable({ lifecycle, idempotency }: Operation): boolean {
  return lifecycle !== undefined || Object.keys(idempotency?.replay?.headers ?? {}).length > 0
}

function replayHeaders(operation: Operation, exchange: Exchange): Outcome[] {
  return Object.entries(operation.idempotency?.replay?.headers ?? {}).map(([name, value]) => {
    const rule = ruleIds.replayHeader(operation, name)
    const received = headerOf(exchange, name)
    if (received === value) return passed(rule)
    const actual = received === undefined ? `no ${name}` : `${name}: ${received}`
    return failed({ rule, expected: `${name}: ${value}`, actual })
  })
}

/** Returns the key of a request. Undefined for an empty one, which many servers ignore. */
function keyOf(
  idempotency: Idempotency | undefined,
  { request }: Pick<Exchange, 'request'>,
): string | undefined {
  if (idempotency === undefined) return undefined
  const [key, ...others] = valuesOf(request, idempotency.header)
  return key === undefined || key.trim() === '' || others.length > 0 ? undefined : key
}

function headerOf({ response }: Pick<Exchange, 'response'>, name: string): string | undefined {
  return response.headers.get(name.toLowerCase())?.[0]
}
