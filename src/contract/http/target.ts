import type { Agent } from 'node:http'
import type { Operation } from '../../description/index.ts'
import type { OperationServers } from './servers.ts'
import { Pace } from './pace.ts'
import { proxiesOf } from './proxy.ts'
import type { Environment, ProxyFor } from './proxy.ts'
import { SchemeChoice } from './scheme-choice.ts'
import type { Tls } from './tls.ts'
import { Tokens } from './tokens.ts'
import type { ClientCredentials } from './tokens.ts'

/** A rejected request whose body the target reads as the start of the next one. */
export interface LeftBody {
  readonly what: string
  /** The status code that the next request should get, and that which it gets. */
  readonly expected: number
  readonly received: number
  /** Returns a shell command that sends both requests on one connection. */
  readonly command: () => string
}

/** What the run has found out about the connections of the target. */
export interface Connections {
  /** Keeps the only connection of a run, if the target serves one at a time. All requests share it. */
  single: Agent | undefined
  /** Whether connections are kept for further requests. A target that serves few at a time has none left otherwise. */
  areKept: boolean
  /**
   * After which rejected requests of an operation the next one on the same connection gets the response to something
   * else. Undefined if the run did not look for them.
   */
  leftBodies: { readonly operation: string; readonly after: readonly LeftBody[] } | undefined
  /** Whether fixtures use it too: they send their requests with the `fetch` of their context. */
  isShared: boolean
}

/** How long a server that serves one connection at a time may need to notice that it is closed, in milliseconds. */
const CLOSING = 100

/** Closes the only connection of a run while no request uses it, so that another one can be opened. */
export async function closeSingle({ single }: Connections): Promise<void> {
  single?.destroy()
  await new Promise((resolve) => setTimeout(resolve, CLOSING))
}

/** Where requests go, with which credentials and limits. */
export interface Target extends OperationServers {
  readonly baseUrl: URL
  readonly apiKey: string
  /** The key of a second account. */
  readonly otherApiKey: string | undefined
  /** Credentials by the names of security schemes. All other schemes use `apiKey`. */
  readonly credentials: Readonly<Record<string, string>>
  /** Which of several alternative security requirements the requests satisfy. */
  readonly schemes: SchemeChoice
  /** The client that fetches access tokens. */
  readonly client: ClientCredentials | undefined
  /** The token endpoint, if the user named it. */
  readonly tokenUrl: URL | undefined
  /** The access tokens that were fetched. */
  readonly tokens: Tokens
  /** The certificates of the connections. */
  readonly tls: Tls | undefined
  /** Returns the proxy for a URL. */
  readonly proxy: ProxyFor
  readonly connections: Connections
  /** Keeps all requests of a run below the rate, those of fixtures included. */
  readonly pace: Pace
  /** Headers of every request. */
  readonly headers: readonly (readonly [string, string])[]
  /** Milliseconds that a response may take. */
  readonly timeout: number
  /** The most requests per second. 0 for no limit. */
  readonly rate: number
  /** Seconds by which the clock of the target may differ. */
  readonly clockSkew: number
  /** The most requests of a run. */
  readonly maxRequests: number
  /** Milliseconds after which a run sends no more requests. */
  readonly maxTime: number
  /** The most bytes of a response body, with and without its content codings. */
  readonly maxResponse: number
  /** Whether a run may change and remove what it did not create. */
  readonly allowDestructive: boolean
}

/** What is read from other options of a target, or found out by a run. */
type Derived = keyof OperationServers | 'tokens' | 'connections' | 'pace'

