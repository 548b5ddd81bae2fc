/** The merchant of an API key, and the data that the key can access. */
export interface Caller {
  readonly merchant: string
  readonly livemode: boolean
  /** The merchant's account id. Only Stripe has it. */
  readonly account: string
}

/** The API keys of a sandbox. They are fixed and not secret. */
export interface SandboxKeys {
  /** The first merchant's secret key for test data. This is the key to use. */
  readonly secret: string
  /** The second merchant's secret key. It cannot access data of the first merchant. */
  readonly other: string
  /** The first merchant's secret key for live data. It cannot access test data. */
  readonly live: string
  /** The first merchant's publishable key. It cannot cancel. */
  readonly publishable: string
  /** A revoked secret key of the first merchant. */
  readonly revoked: string
}

/** The APIs that the sandbox serves. */
export const apiNames = ['leanrails', 'stripe'] as const

export type ApiName = (typeof apiNames)[number]

// The account is the one that Stripe's own documentation uses for its examples.
const firstMerchant = { merchant: 'mer_SandboxAda', account: 'acct_1032D82eZvKYlo2C' }
const secondMerchant = { merchant: 'mer_SandboxBob', account: 'acct_SandboxBob' }

/** Returns the keys of an API. They are in mixed case because keys are case-sensitive. */
export function keysOf(api: ApiName): SandboxKeys {
  const name = api === 'leanrails' ? 'LeanRails' : 'Stripe'
  return {
    secret: `sk_test_${name}_Sandbox_Ada`,
    other: `sk_test_${name}_Sandbox_Bob`,
    live: `sk_live_${name}_Sandbox_Ada`,
    publishable: `pk_test_${name}_Sandbox_Ada`,
    revoked: `sk_test_${name}_Sandbox_Revoked`,
  }
}

/** Returns the caller of a key, or undefined for a key that is unknown, revoked or publishable. */
export function callerOf(keys: SandboxKeys, key: string): Caller | undefined {
  if (key === keys.secret) return { ...firstMerchant, livemode: false }
  if (key === keys.other) return { ...secondMerchant, livemode: false }
  if (key === keys.live) return { ...firstMerchant, livemode: true }
  return undefined
}
