import type { Json } from '../json.ts'

/**
 * Returns the servers that `host`, `basePath` and `schemes` make; undefined if there is neither a host nor a path.
 * Without `schemes`, a local host has `http`, and any other one `https`.
 */
export function serversOf({ host, basePath, schemes }: Json): { url: string }[] | undefined {
  const path = typeof basePath === 'string' && basePath !== '/' ? basePath : ''
  if (typeof host !== 'string' || host === '') return path === '' ? undefined : [{ url: path }]
  const usual = /^(?:localhost|127\.|\[::1\])/.test(host) ? 'http' : 'https'
  const known = Array.isArray(schemes) ? schemes.filter((scheme) => /^https?$/.test(String(scheme))) : []
  // TLS first, if there is a choice.
  const preferred = [...new Set(known.length === 0 ? [usual] : known.map(String))].sort().reverse()
  return preferred.map((scheme) => ({ url: `${scheme}://${host}${path}` }))
}
