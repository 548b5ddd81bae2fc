import type { Operation, Security } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import { requestHeader, withRequestHeader } from './message.ts'

/** Whose credentials a request has: those of a known key, unknown ones, or none. */
export type Owner = { readonly key: string } | 'unknown' | 'nobody'

/** Returns whose credentials a request has. */
export function ownerOf(operation: Operation, request: MockRequest, keys: readonly string[]): Owner {
  const schemes = schemesOf(operation)
  const texts = schemes.map((scheme) => textOf(scheme, request))
  if (texts.every((text) => text === undefined)) return 'nobody'
  const key = keys.find((each) => schemes.some((scheme, at) => texts[at] === written(scheme, each)))
  return key === undefined ? 'unknown' : { key }
}

/** Returns a request with the credentials of a key, and no others. */
export function withKey(operation: Operation, request: MockRequest, key: string): MockRequest {
  const bare = schemesOf(operation).reduce((each, scheme) => withText(each, scheme, undefined), request)
  const required = operation.security.find((requirement) => requirement.length > 0) ?? []
  return required.reduce((each, scheme) => withText(each, scheme, written(scheme, key)), bare)
}

/** Whether every request must have credentials. */
export function isGuarded({ security }: Operation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.some(isSent))
}

function schemesOf({ security }: Operation): Security[] {
  return security.flat().filter(isSent)
}

function isSent({ scheme }: Security): boolean {
  return scheme.type !== 'mutualTLS'
}

/** Returns the text that carries a key. */
function written({ scheme }: Security, key: string): string {
  if (scheme.type === 'apiKey') return key
  const name = scheme.type === 'http' ? (scheme.scheme ?? 'basic') : 'bearer'
  if (name.toLowerCase() !== 'basic') return `${name.slice(0, 1).toUpperCase()}${name.slice(1)} ${key}`
  const { username = '$apiKey', password = '' } = scheme['x-credentials'] ?? {}
  const pair = `${username}:${password}`.replaceAll('$apiKey', () => key)
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

function textOf({ scheme }: Security, request: MockRequest): string | undefined {
  const { type, name = '', in: location = 'header' } = scheme
  if (type !== 'apiKey') return requestHeader(request, 'authorization')
  if (location === 'header') return requestHeader(request, name)
  if (location === 'query') return new URLSearchParams(request.query).get(name) ?? undefined
  return cookiesOf(request).find(([each]) => each === name)?.[1]
}

function withText(request: MockRequest, { scheme }: Security, text: string | undefined): MockRequest {
  const { type, name = '', in: location = 'header' } = scheme
  if (type !== 'apiKey') return withRequestHeader(request, 'authorization', text)
  if (location === 'header') return withRequestHeader(request, name, text)
  if (location === 'query') {
    const others = request.query.split('&').filter((field) => field !== '' && !field.startsWith(`${name}=`))
    const own = text === undefined ? [] : [`${name}=${encodeURIComponent(text)}`]
    return { ...request, query: [...others, ...own].join('&') }
  }
  const others = cookiesOf(request).filter(([each]) => each !== name)
  const all = [...others, ...(text === undefined ? [] : [[name, text] as const])]
  const cookie = all.map(([each, value]) => `${each}=${value}`).join('; ')
  return withRequestHeader(request, 'cookie', cookie === '' ? undefined : cookie)
}

function cookiesOf(request: MockRequest): (readonly [string, string])[] {
  return (request.headers.get('cookie') ?? [])
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      return at === -1 ? ([pair, ''] as const) : ([pair.slice(0, at), pair.slice(at + 1)] as const)
    })
}
