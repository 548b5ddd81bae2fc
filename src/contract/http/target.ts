/** Where requests go, with whose credentials, and how patiently. */
export interface Target {
  readonly baseUrl: URL
  readonly apiKey: string
  /** A second account's key. */
  readonly otherApiKey: string | undefined
  /** The credentials of single security schemes, by the schemes' names; all others take the account's key. */
  readonly credentials: Readonly<Record<string, string>>
  /** Headers that every request gets. */
  readonly headers: readonly (readonly [string, string])[]
  /** Milliseconds until an answer must have come. */
  readonly timeout: number
  /** Requests a second; 0 for no limit. */
  readonly rate: number
  /** Seconds by which the target's clock may differ. */
  readonly clockSkew: number
}

/** What a run has to be told of its target; the rest has a default. */
export interface TargetOptions extends Partial<Omit<Target, 'baseUrl' | 'apiKey'>> {
  readonly baseUrl: URL | string
  readonly apiKey: string
}

/** Ten seconds for an answer, as fast as it goes, clocks that differ by five seconds at most. */
export const TARGET_DEFAULTS = {
  otherApiKey: undefined,
  credentials: {},
  headers: [],
  timeout: 10_000,
  rate: 0,
  clockSkew: 5,
} as const

export function completeTarget(given: TargetOptions): Target {
  return { ...TARGET_DEFAULTS, ...given, baseUrl: new URL(given.baseUrl) }
}

/** What an account has for a security scheme, and the shell variable that stands for it in a report. */
export type Account = (scheme: string) => { readonly apiKey: string; readonly shell: string }

/** The account that a run is made with. */
export function accountOf({ apiKey, credentials }: Target): Account {
  return (scheme) => {
    const given = credentials[scheme]
    return given === undefined ? { apiKey, shell: '$API_KEY' } : { apiKey: given, shell: variableOf(scheme) }
  }
}

/** The second account: another key; what is given for single schemes is taken for both. */
export function otherAccountOf(target: Target): Account {
  const own = accountOf(target)
  const other = { apiKey: target.otherApiKey ?? '', shell: '$OTHER_API_KEY' }
  return (scheme) => (target.credentials[scheme] === undefined ? other : own(scheme))
}

/** `appId` → `$APP_ID`. */
export function variableOf(scheme: string): string {
  const words = scheme.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/\W+/g, '_')
  return `$${words.toUpperCase().replace(/^(?=\d)/, '_')}`
}

/** Where a target is, without credentials and without a slash at the end. */
export function addressOf({ baseUrl }: Target): string {
  return `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, '')}`
}

/** Whether a secret is a key cut short: what begins a key may be what all keys begin with, and anybody may say that. */
export function isPartOfKey(secret: string, { apiKey, otherApiKey = '', credentials }: Target): boolean {
  const keys = [apiKey, otherApiKey, ...Object.values(credentials)]
  return !keys.includes(secret) && keys.some((key) => key.includes(secret))
}
