import { readAuthorization } from '../authorization.ts'
import { canonical } from '../canonical.ts'
import { readJsonObject } from '../json-body.ts'
import { callerOf } from '../keys.ts'
import { jsonResponse } from '../response.ts'
import { header } from '../request.ts'
import type { Rules } from '../rules.ts'
import { sharedRules } from '../shared-rules.ts'
import type { State } from '../state.ts'
import { keyMissing, leanrailsRejections as rejections } from './rejections.ts'
import { renderIntent } from './render.ts'

/** The rules of LeanRails: JSON, HTTP Basic, and a required idempotency key. */
export function leanrailsRules(state: State): Rules {
  return {
    ...sharedRules(state, rejections),

    authenticate: (request) => {
      const credentials = readAuthorization(request)
      if (credentials === 'missing') throw rejections.unauthorized('No API key was provided.')
      const invalid = rejections.unauthorized('The API key is not valid.')
      if (credentials === 'malformed' || credentials.scheme !== 'basic') throw invalid
      if (credentials.username.startsWith('pk_')) {
        throw rejections.unauthorized('A publishable API key cannot be used for this request.')
      }
      const caller = callerOf(state.keys, credentials.username)
      if (caller === undefined || credentials.password !== '') throw invalid
      return caller
    },

    readIdempotencyKey: (request) => {
      const [key, ...more] = header(request, 'idempotency-key')
      if (key === undefined) throw keyMissing()
      if (key.length < 1 || key.length > 255 || more.length > 0) {
        throw rejections.invalidHeader(
          'Idempotency-Key',
          'The header Idempotency-Key must have 1 to 255 characters and must not be repeated.',
        )
      }
      return key
    },

    checkHeaders: (request) => {
      if (header(request, 'x-api-version').every(isDate)) return
      throw rejections.invalidHeader('X-API-Version', 'The header X-API-Version must be a date, YYYY-MM-DD.')
    },

    readParameters: (request) => {
      const body = readJsonObject(request, rejections)
      const reason = Object.hasOwn(body, 'cancellation_reason') ? body['cancellation_reason'] : undefined
      if (reason !== undefined && typeof reason !== 'string') {
        throw rejections.invalidParameter('cancellation_reason', 'cancellation_reason must be a string.')
      }
      return { reason, expand: [], sent: body }
    },

    fingerprint: ({ id, parameters }) => canonical([id, parameters.sent]),

    replay: (stored) => stored,

    // A 429 or 5xx means that the request was not executed, so the same request with the same key is executed.
    stores: ({ status }) => status !== 429 && status < 500,

    render: (intent) => jsonResponse(200, renderIntent(intent)),

    finish: (response, _request, caller) => ({
      ...response,
      headers: {
        ...response.headers,
        'X-RateLimit-Limit': String(state.rate.limit),
        'X-RateLimit-Remaining': String(state.rate.remaining(caller?.merchant ?? '')),
      },
    }),
  }
}

/** Returns whether a text is an existing date, `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
