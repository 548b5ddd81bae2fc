import { randomBytes } from 'node:crypto'
import type { ApiName } from './api.ts'
import type { Choices } from './choices.ts'
import { VERSIONS } from './checks.ts'
import type { Described, JsonObject, Reply } from './examples.ts'

/** Returns the value of a header of the request. */
export type Header = (name: string) => string | undefined

const noHeader: Header = () => undefined

/** Makes the responses of an API: the examples of its description, with the headers that it describes. */
export class Replies {
  readonly #api: ApiName
  readonly #described: Described
  readonly #choices: Choices

  constructor(api: ApiName, described: Described, choices: Choices) {
    this.#api = api
    this.#described = described
    this.#choices = choices
  }

  /** Returns a response with the headers of the API. */
  finish(status: number, body: JsonObject, header = noHeader): Reply {
    return { status, body, headers: headersOf(this.#api, status, header) }
  }

  /** Returns the response of an example. `changes` are properties of its error. */
  reject(example: string, header = noHeader, changes: JsonObject = {}): Reply {
    const { status, body } = this.#described.example(example)
    const hasQuery = this.#choices.documentation === 'query'
    const error = {
      ...(body['error'] as JsonObject),
      ...(hasQuery && { doc_url: `https://docs.example.com/errors?api=${this.#api}&error=${example}` }),
      ...changes,
    }
    const hasNull = this.#choices.optional === 'null' && !('param' in error)
    return this.finish(status, { error: hasNull ? { ...error, param: null } : error }, header)
  }

  unknownRoute(header: Header): Reply {
    return this.reject(this.#api === 'stripe' ? 'url_unrecognized' : 'route_unknown', header)
  }

  wrongMethod(header: Header): Reply {
    return this.#choices.wrongMethod === 405
      ? this.reject('method_not_allowed', header)
      : this.unknownRoute(header)
  }

  mediaTypeUnsupported(header: Header): Reply {
    const isMalformed = this.#choices.mediaType === 400 && this.#api === 'leanrails'
    return this.reject(isMalformed ? 'body_malformed' : 'media_type_unsupported', header)
  }

  publishable(header: Header): Reply {
    const isForbidden = this.#choices.publishable === 403 && this.#api === 'stripe'
    return this.reject(isForbidden ? 'key_publishable_forbidden' : 'key_publishable', header)
  }

  tooLarge(header: Header): Reply {
    return { ...this.reject('body_malformed', header), status: this.#choices.largeBody }
  }

  idTooLong(header: Header): Reply {
    return { ...this.reject('intent_missing', header), status: this.#choices.longId }
  }

  /** Returns the response that a fixture asked for. */
  provoked(status: number, header: Header): Reply {
    const rateLimited = this.#api === 'stripe' ? 'rate_limit' : 'too_many_requests'
    return this.reject(status === 429 ? rateLimited : 'internal_error', header)
  }

  /** Marks a stored response that is sent again. */
  replayed(reply: Reply): Reply {
    if (this.#api !== 'stripe') return reply
    return {
      ...reply,
      headers: { ...reply.headers, 'Request-Id': requestId(), 'Idempotent-Replayed': 'true' },
    }
  }
}

function headersOf(api: ApiName, status: number, header: Header): Record<string, string> {
  const common = {
    ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="api"' }),
    ...(status === 405 && { Allow: 'POST' }),
    ...(status === 429 && { 'Retry-After': '0' }),
  }
  if (api === 'leanrails') {
    return { 'X-RateLimit-Limit': '1500', 'X-RateLimit-Remaining': '1499', ...common }
  }
  const version = header('stripe-version') ?? ''
  return {
    'Request-Id': requestId(),
    ...(VERSIONS.stripe.isValid(version) && { 'Stripe-Version': version }),
    ...(status >= 400 && { 'Stripe-Should-Retry': String(status === 409 || status === 429) }),
    ...common,
  }
}

function requestId(): string {
  return `req_${randomBytes(7).toString('hex')}`
}