/** What a program may give in another form than a run uses. */
interface Given {
  readonly baseUrl: URL | string
  readonly tokenUrl?: URL | string | undefined
  /** The certificates, in PEM. `curl` has the options of reproductions: by default they name shell variables. */
  readonly tls?: Partial<Tls> | undefined
  /** The proxy for a URL, or variables such as those of `process.env`: HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
  readonly proxy?: ProxyFor | Environment | undefined
  readonly headers?: Target['headers'] | Readonly<Record<string, string>> | undefined
}

/** All that the command line can say of a target. Only the base URL is needed, the rest has defaults. */
export type TargetOptions = Given & {
  readonly [Name in Exclude<keyof Target, Derived | keyof Given>]?: Target[Name] | undefined
}

export const TARGET_DEFAULTS = {
  apiKey: '',
  otherApiKey: undefined,
  credentials: {},
  client: undefined,
  tokenUrl: undefined,
  tls: undefined,
  proxy: () => undefined,
  headers: [],
  timeout: 10_000,
  rate: 0,
  clockSkew: 5,
  maxRequests: Number.POSITIVE_INFINITY,
  maxTime: Number.POSITIVE_INFINITY,
  maxResponse: 10_000_000,
  allowDestructive: false,
  serverPaths: new Map<string, string>(),
  elsewhere: new Map<string, string>(),
} as const

/** @throws UsageError for variables that name no proxy */
export function completeTarget(given: TargetOptions): Target {
  const { schemes, tokenUrl, tls, proxy, headers = [], ...plain } = given
  const own = {
    tokens: new Tokens(),
    connections: { single: undefined, areKept: true, leftBodies: undefined, isShared: false },
    pace: new Pace(given.rate ?? TARGET_DEFAULTS.rate),
  }
  return {
    ...TARGET_DEFAULTS,
    ...own,
    ...withoutUndefined(plain),
    baseUrl: new URL(given.baseUrl),
    schemes: schemes ?? new SchemeChoice(),
    tokenUrl: tokenUrl === undefined ? undefined : new URL(tokenUrl),
    tls: tls === undefined ? undefined : { ...tls, curl: tls.curl ?? curlOptionsOf(tls) },
    proxy: typeof proxy === 'object' ? proxiesOf(proxy) : (proxy ?? TARGET_DEFAULTS.proxy),
    headers: isList(headers) ? headers : Object.entries(headers),
  }
}

/** A program may write `rate: undefined` for the default. */
function withoutUndefined<T extends object>(given: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Name in keyof T]: Exclude<T[Name], undefined> }
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value)
}

/** Returns options with a shell variable for each file, because a program has the certificates and not their files. */
function curlOptionsOf({ ca, cert, key }: Partial<Tls>): string[] {
  return [
    ...(ca === undefined ? [] : ['--cacert "$CA_FILE"']),
    ...(cert === undefined ? [] : ['--cert "$CERT_FILE"']),
    ...(key === undefined ? [] : ['--key "$KEY_FILE"']),
  ]
}

/** Returns an account's key for a security scheme, and the shell variable that replaces it in a report. */
export type Account = (scheme: string) => { readonly apiKey: string; readonly shell: string }

/** Returns the account that makes the requests of a run. */
export function accountOf({ apiKey, credentials, tokens }: Target): Account {
  return (scheme) => {
    const given = credentials[scheme] ?? tokens.get(scheme)
    return given === undefined ? { apiKey, shell: '$API_KEY' } : { apiKey: given, shell: variableOf(scheme) }
  }
}

/** Returns the second account: it has another key, and the same credentials for single schemes. */
export function otherAccountOf(target: Target): Account {
  const own = accountOf(target)
  const other = { apiKey: target.otherApiKey ?? '', shell: '$OTHER_API_KEY' }
  return (scheme) => (target.credentials[scheme] === undefined ? other : own(scheme))
}

/** Returns the shell variable of a security scheme: `appId` → `$APP_ID`. */
export function variableOf(scheme: string): string {
  const words = scheme.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/\W+/g, '_')
  return `$${words.toUpperCase().replace(/^(?=\d)/, '_')}`
}

/** Returns the base URL without credentials and without a slash at the end. */
export function addressOf({ baseUrl }: Target): string {
  return `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, '')}`
}

/** Returns the path of an operation's server, without a slash at the end. */
export function basePathOf({ baseUrl, serverPaths }: Target, { id }: Operation): string {
  return (serverPaths.get(id) ?? baseUrl.pathname).replace(/\/$/, '')
}

/** Returns whether a secret is a part of a key. All keys may begin with that part, so it need not be kept secret. */
export function isPartOfKey(secret: string, { apiKey, otherApiKey = '', credentials }: Target): boolean {
  const keys = [apiKey, otherApiKey, ...Object.values(credentials)]
  return !keys.includes(secret) && keys.some((key) => key.includes(secret))
}
