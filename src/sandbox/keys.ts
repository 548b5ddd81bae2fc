/** Whose key it is, and which data it opens. */
export interface Caller {
  readonly merchant: string
  readonly livemode: boolean
  /** The merchant's account id, where the API has such ids (Stripe). */
  readonly account: string
}

/** The keys of a sandbox. They are fixed, well known and worth nothing: made to be printed and pasted. */
export interface SandboxKeys {
  /** The first merchant's secret key for test data: the one to use. */
  readonly secret: string
  /** A second merchant's secret key: sees nothing of the first. */
  readonly other: string
  /** The first merchant's secret key for live data: sees no test data. */
  readonly live: string
  /** The first merchant's publishable key: may not cancel. */
  readonly publishable: string
  /** A secret key that the first merchant has revoked. */
  readonly revoked: string
}

/** The APIs that the sandbox serves. */
export const apiNames = ['leanrails', 'stripe'] as const

export type ApiName = (typeof apiNames)[number]

// The account is the one that Stripe's own documentation uses for its examples.
const ada = { merchant: 'mer_SandboxAda', account: 'acct_1032D82eZvKYlo2C' }
const bob = { merchant: 'mer_SandboxBob', account: 'acct_SandboxBob' }

/** The keys of one API. Mixed case on purpose: keys are case-sensitive. */
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

/** Whom a key lets in; undefined for every key that is unknown, revoked or publishable. */
export function callerOf(keys: SandboxKeys, key: string): Caller | undefined {
  if (key === keys.secret) return { ...ada, livemode: false }
  if (key === keys.other) return { ...bob, livemode: false }
  if (key === keys.live) return { ...ada, livemode: true }
  return undefined
}
