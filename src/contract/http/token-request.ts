import { freshAgentFor } from './connection.ts'
import { jsonOf } from './body.ts'
import { base64 } from './credentials.ts'
import type { ReceivedResponse } from './exchange.ts'
import type { Target } from './target.ts'
import type { ClientCredentials, Token, TokenSource } from './tokens.ts'
import { finishRequest, openRequest } from './wire.ts'

/**
 * Requests an access token (RFC 6749, section 4.4). The client authenticates with HTTP Basic, which every endpoint must
 * support, and in the body if that is rejected (section 2.3.1).
 *
 * @throws Error if the endpoint gives none
 * @throws UnreachableError if it does not respond
 */
export async function requestToken(
  source: TokenSource,
  client: ClientCredentials,
  target: Target,
): Promise<Token> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (source.scopes.length > 0) form.set('scope', source.scopes.join(' '))
  const pair = `${formEncoded(client.id)}:${formEncoded(client.secret)}`
  const basic = await send(source.url, form, target, [['Authorization', `Basic ${base64(pair)}`]])
  const token = tokenOf(basic)
  if (token !== undefined) return token
  if (basic.status !== 400 && basic.status !== 401) throw noToken(source, basic)
  form.set('client_id', client.id)
  form.set('client_secret', client.secret)
  const inBody = await send(source.url, form, target, [])
  const second = tokenOf(inBody)
  if (second === undefined) throw noToken(source, basic.status === 401 ? basic : inBody)
  return second
}

async function send(
  url: URL,
  form: URLSearchParams,
  target: Target,
  authorization: readonly (readonly [string, string])[],
): Promise<ReceivedResponse> {
  if (url.origin === target.baseUrl.origin) await target.pace.turn()
  const to = { ...target, baseUrl: url }
  const body = Buffer.from(form.toString())
  const headers = [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ...authorization,
  ] as const
  const request = { method: 'POST', path: `${url.pathname}${url.search}`, headers, body }
  return finishRequest(openRequest(request, to, freshAgentFor(to)), { body }, to)
}

function tokenOf(response: ReceivedResponse): Token | undefined {
  const { access_token: text, expires_in: expires } = fieldsOf(response)
  if (response.status < 200 || response.status > 299 || typeof text !== 'string' || text === '')
    return undefined
  const seconds = Number(expires ?? Number.POSITIVE_INFINITY)
  return { text, seconds: Number.isNaN(seconds) ? Number.POSITIVE_INFINITY : Math.max(0, seconds) }
}

function noToken({ url }: TokenSource, response: ReceivedResponse): Error {
  const { error, error_description: description } = fieldsOf(response)
  const why = [error, description].filter((text) => typeof text === 'string').join(': ')
  const got = response.status < 300 ? `${response.status} without an \`access_token\`` : response.status
  return new Error(
    `Cannot run: the token endpoint ${url.origin}${url.pathname} returned ${got}${why === '' ? '' : ` (${why.slice(0, 200)})`}. Check CLIENT_ID and CLIENT_SECRET.`,
  )
}

function fieldsOf(response: ReceivedResponse): Record<string, unknown> {
  const value = jsonOf(response)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Encodes a text as a form does (RFC 6749, appendix B). */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
