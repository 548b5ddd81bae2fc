import { inspect } from 'node:util'
import type { CallOutcome, CallSetup, Client, Setup } from './clients.ts'
import { isClear, nameOf, type Outcome } from './outcome.ts'
import type { MisbehavingServer } from './server.ts'

/** A mistake in a program, or a platform that lacks something. */
export interface Misuse {
  readonly name: string
  readonly setup?: (url: string) => Partial<Setup>
  readonly call?: CallSetup
  /** Whether the mistake is in the address. */
  readonly isAddress?: boolean
  /** What is expected: an error before anything is sent, or a success. */
  readonly expected: 'error' | 'success'
  /** Calls at once, with one signal. Default: one call. */
  readonly calls?: number
  /** Takes something away from the platform. @returns a function that gives it back */
  readonly without?: () => () => void
}

const SECRET = 's3cret'

export const misuses: readonly Misuse[] = [
  {
    name: 'a `baseUrl` without a scheme',
    isAddress: true,
    setup: (url) => ({ baseUrl: url.replace('http://', '') }),
    expected: 'error',
  },
  {
    name: 'a `baseUrl` with a user and a password',
    isAddress: true,
    setup: (url) => ({ baseUrl: url.replace('//', `//user:${SECRET}@`) }),
    expected: 'error',
  },
  {
    name: 'a `baseUrl` with a query',
    isAddress: true,
    setup: (url) => ({ baseUrl: `${url}?tenant=${SECRET}` }),
    expected: 'error',
  },
  {
    name: 'an API key from a variable that is not set',
    setup: () => ({ apiKey: undefined as unknown as string }),
    expected: 'error',
  },
  {
    name: 'an API key with a line break',
    setup: () => ({ apiKey: `${SECRET}\n` }),
    expected: 'error',
  },
  {
    name: 'a header with a line break',
    setup: () => ({ version: `2026\n${SECRET}` }),
    expected: 'error',
  },
  { name: 'an idempotency key that ends with a space', call: { idempotencyKey: 'k ' }, expected: 'error' },
  {
    name: 'an idempotency key that is `null`',
    call: { idempotencyKey: null as unknown as string },
    expected: 'error',
  },
  {
    name: 'a page on plain http, without `crypto.randomUUID`',
    without: () => {
      const page = Object.create(crypto, { randomUUID: { value: undefined } }) as Crypto
      const getRandomValues = crypto.getRandomValues.bind(crypto)
      Object.defineProperty(page, 'getRandomValues', { value: getRandomValues })
      const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
      Object.defineProperty(globalThis, 'crypto', { value: page, configurable: true })
      return () => {
        if (own) Object.defineProperty(globalThis, 'crypto', own)
      }
    },
    expected: 'success',
  },
  { name: 'one signal for 20 calls at once', calls: 20, expected: 'success' },
]

/** Makes the mistake with a client. @returns undefined if the client cannot make it */
export async function misuse(
  { make, hasBaseUrl, makesKeys }: Client,
  { setup, call, isAddress, expected, calls = 1, without }: Misuse,
  server: MisbehavingServer,
): Promise<Outcome | undefined> {
  if ((isAddress && !hasBaseUrl) || (without && !makesKeys)) return undefined
  const before = server.requestCount()
  const warnings: string[] = []
  const record = (warning: Error): void => void warnings.push(warning.name)
  process.on('warning', record)
  const giveBack = without?.()
  const signal = calls > 1 ? new AbortController().signal : undefined
  const attempt = async (index: number): Promise<CallOutcome | { error: unknown }> => {
    try {
      const cancel = make({ baseUrl: server.url, apiKey: 'sk_test_bench', ...setup?.(server.url) })
      return await cancel(`pi_999_misuse${before}x${index}`, { ...call, ...(signal && { signal }) })
    } catch (error) {
      return { error }
    }
  }
  const results = await Promise.all(Array.from({ length: calls }, (_, index) => attempt(index)))
  giveBack?.()
  await new Promise(setImmediate)
  process.off('warning', record)
  const [result = { error: undefined }] = results
  const sent = server.requestCount() - before
  const isSuccess = results.every((each) => 'value' in each)
  const leaks = 'error' in result && inspect(result.error, { depth: 9 }).includes(SECRET)
  const what =
    'error' in result ? `throws ${nameOf(result.error)}` : isSuccess ? 'success' : 'returns an error'
  const text = [
    what,
    ...(expected === 'error' ? [sent === 0 ? 'nothing sent' : `${sent} sent`] : []),
    ...(leaks ? ['shows the secret'] : []),
    ...warnings.map((name) => `warns: ${name}`),
  ].join(', ')
  const isRejected = 'error' in result && isClear(result.error) && sent === 0 && !leaks
  return { text, right: (expected === 'error' ? isRejected : isSuccess) && warnings.length === 0 }
}
