/** The credentials of a request: an account, or the example of the rejection. */
export type Account = { readonly name: string } | { readonly rejection: string }

/** The keys of two merchants. They are fixed and not secret. */
export const KEYS = { own: 'sk_test_CorrectServerOne', other: 'sk_test_CorrectServerTwo' }

const NAMES = new Map([
  [KEYS.own, 'one'],
  [KEYS.other, 'two'],
])

/** Returns the account of an `Authorization` header. Bearer tokens are an alternative at Stripe alone. */
export function accountOf(authorization: string | undefined, takesBearer: boolean): Account {
  if (authorization === undefined || authorization === '') return { rejection: 'credentials_missing' }
  const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(authorization) ?? []
  const key = keyOf(scheme.toLowerCase(), value, takesBearer)
  if (key?.startsWith('pk_') === true) return { rejection: 'key_publishable' }
  const name = NAMES.get(key ?? '')
  return name === undefined ? { rejection: 'credentials_wrong' } : { name }
}

function keyOf(scheme: string, value: string, takesBearer: boolean): string | undefined {
  if (scheme === 'bearer') return takesBearer ? value : undefined
  if (scheme !== 'basic') return undefined
  const pair = Buffer.from(value, 'base64').toString()
  // The password is empty.
  return pair.endsWith(':') && pair.indexOf(':') === pair.length - 1 ? pair.slice(0, -1) : undefined
}
